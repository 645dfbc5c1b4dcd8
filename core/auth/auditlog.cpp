#include "core/auth/auditlog.h"

#include "core/auth/sodium_p.h"

#include <charconv>

namespace explorer::auth
{
namespace
{

constexpr int kVerifiedAtOnce = 500;

std::string chainHash(const std::string &previous, const api::AuditEntry &entry)
{
    std::string text;
    // The lengths keep a text from posing as the next one.
    const std::string at = std::to_string(entry.at);
    for (const std::string *part : {&previous, &at, &entry.user, &entry.action, &entry.target, &entry.detail})
        text.append(std::to_string(part->size())).append(":").append(*part);
    return sha256Hex(text);
}

} // namespace

Result<void> AuditLog::append(storage::Connection &connection, api::AuditEntry entry)
{
    const auto previous = storage::AuditStore::lastHash(connection);
    if (!previous)
        return fail(previous.error());
    entry.hash = chainHash(*previous, entry);
    return storage::AuditStore::add(connection, entry);
}

Result<api::AuditPage> AuditLog::page(const std::string &action, const std::string &cursor, int size)
{
    std::int64_t before = 0;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), before);
    if (!cursor.empty() && (error != std::errc() || end != cursor.data() + cursor.size() || before < 1))
        return fail(ErrorCode::InvalidArgument, "cursor_invalid",
                    "The cursor is not one of this list. Pass on the next_cursor of the page before.");
    // One more than asked for tells whether there is a next page.
    auto entries = m_store.list(action, before, size + 1);
    if (!entries)
        return fail(std::move(entries.error()));
    api::AuditPage page;
    page.entries = std::move(*entries);
    if (page.entries.size() > static_cast<std::size_t>(size)) {
        page.entries.resize(static_cast<std::size_t>(size));
        page.nextCursor = std::to_string(page.entries.back().sequence);
    }
    return page;
}

Result<AuditLog::Verification> AuditLog::verify()
{
    Verification verification;
    std::string previous;
    std::int64_t after = 0;
    for (;;) {
        const auto entries = m_store.listAfter(after, kVerifiedAtOnce);
        if (!entries)
            return fail(entries.error());
        for (const api::AuditEntry &entry : *entries) {
            ++verification.checked;
            after = entry.sequence;
            if (entry.hash != chainHash(previous, entry)) {
                verification.brokenAt = entry.sequence;
                return verification;
            }
            previous = entry.hash;
        }
        if (entries->empty())
            return verification;
    }
}

} // namespace explorer::auth
