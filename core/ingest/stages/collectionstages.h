#pragma once

#include "core/ingest/stages/enrichment.h"
#include "core/ingest/stages/jsonschemacheck.h"
#include "core/ingest/stages/rulecheck.h"
#include "core/storage/collectionstore.h"

#include <mutex>
#include <unordered_map>

namespace explorer::ingest
{

/// What one collection asks of its documents beyond types. Null or empty: the stage is passed over.
/// Immutable; shared between requests.
struct CollectionStages {
    std::shared_ptr<const JsonSchemaCheck> jsonSchema;
    std::vector<Rule> rules;
    std::shared_ptr<const Enrichment> enrichment;
};
using CollectionStagesPtr = std::shared_ptr<const CollectionStages>;

/// The newest stages of each collection, compiled once a version. Any thread. Holds at most 256.
class CollectionStagesCache
{
public:
    /// Reads the database where a version is another than the one known.
    Result<CollectionStagesPtr> get(const storage::Collection &collection, storage::CollectionStore &store);

private:
    struct Entry {
        std::int64_t schemaVersion = 0;
        std::int64_t rulesVersion = 0;
        std::int64_t enrichmentsVersion = 0;
        CollectionStagesPtr stages;
    };
    std::mutex m_mutex;
    std::unordered_map<std::int64_t, Entry> m_entries;
};

} // namespace explorer::ingest
