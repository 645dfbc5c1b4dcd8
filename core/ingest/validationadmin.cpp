#include "core/ingest/validationadmin.h"

#include "core/ingest/stages/enrichment.h"

namespace explorer::ingest
{
namespace
{
constexpr int kTrialPage = 1000;
constexpr std::size_t kTrialIds = 20;
} // namespace

Result<void> ValidationAdmin::setPolicies(const std::string &collection, std::optional<api::TypePolicy> types,
                                          std::optional<api::SecurityPolicy> security)
{
    const auto found = m_store.find(collection);
    if (!found)
        return fail(found.error());
    return m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::CollectionStore::setPolicies(connection, found->key, types, security);
    });
}

Result<ValidationAdmin::Configuration> ValidationAdmin::rules(const std::string &collection)
{
    const auto found = m_store.find(collection);
    if (!found)
        return fail(found.error());
    const auto texts = m_store.stageTexts(found->key);
    if (!texts)
        return fail(texts.error());
    return Configuration{nlohmann::json::parse(texts->rules, nullptr, false), texts->rulesVersion};
}

Result<ValidationAdmin::Configuration> ValidationAdmin::changeRules(const std::string &collection,
                                                                    const nlohmann::json &json,
                                                                    std::int64_t expectedVersion)
{
    const auto found = m_store.find(collection);
    if (!found)
        return fail(found.error());
    const auto wanted = rulesFromJson(json);
    if (!wanted)
        return fail(wanted.error());
    if (auto compiled = RuleCheck::compile(*wanted, found->schema, m_clock.nowMillis()); !compiled)
        return fail(std::move(compiled.error()));
    auto written = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::CollectionStore::setRules(connection, found->key, toJson(*wanted).dump(),
                                                  expectedVersion);
    });
    if (!written)
        return fail(std::move(written.error()));
    return rules(collection);
}

Result<RuleTrial> ValidationAdmin::tryRules(const std::string &collection, const nlohmann::json &json,
                                            const Deadline &deadline)
{
    const auto found = m_store.find(collection);
    if (!found)
        return fail(found.error());
    const auto wanted = rulesFromJson(json);
    if (!wanted)
        return fail(wanted.error());
    const auto compiled = RuleCheck::compile(*wanted, found->schema, m_clock.nowMillis());
    if (!compiled)
        return fail(compiled.error());
    RuleTrial trial;
    trial.documents = found->documentCount;
    for (const Rule &rule : *wanted)
        trial.findings.push_back({rule.name, 0, {}});
    storage::DocumentStore documents(m_database);
    std::int64_t afterRow = 0;
    while (!deadline.isExpired()) {
        const auto page = documents.page(found->key, afterRow, kTrialPage);
        if (!page)
            return fail(page.error());
        for (const storage::Document &document : *page) {
            ++trial.examined;
            for (const std::size_t index : compiled->broken(document.id, document.source)) {
                RuleTrial::Finding &finding = trial.findings[index];
                if (finding.broken++ < static_cast<std::int64_t>(kTrialIds))
                    finding.ids.push_back(document.id);
            }
        }
        if (page->size() < static_cast<std::size_t>(kTrialPage))
            break;
    }
    return trial;
}

Result<ValidationAdmin::Configuration> ValidationAdmin::enrichments(const std::string &collection)
{
    const auto found = m_store.find(collection);
    if (!found)
        return fail(found.error());
    const auto texts = m_store.stageTexts(found->key);
    if (!texts)
        return fail(texts.error());
    return Configuration{nlohmann::json::parse(texts->enrichments, nullptr, false),
                         texts->enrichmentsVersion};
}

Result<ValidationAdmin::Configuration> ValidationAdmin::changeEnrichments(const std::string &collection,
                                                                          const nlohmann::json &json,
                                                                          std::int64_t expectedVersion)
{
    const auto found = m_store.find(collection);
    if (!found)
        return fail(found.error());
    if (auto wanted = Enrichment::fromJson(json); !wanted)
        return fail(std::move(wanted.error()));
    auto written = m_database.writeAndWait([&](storage::Connection &connection) {
        return storage::CollectionStore::setEnrichments(connection, found->key, json.dump(), expectedVersion);
    });
    if (!written)
        return fail(std::move(written.error()));
    return enrichments(collection);
}

} // namespace explorer::ingest
