#include "core/search/sourceprojection.h"

#include "core/search/jsonwalker_p.h"

namespace explorer::search
{
namespace
{

class Projector : JsonWalker
{
public:
    Projector(std::string_view json, const std::vector<std::string> &fields)
        : JsonWalker(json), m_fields(fields)
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
            const std::string inner = path.empty() ? textOf(rawKey) : path + "." + textOf(rawKey);
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

    const std::vector<std::string> &m_fields;
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
