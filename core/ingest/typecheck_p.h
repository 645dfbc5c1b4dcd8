#pragma once

#include "core/ingest/compiledschema.h"
#include "core/ingest/parseddocument_p.h"

namespace explorer::ingest
{

/// What a document's values are to a schema.
struct TypeFinding {
    /// It has values in fields that the schema does not know.
    bool unknownFields = false;
    /// A value does not have its field's own type: query::extractFields decides whether it can be read as
    /// one.
    bool doubtful = false;
};

/// Compares values with field types in one walk. The usual value has exactly its field's type; only what has
/// not takes the slow way.
class TypeCheck
{
public:
    explicit TypeCheck(const CompiledSchema &schema) : m_schema(&schema) {}
    TypeFinding look(simdjson::dom::element root);

private:
    void walkObject(simdjson::dom::object object);
    void walkValue(simdjson::dom::element value);
    static bool fits(api::FieldType type, simdjson::dom::element value);

    const CompiledSchema *m_schema;
    std::string m_path;
    TypeFinding m_finding;
};

/// The first value that does not fit its field, where there is one.
std::optional<Problem> findTypeProblem(const api::Schema &schema, std::string_view json);

} // namespace explorer::ingest
