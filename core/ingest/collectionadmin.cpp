#include "core/ingest/collectionadmin.h"

#include "core/ingest/stages/jsonschemacheck.h"

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

/// "json_schema_invalid", pointing into json_schema.
Result<void> checkJsonSchema(const std::string &text)
{
    if (text.empty())
        return {};
    auto compiled = JsonSchemaCheck::compile(nlohmann::json::parse(text, nullptr, false));
    if (compiled)
        return {};
    Error error = std::move(compiled.error());
    for (ErrorDetail &detail : error.details)
        detail.pointer = "/json_schema" + detail.pointer;
    return fail(std::move(error));
}

} // namespace

api::CollectionInfo CollectionAdmin::describe(storage::Collection collection)
{
    const index::IndexState state = m_indexes.state(collection.key);
    api::CollectionInfo info;
    info.name = std::move(collection.name);
    info.schema = std::move(collection.schema);
    info.schemaVersion = collection.schemaVersion;
    if (auto texts = m_store.stageTexts(collection.key))
        info.jsonSchema = std::move(texts->jsonSchema);
    info.critical = collection.critical;
    info.typePolicy = collection.typePolicy;
    info.security = collection.security;
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
    if (auto good = checkJsonSchema(create.jsonSchema); !good) {
        Error error = std::move(good.error());
        for (ErrorDetail &detail : error.details)
            detail.pointer = "/schema" + detail.pointer;
        return fail(std::move(error));
    }
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
                                                          std::int64_t expectedVersion,
                                                          const std::optional<std::string> &jsonSchema)
{
    const auto collection = m_store.find(name);
    if (!collection)
        return fail(collection.error());
    if (auto good = checkJsonSchema(jsonSchema.value_or(std::string())); !good)
        return fail(std::move(good.error()));
    auto written = m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        auto set = storage::CollectionStore::setSchema(connection, collection->key, schema, expectedVersion);
        if (!set || !jsonSchema)
            return set;
        return storage::CollectionStore::setJsonSchema(connection, collection->key, *jsonSchema);
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
