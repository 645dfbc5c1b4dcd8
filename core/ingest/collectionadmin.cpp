#include "core/ingest/collectionadmin.h"

namespace explorer::ingest
{
namespace
{

std::string_view phaseName(index::IndexState::Phase phase)
{
    switch (phase) {
    case index::IndexState::Phase::Ready:
        return "ready";
    case index::IndexState::Phase::Rebuilding:
        return "rebuilding";
    case index::IndexState::Phase::Failed:
        return "failed";
    }
    return "failed";
}

} // namespace

api::CollectionInfo CollectionAdmin::describe(storage::Collection collection) const
{
    const index::IndexState state = m_indexes.state(collection.key);
    api::CollectionInfo info;
    info.name = std::move(collection.name);
    info.schema = std::move(collection.schema);
    info.schemaVersion = collection.schemaVersion;
    info.critical = collection.critical;
    info.documentCount = collection.documentCount;
    info.sizeBytes = collection.sizeBytes;
    info.createdAt = collection.createdAt;
    info.indexState = phaseName(state.phase);
    info.indexProgress = state.progress;
    info.indexLag = state.lag;
    info.generation = state.statistics.generation;
    return info;
}

Result<api::CollectionInfo> CollectionAdmin::create(const api::CollectionCreate &create)
{
    std::int64_t key = 0;
    auto written = m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        const auto made = storage::CollectionStore::create(connection, create, m_clock.nowMillis());
        if (!made)
            return fail(made.error());
        key = *made;
        return {};
    });
    if (!written)
        return fail(std::move(written.error()));
    m_indexes.notifySchemaChanged(key);
    return info(create.name);
}

Result<api::CollectionInfo> CollectionAdmin::changeSchema(const std::string &name, const api::Schema &schema,
                                                          std::int64_t expectedVersion)
{
    const auto collection = m_store.find(name);
    if (!collection)
        return fail(collection.error());
    auto written = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::CollectionStore::setSchema(connection, collection->key, schema, expectedVersion);
    });
    if (!written)
        return fail(std::move(written.error()));
    m_indexes.notifySchemaChanged(collection->key);
    return info(name);
}

Result<api::CollectionInfo> CollectionAdmin::setCritical(const std::string &name, bool critical)
{
    const auto collection = m_store.find(name);
    if (!collection)
        return fail(collection.error());
    auto written = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::CollectionStore::setCritical(connection, collection->key, critical).and_then([&] {
            return storage::CollectionStore::raiseGeneration(connection, collection->key);
        });
    });
    if (!written)
        return fail(std::move(written.error()));
    return info(name);
}

Result<void> CollectionAdmin::remove(const std::string &name)
{
    const auto collection = m_store.find(name);
    if (!collection)
        return fail(collection.error());
    auto written = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::CollectionStore::remove(connection, collection->key);
    });
    if (written)
        m_indexes.notifySchemaChanged(collection->key);
    return written;
}

Result<std::vector<api::CollectionInfo>> CollectionAdmin::list()
{
    auto collections = m_store.list();
    if (!collections)
        return fail(std::move(collections.error()));
    std::vector<api::CollectionInfo> infos;
    for (storage::Collection &collection : *collections)
        infos.push_back(describe(std::move(collection)));
    return infos;
}

Result<api::CollectionInfo> CollectionAdmin::info(const std::string &name)
{
    auto collection = m_store.find(name);
    if (!collection)
        return fail(std::move(collection.error()));
    return describe(std::move(*collection));
}

} // namespace explorer::ingest
