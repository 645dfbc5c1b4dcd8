#include "core/search/sourceprojection.h"

#include <nlohmann/json.hpp>

namespace explorer::search
{
namespace
{

bool isBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Walks valid JSON text without building a tree: re-serialising would change numbers and escapes.
class Projector
{
public:
    Projector(std::string_view json, const std::vector<std::string> &fields) : m_json(json), m_fields(fields)
    {
    }

    /// The value at the present place, cut down; nothing is appended and false returned where nothing of it
    /// is wanted.
    bool value(const std::string &path, std::string &out)
    {
        skipBlanks();
        if (peek() == '{')
            return object(path, out);
        if (peek() == '[')
            return array(path, out);
        skipValue();
        return false;
    }

    bool object(const std::string &path, std::string &out)
    {
        ++m_at;
        std::string kept;
        for (;;) {
            skipBlanks();
            if (m_at >= m_json.size() || peek() == '}')
                break;
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            const std::string_view rawKey = takeString();
            skipBlanks();
            ++m_at;
            skipBlanks();
            const std::string inner = path.empty() ? keyOf(rawKey) : path + "." + keyOf(rawKey);
            std::string cut;
            if (isWanted(inner))
                cut = takeValue();
            else if (!isPrefix(inner)) {
                skipValue();
                continue;
            } else if (!value(inner, cut))
                continue;
            kept.append(kept.empty() ? "" : ",").append(rawKey).append(":").append(cut);
        }
        ++m_at;
        if (kept.empty() && !path.empty())
            return false;
        out.append("{").append(kept).append("}");
        return true;
    }

private:
    bool array(const std::string &path, std::string &out)
    {
        ++m_at;
        std::string kept;
        for (;;) {
            skipBlanks();
            if (m_at >= m_json.size() || peek() == ']')
                break;
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            std::string cut;
            const std::size_t before = m_at;
            if (value(path, cut))
                kept.append(kept.empty() ? "" : ",").append(cut);
            // Only text that is no JSON stands still.
            if (m_at == before)
                break;
        }
        ++m_at;
        if (kept.empty())
            return false;
        out.append("[").append(kept).append("]");
        return true;
    }

    [[nodiscard]] char peek() const { return m_at < m_json.size() ? m_json[m_at] : '\0'; }

    void skipBlanks()
    {
        while (m_at < m_json.size() && isBlank(m_json[m_at]))
            ++m_at;
    }

    std::string_view takeString()
    {
        const std::size_t begin = std::min(m_at++, m_json.size());
        while (m_at < m_json.size() && m_json[m_at] != '"')
            m_at += m_json[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_json.size());
        return m_json.substr(begin, m_at - std::min(begin, m_at));
    }

    void skipValue()
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

    std::string_view takeValue()
    {
        const std::size_t begin = std::min(m_at, m_json.size());
        skipValue();
        std::string_view taken = m_json.substr(begin, m_at > begin ? m_at - begin : 0);
        while (!taken.empty() && isBlank(taken.back()))
            taken.remove_suffix(1);
        return taken;
    }

    static std::string keyOf(std::string_view raw)
    {
        if (raw.find('\\') == std::string_view::npos)
            return raw.size() >= 2 ? std::string(raw.substr(1, raw.size() - 2)) : std::string();
        const nlohmann::json key = nlohmann::json::parse(raw, nullptr, false);
        return key.is_string() ? key.get<std::string>() : std::string();
    }

    [[nodiscard]] bool isWanted(const std::string &path) const
    {
        return std::find(m_fields.begin(), m_fields.end(), path) != m_fields.end();
    }

    [[nodiscard]] bool isPrefix(const std::string &path) const
    {
        return std::any_of(m_fields.begin(), m_fields.end(), [&path](const std::string &field) {
            return field.size() > path.size() && field[path.size()] == '.' && field.starts_with(path);
        });
    }

    std::string_view m_json;
    const std::vector<std::string> &m_fields;
    std::size_t m_at = 0;
};

} // namespace

std::string projectSource(std::string_view json, const std::vector<std::string> &fields)
{
    std::string out;
    if (!Projector(json, fields).value({}, out))
        return "{}";
    return out;
}

} // namespace explorer::search
