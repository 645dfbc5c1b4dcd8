#include "core/ingest/idempotency.h"

#include "core/ingest/ingestservice.h"

#include <sodium.h>

#include <array>

namespace explorer::ingest
{

RunningKeys::Claim::~Claim()
{
    if (m_keys == nullptr)
        return;
    const std::lock_guard lock(m_keys->m_mutex);
    m_keys->m_running.erase(m_key);
}

Result<RunningKeys::Claim> RunningKeys::claim(const std::string &user, const std::string &key)
{
    std::pair<std::string, std::string> pair{user, key};
    const std::lock_guard lock(m_mutex);
    if (!m_running.insert(pair).second)
        return fail(
            ErrorCode::AlreadyExists, "idempotency_in_flight",
            "A request with this Idempotency-Key is still being worked on. Send it again in a moment.");
    return Claim(*this, std::move(pair));
}

std::string fingerprint(const IngestRequest &request)
{
    const api::InputFormat &format = request.format;
    const std::string head = request.collection + "\n" + std::string(api::contentType(format.format)) +
                             (request.atomic ? "\natomic\n" : "\npartial\n") + format.csv.delimiter +
                             format.csv.quote + (format.csv.hasHeader ? "h" : "-") + format.pattern + "\n";
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    const auto add = [&state](std::string_view text) {
        crypto_hash_sha256_update(&state, reinterpret_cast<const unsigned char *>(text.data()), text.size());
    };
    add(head);
    add(request.body);
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256_final(&state, hash.data());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

} // namespace explorer::ingest
