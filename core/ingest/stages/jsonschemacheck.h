#pragma once

#include "core/base/result.h"
#include "core/ingest/record.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>

namespace simdjson::dom
{
class element;
}

namespace explorer::ingest
{

/// A document a JSON Schema refers to by its address; nothing where it is not known. The product has none but
/// the metaschema: it never fetches.
using SchemaFetcher = std::function<std::optional<nlohmann::json>(const std::string &uri)>;

/// A JSON Schema of draft 7 made ready for documents (valijson). `format` is an annotation, as the draft has
/// it by default. Patterns run in RE2, so time is linear in the text. Immutable; any thread.
class JsonSchemaCheck
{
public:
    /// InvalidArgument ("json_schema_invalid") with a pointer into the schema: not a schema of draft 7, a
    /// reference that leads nowhere or round in a circle, a pattern that RE2 has not.
    static Result<std::shared_ptr<const JsonSchemaCheck>> compile(const nlohmann::json &schema,
                                                                  const SchemaFetcher &fetch = {});
    ~JsonSchemaCheck();

    /// The first thing in which the document differs, with its pointer: stage structure, code json_schema.
    [[nodiscard]] std::optional<Problem> check(const simdjson::dom::element &document) const;

private:
    struct Private;
    explicit JsonSchemaCheck(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::ingest
