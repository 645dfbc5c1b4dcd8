#pragma once

#include "core/ingest/compiledschema.h"
#include "core/ingest/ingestservice.h"
#include "core/ingest/record.h"
#include "core/ingest/stages/collectionstages.h"
#include "core/ingest/stages/securityrules.h"

namespace explorer::ingest
{

/// What a collection asks of its records, and what the stages may ask of others.
struct StageContext {
    /// Null: no JSON Schema, rules and enrichment.
    CollectionStagesPtr stages;
    /// Null: nothing is scanned.
    std::shared_ptr<const SecurityRules> signatures;
    api::TypePolicy typePolicy = api::TypePolicy::Lenient;
    api::SecurityPolicy securityPolicy = api::SecurityPolicy::Flag;
    EnrichmentContext enrichment;
};

/// Structure and id, types, business rules, security scan and enrichment of a request's records, in this
/// order, on the calling thread and before anything is written. Records that fail carry their problem; the
/// others have an id, and JSON that holds it. A stage that is not asked for costs nothing.
class Pipeline
{
public:
    Pipeline(const IngestSettings &settings, const Clock &clock);
    ~Pipeline();

    /// The schema that the good records need: `schema` itself where they bring no new field (then `changed`
    /// is false).
    struct Outcome {
        api::Schema schema;
        bool changed = false;
    };
    /// A record that comes with an id (PUT) must have the same one or none in its JSON.
    Outcome run(std::vector<Record> &records, const CompiledSchemaPtr &schema,
                const StageContext &context = {});

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::ingest
