#include "core/search/cursor.h"

#include <sodium.h>

namespace explorer::search
{
namespace
{

using nlohmann::json;

constexpr std::size_t kTextLimitBytes = 64 * 1024;

const unsigned char *bytes(std::string_view text)
{
    return reinterpret_cast<const unsigned char *>(text.data());
}

std::string toBase64(std::string_view data)
{
    std::string text(sodium_base64_encoded_len(data.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes(data), data.size(),
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    text.resize(text.find('\0'));
    return text;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    std::string data(text.size(), '\0');
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char *>(data.data()), data.size(), text.data(),
                          text.size(), nullptr, &length, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return std::nullopt;
    data.resize(length);
    return data;
}

json toJson(const index::SortValue &value)
{
    return std::visit(
        [](const auto &held) -> json {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>)
                return nullptr;
            else
                return held;
        },
        value);
}

index::SortValue sortValueFrom(const json &value)
{
    if (value.is_number_float())
        return value.get<double>();
    if (value.is_number_integer())
        return value.get<std::int64_t>();
    if (value.is_string())
        return value.get<std::string>();
    return std::monostate{};
}

json toJson(const CollectionPosition &position)
{
    json after;
    if (position.after) {
        json values = json::array();
        for (const index::SortValue &value : position.after->first)
            values.push_back(toJson(value));
        after = {std::move(values), position.after->second};
    }
    return {{"c", position.collection}, {"s", position.snapshot}, {"a", std::move(after)}};
}

CollectionPosition positionFrom(const json &made)
{
    CollectionPosition position;
    position.collection = made.at("c").get<std::int64_t>();
    position.snapshot = made.at("s").get<std::uint64_t>();
    const json &after = made.at("a");
    if (after.is_null())
        return position;
    std::vector<index::SortValue> values;
    for (const json &value : after.at(0))
        values.push_back(sortValueFrom(value));
    position.after.emplace(std::move(values), after.at(1).get<std::string>());
    return position;
}

} // namespace

std::size_t CursorCodec::keyBytes() { return crypto_auth_KEYBYTES; }

std::string CursorCodec::encode(const Cursor &cursor) const
{
    json positions = json::array();
    for (const CollectionPosition &position : cursor.positions)
        positions.push_back(toJson(position));
    const json made{
        {"n", cursor.now}, {"h", cursor.requestHash}, {"t", cursor.total}, {"p", std::move(positions)}};
    const std::string payload = made.dump(-1, ' ', false, json::error_handler_t::replace);
    std::string signedText(crypto_auth_BYTES, '\0');
    crypto_auth(reinterpret_cast<unsigned char *>(signedText.data()), bytes(payload), payload.size(),
                bytes(m_key));
    return toBase64(signedText + payload);
}

Result<Cursor> CursorCodec::decode(std::string_view text) const
{
    if (text.size() > kTextLimitBytes)
        return fail(cursorInvalid());
    const std::optional<std::string> data = fromBase64(text);
    if (!data || data->size() <= crypto_auth_BYTES)
        return fail(cursorInvalid());
    const std::string_view payload = std::string_view(*data).substr(crypto_auth_BYTES);
    if (crypto_auth_verify(bytes(*data), bytes(payload), payload.size(), bytes(m_key)) != 0)
        return fail(cursorInvalid());
    try {
        const json made = json::parse(payload);
        Cursor cursor;
        cursor.now = made.at("n").get<std::int64_t>();
        cursor.requestHash = made.at("h").get<std::string>();
        cursor.total = made.at("t").get<std::int64_t>();
        for (const json &position : made.at("p"))
            cursor.positions.push_back(positionFrom(position));
        return cursor;
    } catch (const json::exception &) {
        return fail(cursorInvalid());
    }
}

std::string hashRequest(const api::SearchRequest &request, const std::string &scope)
{
    api::SearchRequest bare = request;
    bare.cursor.clear();
    bare.timeoutMillis.reset();
    bare.offset = 0;
    bare.facets.clear();
    bare.histogram.clear();
    bare.statistics.clear();
    const std::string text =
        scope + "\n" + api::toJson(bare).dump(-1, ' ', false, json::error_handler_t::replace);
    std::string hash(16, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), hash.size(), bytes(text), text.size(),
                       nullptr, 0);
    return toBase64(hash);
}

Error cursorInvalid()
{
    return makeError(
        ErrorCode::InvalidArgument, "cursor_invalid",
        "The cursor does not belong to this request. Ask again without one, and then pass on the "
        "next_cursor of each answer with an otherwise unchanged request.");
}

} // namespace explorer::search
