#pragma once

#include <functional>
#include <list>
#include <string>
#include <unordered_map>

namespace explorer::resilience
{

/// State by key in bounded memory: past the limit, the key that was touched longest ago is forgotten. Not for
/// several threads.
template <typename Value>
class LruMap
{
public:
    explicit LruMap(std::size_t limit) : m_limit(limit) {}

    /// Made where it is missing; now the newest.
    Value &touch(const std::string &key)
    {
        if (const auto found = m_index.find(key); found != m_index.end()) {
            m_entries.splice(m_entries.begin(), m_entries, found->second);
            return found->second->second;
        }
        if (m_entries.size() >= m_limit) {
            m_index.erase(m_entries.back().first);
            m_entries.pop_back();
        }
        m_entries.emplace_front(key, Value{});
        m_index.emplace(key, m_entries.begin());
        return m_entries.front().second;
    }
    Value *find(const std::string &key)
    {
        const auto found = m_index.find(key);
        return found == m_index.end() ? nullptr : &found->second->second;
    }
    void erase(const std::string &key)
    {
        if (const auto found = m_index.find(key); found != m_index.end()) {
            m_entries.erase(found->second);
            m_index.erase(found);
        }
    }
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    using Entries = std::list<std::pair<std::string, Value>>;
    std::size_t m_limit;
    Entries m_entries;
    std::unordered_map<std::string, typename Entries::iterator> m_index;
};

} // namespace explorer::resilience
