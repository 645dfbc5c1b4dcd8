#include "core/search/columnvalues.h"

#include "core/search/jsonwalker_p.h"

namespace explorer::search
{

class ColumnValues::Walk : JsonWalker
{
public:
    Walk(ColumnValues &owner, std::string_view json) : JsonWalker(json), m_owner(owner) {}

    void value(const std::string &path)
    {
        skipBlanks();
        if (peek() == '{')
            object(path);
        else if (peek() == '[')
            array(path);
        else
            skipValue();
    }

private:
    void object(const std::string &path)
    {
        ++m_at;
        for (;;) {
            skipBlanks();
            if (m_at >= m_json.size() || peek() == '}')
                break;
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            const std::string key = textOf(takeString());
            skipBlanks();
            ++m_at;
            skipBlanks();
            member(path.empty() ? key : path + "." + key);
        }
        ++m_at;
    }

    void member(const std::string &path)
    {
        const std::size_t begin = m_at;
        const std::string_view raw = takeValue();
        if (const auto column = m_owner.m_columns.find(path); column != m_owner.m_columns.end())
            m_owner.m_values[column->second].push_back(raw);
        if (m_owner.m_parents.count(path) == 0)
            return;
        const std::size_t end = std::exchange(m_at, begin);
        value(path);
        m_at = end;
    }

    void array(const std::string &path)
    {
        ++m_at;
        for (;;) {
            skipBlanks();
            if (m_at >= m_json.size() || peek() == ']')
                break;
            if (peek() == ',') {
                ++m_at;
                continue;
            }
            const std::size_t before = m_at;
            value(path);
            // Only text that is no JSON stands still.
            if (m_at == before)
                break;
        }
        ++m_at;
    }

    ColumnValues &m_owner;
};

ColumnValues::ColumnValues(const std::vector<std::string> &columns) : m_values(columns.size())
{
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_columns.emplace(columns[i], i);
        for (std::size_t dot = columns[i].find('.'); dot != std::string::npos;
             dot = columns[i].find('.', dot + 1))
            m_parents.insert(columns[i].substr(0, dot));
    }
}

const std::vector<std::vector<std::string_view>> &ColumnValues::find(std::string_view json)
{
    for (auto &values : m_values)
        values.clear();
    Walk(*this, json).value({});
    return m_values;
}

} // namespace explorer::search
