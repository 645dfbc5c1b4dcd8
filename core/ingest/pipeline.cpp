#include "core/ingest/pipeline.h"

#include "core/base/random.h"
#include "core/ingest/documentid_p.h"
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

    bool takeStructure(Record &record);
    bool takeTypes(Record &record, const CompiledSchema &schema);
    bool extend(api::Schema &schema, const std::vector<Record *> &news);
    void refuseUnmapped(const std::vector<Record *> &news) const;

    const IngestSettings &settings;
    const Clock &clock;
    DocumentParser parser;
    StructureCheck structure;
};

/// Parses and checks a record, and gives it its id. The tree stays parsed for the next stage.
bool Pipeline::Private::takeStructure(Record &record)
{
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

/// Whether the record has fields that are not in the schema; a value of the wrong type becomes its problem.
bool Pipeline::Private::takeTypes(Record &record, const CompiledSchema &schema)
{
    const TypeFinding finding = TypeCheck(schema).look(parser.root());
    if (finding.doubtful)
        record.problem = findTypeProblem(schema.schema(), record.json());
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

Pipeline::Outcome Pipeline::run(std::vector<Record> &records, const CompiledSchemaPtr &schema)
{
    std::vector<Record *> news;
    for (Record &record : records) {
        if (!record.problem && d->takeStructure(record) && d->takeTypes(record, *schema))
            news.push_back(&record);
    }
    Outcome outcome;
    if (news.empty())
        return outcome;
    outcome.schema = schema->schema();
    // Each round either places all new fields of at least one sample, or is the last one.
    while (!news.empty()) {
        if (!d->extend(outcome.schema, news)) {
            d->refuseUnmapped(news);
            break;
        }
        outcome.changed = true;
        const CompiledSchema extended(outcome.schema, 0);
        std::vector<Record *> rest;
        for (Record *record : news) {
            if (!d->parser.parse(record->json()) && d->takeTypes(*record, extended))
                rest.push_back(record);
        }
        news = std::move(rest);
    }
    return outcome;
}

} // namespace explorer::ingest
