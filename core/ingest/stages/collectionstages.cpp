#include "core/ingest/stages/collectionstages.h"

namespace explorer::ingest
{
namespace
{

constexpr std::size_t kCached = 256;

Error corrupt(const storage::Collection &collection, Error error)
{
    error.code = ErrorCode::Corrupt;
    error.reason = "stages_corrupt";
    error.message = "The stored validation of the collection " + collection.name +
                    " cannot be used. Put it anew. " + error.message;
    return error;
}

} // namespace

Result<CollectionStagesPtr> CollectionStagesCache::get(const storage::Collection &collection,
                                                       storage::CollectionStore &store)
{
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_entries.find(collection.key);
        if (found != m_entries.end() && found->second.schemaVersion == collection.schemaVersion &&
            found->second.rulesVersion == collection.rulesVersion &&
            found->second.enrichmentsVersion == collection.enrichmentsVersion)
            return found->second.stages;
    }
    auto texts = store.stageTexts(collection.key);
    if (!texts)
        return fail(std::move(texts.error()));
    auto made = std::make_shared<CollectionStages>();
    if (!texts->jsonSchema.empty()) {
        auto schema = JsonSchemaCheck::compile(nlohmann::json::parse(texts->jsonSchema, nullptr, false));
        if (!schema)
            return fail(corrupt(collection, std::move(schema.error())));
        made->jsonSchema = std::move(*schema);
    }
    auto rules = rulesFromJson(nlohmann::json::parse(texts->rules, nullptr, false));
    if (!rules)
        return fail(corrupt(collection, std::move(rules.error())));
    made->rules = std::move(*rules);
    auto enrichment = Enrichment::fromJson(nlohmann::json::parse(texts->enrichments, nullptr, false));
    if (!enrichment)
        return fail(corrupt(collection, std::move(enrichment.error())));
    made->enrichment = std::move(*enrichment);

    const std::lock_guard lock(m_mutex);
    // Collections that are gone leave theirs behind.
    if (m_entries.size() >= kCached)
        m_entries.clear();
    m_entries[collection.key] = {collection.schemaVersion, texts->rulesVersion, texts->enrichmentsVersion,
                                 made};
    return CollectionStagesPtr(std::move(made));
}

} // namespace explorer::ingest
