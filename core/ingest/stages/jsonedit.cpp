#include "core/ingest/stages/jsonedit.h"

#include "core/api/jsonscanner.h"
#include "core/ingest/record.h"

#include <nlohmann/json.hpp>

#include <charconv>

namespace explorer::ingest
{
namespace
{

std::size_t skipSpace(std::string_view json, std::size_t at)
{
    return std::min(json.find_first_not_of(" \t\r\n", at), json.size());
}

std::size_t valueEnd(std::string_view json, std::size_t at)
{
    return at + api::findJsonValue(json.substr(at), true)->length;
}

/// One member or element with what belongs to it.
struct Item {
    std::size_t begin = 0;
    JsonSpan value;
};

/// The items of the object or array that begins at `at`.
class Items
{
public:
    Items(std::string_view json, std::size_t at) : m_json(json), m_isObject(json[at] == '{')
    {
        m_at = skipSpace(json, at + 1);
    }
    /// False behind the last one.
    bool next(Item &item)
    {
        if (m_at >= m_json.size() || m_json[m_at] == '}' || m_json[m_at] == ']')
            return false;
        item.begin = m_at;
        if (m_isObject) {
            m_keyEnd = valueEnd(m_json, m_at);
            m_at = skipSpace(m_json, skipSpace(m_json, m_keyEnd) + 1);
        }
        item.value = {m_at, valueEnd(m_json, m_at)};
        m_at = skipSpace(m_json, item.value.end);
        if (m_at < m_json.size() && m_json[m_at] == ',')
            m_at = skipSpace(m_json, m_at + 1);
        return true;
    }
    [[nodiscard]] bool isKey(const Item &item, std::string_view name) const
    {
        const std::string_view written = m_json.substr(item.begin + 1, m_keyEnd - item.begin - 2);
        if (written.find('\\') == std::string_view::npos)
            return written == name;
        const auto decoded =
            nlohmann::json::parse(m_json.substr(item.begin, m_keyEnd - item.begin), nullptr, false);
        return decoded.is_string() && decoded.get_ref<const std::string &>() == name;
    }

private:
    std::string_view m_json;
    bool m_isObject;
    std::size_t m_at = 0;
    std::size_t m_keyEnd = 0;
};

/// Takes the first reference token off the pointer.
std::string takeToken(std::string_view &pointer)
{
    pointer.remove_prefix(1);
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    std::string token;
    for (std::size_t i = 0; i < end; ++i) {
        const bool isEscape = pointer[i] == '~' && i + 1 < end;
        token += !isEscape ? pointer[i] : pointer[++i] == '1' ? '/' : '~';
    }
    pointer.remove_prefix(end);
    return token;
}

std::optional<Item> findItem(std::string_view json, std::size_t at, const std::string &token)
{
    if (at >= json.size() || (json[at] != '{' && json[at] != '['))
        return std::nullopt;
    Items items(json, at);
    Item item;
    if (json[at] == '{') {
        while (items.next(item)) {
            if (items.isKey(item, token))
                return item;
        }
        return std::nullopt;
    }
    std::size_t wanted = 0;
    const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), wanted);
    if (failure != std::errc() || end != token.data() + token.size())
        return std::nullopt;
    for (std::size_t index = 0; items.next(item); ++index) {
        if (index == wanted)
            return item;
    }
    return std::nullopt;
}

} // namespace

std::optional<JsonSpan> JsonEdit::find(std::string_view pointer) const
{
    const std::size_t begin = skipSpace(m_json, 0);
    if (begin == m_json.size())
        return std::nullopt;
    JsonSpan span{begin, valueEnd(m_json, begin)};
    while (!pointer.empty()) {
        const auto item = findItem(m_json, span.begin, takeToken(pointer));
        if (!item)
            return std::nullopt;
        span = item->value;
    }
    return span;
}

bool JsonEdit::set(std::string_view pointer, std::string_view valueText)
{
    std::size_t at = skipSpace(m_json, 0);
    if (pointer.empty()) {
        m_json = valueText;
        return true;
    }
    for (;;) {
        const std::string token = takeToken(pointer);
        const auto item = findItem(m_json, at, token);
        if (item && pointer.empty()) {
            m_json.replace(item->value.begin, item->value.end - item->value.begin, valueText);
            return true;
        }
        if (item) {
            at = item->value.begin;
            continue;
        }
        if (at >= m_json.size() || m_json[at] != '{')
            return false;
        std::string added;
        appendJsonString(added, token);
        added += ':';
        std::size_t open = 0;
        for (; !pointer.empty(); ++open) {
            added += '{';
            appendJsonString(added, takeToken(pointer));
            added += ':';
        }
        added.append(valueText).append(open, '}');
        const std::size_t end = valueEnd(m_json, at) - 1;
        const std::size_t last = m_json.find_last_not_of(" \t\r\n", end - 1);
        m_json.insert(last + 1, (last == at ? "" : ",") + added);
        return true;
    }
}

bool JsonEdit::remove(std::string_view pointer)
{
    const std::size_t slash = pointer.rfind('/');
    if (slash == std::string_view::npos)
        return false;
    const auto parent = find(pointer.substr(0, slash));
    std::string_view last = pointer.substr(slash);
    const auto item = parent ? findItem(m_json, parent->begin, takeToken(last)) : std::nullopt;
    if (!item)
        return false;
    std::size_t begin = item->begin;
    std::size_t end = skipSpace(m_json, item->value.end);
    if (m_json[end] == ',') {
        end = skipSpace(m_json, end + 1);
    } else {
        end = item->value.end;
        const std::size_t before = m_json.find_last_not_of(" \t\r\n", begin - 1);
        if (m_json[before] == ',')
            begin = before;
    }
    m_json.erase(begin, end - begin);
    return true;
}

std::string pointerOfField(std::string_view field)
{
    if (field.starts_with('/'))
        return std::string(field);
    std::string pointer;
    while (!field.empty()) {
        const std::size_t end = std::min(field.find('.'), field.size());
        pointer += withPointerToken(field.substr(0, end), {});
        field.remove_prefix(std::min(end + 1, field.size()));
    }
    return pointer;
}

} // namespace explorer::ingest
