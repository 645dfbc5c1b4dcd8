#pragma once

#include "core/storage/collectionstore.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace explorer::storage
{

/// The collections as they were found after a commit: valid until the next one, since nobody but this process
/// writes. Each search wants one. Any thread.
class CollectionMemo
{
public:
    [[nodiscard]] std::optional<Collection> find(const std::string &name, std::int64_t commits) const
    {
        const std::lock_guard lock(m_mutex);
        const auto known = commits == m_commits ? m_collections.find(name) : m_collections.end();
        return known == m_collections.end() ? std::nullopt : std::optional(known->second);
    }
    void put(const Collection &collection, std::int64_t commits)
    {
        const std::lock_guard lock(m_mutex);
        if (commits < m_commits)
            return;
        if (commits > m_commits)
            m_collections.clear();
        m_commits = commits;
        m_collections.insert_or_assign(collection.name, collection);
    }

private:
    mutable std::mutex m_mutex;
    std::int64_t m_commits = -1;
    std::map<std::string, Collection> m_collections;
};

} // namespace explorer::storage
