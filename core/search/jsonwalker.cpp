#include "core/search/jsonwalker_p.h"

#include <nlohmann/json.hpp>

namespace explorer::search
{
namespace
{

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

} // namespace

void JsonWalker::skipBlanks()
{
    while (m_at < m_json.size() && isBlank(m_json[m_at]))
        ++m_at;
}

std::string_view JsonWalker::takeString()
{
    const std::size_t begin = std::min(m_at++, m_json.size());
    while (m_at < m_json.size() && m_json[m_at] != '"')
        m_at += m_json[m_at] == '\\' ? 2 : 1;
    m_at = std::min(m_at + 1, m_json.size());
    return m_json.substr(begin, m_at - std::min(begin, m_at));
}

void JsonWalker::skipValue()
{
    int depth = 0;
    while (m_at < m_json.size()) {
        const char c = m_json[m_at];
        if (c == '"') {
            takeString();
            if (depth == 0)
                return;
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']') {
            if (depth == 0)
                return;
            if (--depth == 0) {
                ++m_at;
                return;
            }
        } else if (c == ',' && depth == 0)
            return;
        ++m_at;
    }
}

std::string_view JsonWalker::takeValue()
{
    const std::size_t begin = std::min(m_at, m_json.size());
    skipValue();
    std::string_view taken = m_json.substr(begin, m_at > begin ? m_at - begin : 0);
    while (!taken.empty() && isBlank(taken.back()))
        taken.remove_suffix(1);
    return taken;
}

std::string JsonWalker::textOf(std::string_view raw)
{
    if (raw.find('\\') == std::string_view::npos)
        return raw.size() >= 2 ? std::string(raw.substr(1, raw.size() - 2)) : std::string();
    const nlohmann::json key = nlohmann::json::parse(raw, nullptr, false);
    return key.is_string() ? key.get<std::string>() : std::string();
}

} // namespace explorer::search
