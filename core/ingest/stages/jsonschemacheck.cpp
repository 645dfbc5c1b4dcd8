#include "core/ingest/stages/jsonschemacheck.h"

#include "core/ingest/stages/metaschema_p.h"
#include "core/ingest/stages/schemabundle_p.h"
#include "core/ingest/stages/schemaconstraints_p.h"

#include <simdjson.h>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <cmath>

namespace explorer::ingest
{
namespace
{

using nlohmann::json;
using simdjson::dom::element;
using simdjson::dom::element_type;
using valijson::adapters::NlohmannJsonAdapter;

/// JSON Schema counts 1.0 as an integer.
json numberOf(double value)
{
    if (std::trunc(value) == value && std::abs(value) < 0x1p53)
        return static_cast<std::int64_t>(value);
    return value;
}

json toTree(element value)
{
    switch (value.type()) {
    case element_type::OBJECT: {
        json object = json::object();
        for (const auto field : simdjson::dom::object(value))
            object.emplace(std::string(field.key), toTree(field.value));
        return object;
    }
    case element_type::ARRAY: {
        json array = json::array();
        for (const element item : simdjson::dom::array(value))
            array.push_back(toTree(item));
        return array;
    }
    case element_type::STRING:
        return std::string(std::string_view(value));
    case element_type::INT64:
        return std::int64_t(value);
    case element_type::UINT64:
        // valijson knows signed integers only.
        return static_cast<double>(std::uint64_t(value));
    case element_type::DOUBLE:
        return numberOf(double(value));
    case element_type::BOOL:
        return bool(value);
    case element_type::NULL_VALUE:
        return nullptr;
    }
    return nullptr;
}

/// The same for schemas, whose const and enum are compared with documents.
void normalise(json &value)
{
    if (value.is_number_float())
        value = numberOf(value.get<double>());
    else if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX})
        value = static_cast<double>(value.get<std::uint64_t>());
    else if (value.is_structured())
        std::for_each(value.begin(), value.end(), normalise);
}

/// valijson's `<root>`, `[name]`, `[0]`.
std::string pointerOf(const std::vector<std::string> &context)
{
    std::string pointer;
    for (const std::string &part : context) {
        if (part.size() >= 2 && part.front() == '[')
            pointer += withPointerToken(std::string_view(part).substr(1, part.size() - 2), {});
    }
    return pointer;
}

/// A member that should not be there is named only in valijson's sentence.
std::string placeOf(const valijson::ValidationResults::Error &mismatch)
{
    const std::string pointer = pointerOf(mismatch.context);
    constexpr std::string_view unwanted = "Object contains a property that could not be validated";
    const std::string &text = mismatch.description;
    const std::size_t open = text.find("constraints: '");
    if (!text.starts_with(unwanted) || open == std::string::npos || !text.ends_with("'."))
        return pointer;
    const std::size_t begin = open + std::string_view("constraints: '").size();
    return pointer + withPointerToken(std::string_view(text).substr(begin, text.size() - 2 - begin), {});
}

Error schemaError(const std::string &pointer, const std::string &message)
{
    Error error = makeError(ErrorCode::InvalidArgument, "json_schema_invalid",
                            "The JSON Schema cannot be used: " + message);
    ErrorDetail detail;
    detail.code = "json_schema_invalid";
    detail.message = message;
    detail.pointer = pointer;
    error.details.push_back(std::move(detail));
    return error;
}

/// Patterns of RE2's are checked where they stand, those that valijson runs for what they may cost.
Result<void> checkPatterns(const json &schema, const std::string &pointer)
{
    std::string problem;
    if (schema.is_array()) {
        for (std::size_t i = 0; i < schema.size(); ++i) {
            if (auto good = checkPatterns(schema[i], pointer + "/" + std::to_string(i)); !good)
                return good;
        }
    }
    if (!schema.is_object())
        return {};
    for (const auto &[key, value] : schema.items()) {
        const std::string inner = pointer + withPointerToken(key, {});
        if (key == "enum" || key == "const" || key == "default" || key == "examples")
            continue;
        if (key == "pattern" && value.is_string() && !compileSchemaPattern(value.get<std::string>(), problem))
            return fail(schemaError(inner, "The pattern is none that RE2 knows: " + problem));
        if (key == "patternProperties" && value.is_object()) {
            for (const auto &[pattern, ignored] : value.items()) {
                if (!compileSchemaPattern(pattern, problem))
                    return fail(schemaError(inner + withPointerToken(pattern, {}),
                                            "The pattern is none that RE2 knows: " + problem));
                if (!isCheapPattern(pattern))
                    return fail(schemaError(inner + withPointerToken(pattern, {}),
                                            "A pattern of patternProperties must not repeat a group."));
            }
        }
        if (auto good = checkPatterns(value, inner); !good)
            return good;
    }
    return {};
}

} // namespace

struct JsonSchemaCheck::Private {
    valijson::Schema schema;
};

JsonSchemaCheck::JsonSchemaCheck(std::unique_ptr<Private> parts) : d(std::move(parts)) {}
JsonSchemaCheck::~JsonSchemaCheck() = default;

namespace
{

/// Nothing where the tree matches.
std::optional<valijson::ValidationResults::Error> firstMismatch(const valijson::Schema &schema,
                                                                const json &tree)
{
    const NlohmannJsonAdapter target(tree);
    if (valijson::Validator().validate(schema, target, nullptr))
        return std::nullopt;
    valijson::ValidationResults results;
    valijson::Validator().validate(schema, target, &results);
    valijson::ValidationResults::Error first;
    results.popError(first);
    return first;
}

Result<void> populate(valijson::Schema &target, const json &schema, const SchemaFetcher &fetch)
{
    auto bundle = SchemaBundle::make(schema, fetch);
    if (!bundle)
        return fail(std::move(bundle.error()));
    normalise(*bundle);
    try {
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.addConstraintBuilder(SchemaBundle::kPatternKeyword, new PatternBuilder);
        parser.addConstraintBuilder(SchemaBundle::kMultipleKeyword, new MultipleBuilder);
        parser.populateSchema(NlohmannJsonAdapter(*bundle), target);
    } catch (const std::exception &failure) {
        return fail(schemaError({}, failure.what()));
    }
    return {};
}

Result<void> checkAgainstMetaschema(const json &schema)
{
    valijson::Schema meta;
    if (auto made = populate(meta, metaschema(), {}); !made)
        return made;
    json copy = schema;
    normalise(copy);
    if (const auto mismatch = firstMismatch(meta, copy))
        return fail(
            schemaError(placeOf(*mismatch), "This is no JSON Schema of draft 7. " + mismatch->description));
    return {};
}

} // namespace

Result<std::shared_ptr<const JsonSchemaCheck>> JsonSchemaCheck::compile(const json &schema,
                                                                        const SchemaFetcher &fetch)
{
    if (auto good = checkAgainstMetaschema(schema); !good)
        return fail(std::move(good.error()));
    if (auto good = checkPatterns(schema, {}); !good)
        return fail(std::move(good.error()));
    auto parts = std::make_unique<Private>();
    if (auto made = populate(parts->schema, schema, fetch); !made)
        return fail(std::move(made.error()));
    return std::shared_ptr<const JsonSchemaCheck>(new JsonSchemaCheck(std::move(parts)));
}

std::optional<Problem> JsonSchemaCheck::check(const element &document) const
{
    try {
        const auto mismatch = firstMismatch(d->schema, toTree(document));
        if (!mismatch)
            return std::nullopt;
        return Problem{"structure",
                       "json_schema",
                       "The record does not match the collection's JSON Schema. " + mismatch->description,
                       placeOf(*mismatch),
                       {}};
    } catch (const std::exception &failure) {
        return Problem{"structure",
                       "json_schema",
                       std::string("The record cannot be compared with the JSON Schema: ") + failure.what(),
                       {},
                       {}};
    }
}

} // namespace explorer::ingest
