#pragma once

#include "core/api/documents.h"
#include "core/index/indexcatalog.h"
#include "core/storage/collectionstore.h"

namespace explorer::ingest
{

/// Makes, changes, removes and lists collections, and tells the index of it. Any thread.
class CollectionAdmin
{
public:
    CollectionAdmin(storage::Database &database, index::IndexCatalog &indexes, const Clock &clock)
        : m_database(database), m_store(database), m_indexes(indexes), m_clock(clock)
    {
    }
    Result<api::CollectionInfo> create(const api::CollectionCreate &create);
    /// `jsonSchema`: nothing leaves it as it is, an empty text takes it away. "json_schema_invalid".
    Result<api::CollectionInfo> changeSchema(const std::string &name, const api::Schema &schema,
                                             std::int64_t expectedVersion,
                                             const std::optional<std::string> &jsonSchema);
    /// Whether writes must be seen by searches at once. Raises the generation.
    Result<api::CollectionInfo> setCritical(const std::string &name, bool critical);
    Result<void> remove(const std::string &name);
    Result<std::vector<api::CollectionInfo>> list();
    Result<api::CollectionInfo> info(const std::string &name);
    Result<storage::Collection> find(const std::string &name) { return m_store.find(name); }

private:
    [[nodiscard]] api::CollectionInfo describe(storage::Collection collection);

    storage::Database &m_database;
    storage::CollectionStore m_store;
    index::IndexCatalog &m_indexes;
    const Clock &m_clock;
};

} // namespace explorer::ingest
