#include "core/ingest/pipeline.h"

#include "core/base/random.h"
#include "core/ingest/documentid_p.h"
#include "core/ingest/stages/securityscan_p.h"
#include "core/ingest/stages/typecoercion_p.h"
#include "core/ingest/structurecheck_p.h"
#include "core/ingest/typecheck_p.h"

namespace explorer::ingest
{
namespace
{

StructureLimits limitsOf(const IngestSettings &settings)
{
    StructureLimits limits;
    limits.documentFields = static_cast<std::size_t>(settings.documentFieldsLimit);
    return limits;
}

} // namespace

struct Pipeline::Private {
    Private(const IngestSettings &settingsUsed, const Clock &clockUsed)
        : settings(settingsUsed), clock(clockUsed), structure(limitsOf(settingsUsed))
    {
    }

    bool takeStructure(Record &record, const StageContext &context);
    bool takeTypes(Record &record, const CompiledSchema &schema, api::TypePolicy policy);
    bool extend(api::Schema &schema, const std::vector<Record *> &news);
    void settle(std::vector<Record *> news, Outcome &outcome, const StageContext &context);
    void takeRules(std::vector<Record> &records, const api::Schema &schema, const StageContext &context);
    void takeScan(Record &record, const StageContext &context);
    void scanAll(std::vector<Record> &records, const StageContext &context);
    void enrich(std::vector<Record> &records, Outcome &outcome, const StageContext &context);
    void refuseUnmapped(const std::vector<Record *> &news) const;

    const IngestSettings &settings;
    const Clock &clock;
    DocumentParser parser;
    StructureCheck structure;
    /// Made for the first record that is scanned.
    std::optional<SecurityScan> scan;
};

/// Parses and checks a record, and gives it its id. The tree stays parsed for the next stage.
bool Pipeline::Private::takeStructure(Record &record, const StageContext &context)
{
    record.isConverted = !record.made.empty();
    if (record.raw.size() > static_cast<std::size_t>(settings.documentLimitBytes)) {
        record.problem =
            Problem{"reception",
                    "document_too_large",
                    "The record is larger than " + std::to_string(settings.documentLimitBytes) + " bytes.",
                    {},
                    {}};
        return false;
    }
    record.problem = parser.parse(record.json());
    if (!record.problem)
        record.problem = structure.check(parser.root());
    if (!record.problem && context.stages && context.stages->jsonSchema)
        record.problem = context.stages->jsonSchema->check(parser.root());
    if (record.problem)
        return false;
    FoundId found = findId(parser.root(), record.json());
    record.problem = std::move(found.problem);
    if (record.problem)
        return false;
    if (found.id && !record.id.empty() && *found.id != record.id) {
        record.problem =
            Problem{"structure",
                    "id_mismatch",
                    "The document's id is not the one it is put at. Leave it out or make them equal.",
                    "/id",
                    {record.id}};
        return false;
    }
    if (found.id) {
        record.id = std::move(*found.id);
        return true;
    }
    if (record.id.empty())
        record.id = makeTimeSortedId(clock.nowMillis());
    record.made = withId(record.json(), record.id);
    return true;
}

/// Whether the record has fields that are not in the schema; a value of the wrong type becomes its problem,
/// unless it can be turned into the right one. The tree stays that of the record's JSON.
bool Pipeline::Private::takeTypes(Record &record, const CompiledSchema &schema, api::TypePolicy policy)
{
    const TypeFinding finding = TypeCheck(schema).look(parser.root());
    if (policy == api::TypePolicy::Strict)
        record.problem = findStrictProblem(parser.root(), schema);
    if (finding.doubtful && !record.problem) {
        if (policy == api::TypePolicy::Lenient && coerceTypes(record, parser.root(), schema))
            record.problem = parser.parse(record.json());
        if (!record.problem)
            record.problem = findTypeProblem(schema.schema(), record.json());
    }
    return finding.unknownFields && !record.problem;
}

/// Adds what a sample of the records shows. False where it shows nothing new or the collection is full.
bool Pipeline::Private::extend(api::Schema &schema, const std::vector<Record *> &news)
{
    SchemaInference inference;
    int looked = 0;
    for (const Record *record : news) {
        if (looked++ == settings.inferenceSample)
            break;
        inference.look(record->json());
    }
    bool grown = false;
    for (const auto &[name, field] : inference.schema().fields) {
        if (schema.fields.size() >= static_cast<std::size_t>(settings.collectionFieldsLimit))
            break;
        grown = schema.fields.emplace(name, field).second || grown;
    }
    return grown;
}

void Pipeline::Private::refuseUnmapped(const std::vector<Record *> &news) const
{
    for (Record *record : news)
        record->problem = Problem{"types",
                                  "too_many_fields",
                                  "The collection has " + std::to_string(settings.collectionFieldsLimit) +
                                      " fields, the most it can have, and this record brings another. Put it "
                                      "into its own collection.",
                                  {},
                                  {}};
}

Pipeline::Pipeline(const IngestSettings &settings, const Clock &clock)
    : d(std::make_unique<Private>(settings, clock))
{
}
Pipeline::~Pipeline() = default;

/// Extends the schema by the fields of these records. Each round either places all new fields of at least one
/// sample, or is the last one.
void Pipeline::Private::settle(std::vector<Record *> news, Outcome &outcome, const StageContext &context)
{
    while (!news.empty()) {
        if (!extend(outcome.schema, news)) {
            refuseUnmapped(news);
            return;
        }
        outcome.changed = true;
        const CompiledSchema extended(outcome.schema, 0);
        std::vector<Record *> rest;
        for (Record *record : news) {
            if (!parser.parse(record->json()) && takeTypes(*record, extended, context.typePolicy))
                rest.push_back(record);
        }
        news = std::move(rest);
    }
}

void Pipeline::Private::takeRules(std::vector<Record> &records, const api::Schema &schema,
                                  const StageContext &context)
{
    const auto rules = RuleCheck::compile(context.stages->rules, schema, clock.nowMillis());
    for (Record &record : records) {
        if (!record.needsStages())
            continue;
        if (rules) {
            record.problem = rules->check(record.id, record.json());
        } else {
            // A field's type was changed after the rules were put.
            const ErrorDetail &detail = rules.error().details.front();
            record.problem = Problem{"rules",
                                     "rule_unusable",
                                     "A rule of the collection cannot be used any more: " + detail.message +
                                         " Correct the rule, then replay the record.",
                                     {},
                                     {}};
        }
    }
}

/// The tree must be that of the record's JSON.
void Pipeline::Private::takeScan(Record &record, const StageContext &context)
{
    if (!scan)
        scan.emplace(context.signatures);
    scan->take(record, parser.root(), context.securityPolicy);
}

void Pipeline::Private::scanAll(std::vector<Record> &records, const StageContext &context)
{
    for (Record &record : records) {
        if (record.needsStages() && !parser.parse(record.json()))
            takeScan(record, context);
    }
}

/// What was added or renamed goes through structure and types again.
void Pipeline::Private::enrich(std::vector<Record> &records, Outcome &outcome, const StageContext &context)
{
    EnrichmentContext enrichment = context.enrichment;
    enrichment.now = clock.nowMillis();
    const CompiledSchema schema(outcome.schema, 0);
    std::vector<Record *> news;
    for (Record &record : records) {
        if (!record.needsStages())
            continue;
        const std::size_t changes = record.changes.size();
        context.stages->enrichment->apply(record, enrichment);
        if (record.problem || record.changes.size() == changes)
            continue;
        record.problem = parser.parse(record.json());
        if (!record.problem)
            record.problem = structure.check(parser.root());
        if (!record.problem && takeTypes(record, schema, context.typePolicy))
            news.push_back(&record);
    }
    settle(std::move(news), outcome, context);
}

Pipeline::Outcome Pipeline::run(std::vector<Record> &records, const CompiledSchemaPtr &schema,
                                const StageContext &context)
{
    const bool hasRules = context.stages && !context.stages->rules.empty();
    const bool hasEnrichment =
        context.stages && context.stages->enrichment && !context.stages->enrichment->isEmpty();
    // Without rules between them the scan can use the tree that types were checked on.
    const bool scansAtOnce = context.signatures && !hasRules;
    std::vector<Record *> news;
    for (Record &record : records) {
        if (!record.needsStages() || !d->takeStructure(record, context))
            continue;
        const bool isNew = d->takeTypes(record, *schema, context.typePolicy);
        if (scansAtOnce && !record.problem)
            d->takeScan(record, context);
        if (isNew && !record.problem)
            news.push_back(&record);
    }
    Outcome outcome;
    if (news.empty() && !hasRules && !hasEnrichment)
        return outcome;
    outcome.schema = schema->schema();
    d->settle(std::move(news), outcome, context);
    if (hasRules)
        d->takeRules(records, outcome.schema, context);
    if (hasRules && context.signatures)
        d->scanAll(records, context);
    if (hasEnrichment)
        d->enrich(records, outcome, context);
    return outcome;
}

} // namespace explorer::ingest
