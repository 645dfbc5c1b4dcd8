#pragma once

#include "core/ingest/compiledschema.h"
#include "core/ingest/ingestservice.h"
#include "core/ingest/record.h"

namespace explorer::ingest
{

/// Structure, id and types of a request's records, on the calling thread and before anything is written.
/// Records that fail carry their problem; the others have an id, and JSON that holds it.
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
    Outcome run(std::vector<Record> &records, const CompiledSchemaPtr &schema);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace explorer::ingest
