#pragma once

#include "core/ingest/ingestservice.h"
#include "core/ingest/stages/rulecheck.h"
#include "core/storage/collectionstore.h"

namespace explorer::ingest
{

/// Reads, tries and changes what a collection asks of its documents. Any thread.
class ValidationAdmin
{
public:
    using Configuration = IngestService::Configuration;
    ValidationAdmin(storage::Database &database, const Clock &clock)
        : m_database(database), m_store(database), m_clock(clock)
    {
    }
    Result<void> setPolicies(const std::string &collection, std::optional<api::TypePolicy> types,
                             std::optional<api::SecurityPolicy> security);
    Result<Configuration> rules(const std::string &collection);
    Result<Configuration> changeRules(const std::string &collection, const nlohmann::json &json,
                                      std::int64_t expectedVersion);
    /// Reads the collection's documents in pages until the deadline.
    Result<RuleTrial> tryRules(const std::string &collection, const nlohmann::json &json,
                               const Deadline &deadline);
    Result<Configuration> enrichments(const std::string &collection);
    Result<Configuration> changeEnrichments(const std::string &collection, const nlohmann::json &json,
                                            std::int64_t expectedVersion);

private:
    storage::Database &m_database;
    storage::CollectionStore m_store;
    const Clock &m_clock;
};

} // namespace explorer::ingest
