#include "core/ingest/stages/schemabundle_p.h"

#include "core/ingest/stages/metaschema_p.h"
#include "core/ingest/stages/schemauri_p.h"

#include <array>

namespace explorer::ingest
{
namespace
{

using nlohmann::json;

/// Where documents stand that the schema refers to.
constexpr const char *kLoaded = "x-explorerio-loaded";

constexpr std::array kOne{"not", "if", "then", "else"};
constexpr std::array kLists{"allOf", "anyOf", "oneOf"};
constexpr std::array kDeeperOne{"additionalProperties", "additionalItems", "propertyNames", "contains"};
constexpr std::array kDeeperMaps{"properties", "patternProperties", "definitions"};

tl::unexpected<Error> refuse(const std::string &pointer, const std::string &message)
{
    Error error = makeError(ErrorCode::InvalidArgument, "json_schema_invalid",
                            "The JSON Schema cannot be used: " + message);
    ErrorDetail detail;
    detail.code = "json_schema_invalid";
    detail.message = message;
    detail.pointer = pointer;
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

bool isSchema(const json &value) { return value.is_object() || value.is_boolean(); }

/// As a URI's fragment: only the percent sign would be read as something else.
std::string withoutPercent(const std::string &pointer)
{
    std::string encoded;
    for (const char c : pointer)
        c == '%' ? encoded.append("%25") : encoded.append(1, c);
    return encoded;
}

const json *at(const json &root, const std::string &pointer)
{
    try {
        const json::json_pointer parsed(pointer);
        return root.contains(parsed) ? &root.at(parsed) : nullptr;
    } catch (const json::exception &) {
        return nullptr;
    }
}

} // namespace

template <typename Take>
void SchemaBundle::eachChild(const json &schema, const std::string &pointer, bool inPlaceOnly, Take take)
{
    const auto one = [&](const char *name) {
        const auto found = schema.find(name);
        if (found != schema.end() && isSchema(*found))
            take(pointer + "/" + name);
    };
    const auto list = [&](const char *name) {
        const auto found = schema.find(name);
        for (std::size_t i = 0; found != schema.end() && found->is_array() && i < found->size(); ++i)
            take(pointer + "/" + name + "/" + std::to_string(i));
    };
    const auto map = [&](const char *name) {
        const auto found = schema.find(name);
        if (found == schema.end() || !found->is_object())
            return;
        for (const auto &[key, value] : found->items()) {
            if (isSchema(value))
                take(pointer + "/" + name + withPointerToken(key, {}));
        }
    };
    std::for_each(kOne.begin(), kOne.end(), one);
    std::for_each(kLists.begin(), kLists.end(), list);
    map("dependencies");
    if (inPlaceOnly)
        return;
    std::for_each(kDeeperOne.begin(), kDeeperOne.end(), one);
    std::for_each(kDeeperMaps.begin(), kDeeperMaps.end(), map);
    one("items");
    list("items");
}

/// Notes the base of a schema and of all within, and the addresses of those with an `$id`.
void SchemaBundle::note(const json &schema, const std::string &pointer, const std::string &base)
{
    std::string inner = base;
    // Beside `$ref` every other keyword is ignored.
    if (schema.is_object() && !schema.contains("$ref") && schema.value("$id", json()).is_string()) {
        const std::string &id = schema["$id"].get_ref<const std::string &>();
        const std::string name = fragmentOf(id);
        inner = resolveUri(base, id);
        m_addresses.emplace(name.empty() ? inner : inner + "#" + name, pointer);
    }
    m_bases[pointer] = inner;
    if (!schema.is_object())
        return;
    eachChild(schema, pointer, false, [&](const std::string &child) {
        if (const json *found = at(m_root, child))
            note(*found, child, inner);
    });
}

/// The pointer of a document that is not in the bundle yet.
Result<std::string> SchemaBundle::load(const std::string &uri)
{
    std::optional<json> loaded;
    if (uri == kMetaschemaUri)
        loaded = metaschema();
    else if (m_fetch)
        loaded = m_fetch(uri);
    if (!loaded)
        return refuse({}, "It refers to " + (uri.empty() ? std::string("an unknown place") : uri) +
                              ", and schemas are not fetched. Copy what is needed into definitions.");
    const std::string name = std::to_string(m_root.value(kLoaded, json::object()).size());
    m_root[kLoaded][name] = std::move(*loaded);
    const std::string pointer = std::string("/") + kLoaded + "/" + name;
    m_addresses.emplace(uri, pointer);
    note(m_root[kLoaded][name], pointer, uri);
    return pointer;
}

Result<std::string> SchemaBundle::target(const std::string &reference, const std::string &base)
{
    const std::string uri = resolveUri(base, reference);
    const std::string fragment = fragmentOf(reference);
    if (!fragment.empty() && !fragment.starts_with('/')) {
        const auto named = m_addresses.find(uri + "#" + fragment);
        if (named != m_addresses.end())
            return named->second;
    }
    const auto known = m_addresses.find(uri);
    const Result<std::string> document = known != m_addresses.end() ? known->second : load(uri);
    if (!document)
        return document;
    if (!fragment.empty() && !fragment.starts_with('/')) {
        const auto named = m_addresses.find(uri + "#" + fragment);
        return named != m_addresses.end() ? Result<std::string>(named->second)
                                          : refuse({}, "There is no schema named #" + fragment + ".");
    }
    const std::string pointer = *document + fragment;
    if (const json *found = at(m_root, pointer); found == nullptr || !isSchema(*found))
        return refuse({}, "The reference " + reference + " leads to no schema.");
    return pointer;
}

Result<void> SchemaBundle::rewrite(json &schema, const std::string &pointer)
{
    if (schema.value("$ref", json()).is_string()) {
        const std::string reference = schema["$ref"].get<std::string>();
        auto found = target(reference, m_bases[pointer]);
        if (!found) {
            Error error = std::move(found.error());
            error.details.front().pointer = pointer + "/$ref";
            return fail(std::move(error));
        }
        // Loading may have moved what stands in the root.
        m_root.at(json::json_pointer(pointer))["$ref"] = "#" + withoutPercent(*found);
        if (!m_bases.contains(*found))
            note(m_root.at(json::json_pointer(*found)), *found, m_bases[pointer]);
        return resolve(*found);
    }
    schema.erase("$id");
    schema.erase("id");
    schema.erase("format");
    const auto rename = [&schema](const char *from, const char *to) {
        const auto found = schema.find(from);
        if (found == schema.end())
            return;
        json value = std::move(*found);
        schema.erase(from);
        schema[to] = std::move(value);
    };
    rename("pattern", kPatternKeyword);
    rename("multipleOf", kMultipleKeyword);
    return {};
}

/// Rewrites the schema at a pointer and all within.
Result<void> SchemaBundle::resolve(const std::string &pointer)
{
    if (!m_done.insert(pointer).second)
        return {};
    json &schema = m_root.at(json::json_pointer(pointer));
    if (!schema.is_object())
        return {};
    std::vector<std::string> children;
    eachChild(schema, pointer, false, [&](const std::string &child) { children.push_back(child); });
    if (auto rewritten = rewrite(schema, pointer); !rewritten)
        return rewritten;
    for (const std::string &child : children) {
        if (auto resolved = resolve(child); !resolved)
            return resolved;
    }
    return {};
}

/// A schema that applies itself to the same value would never end.
Result<void> SchemaBundle::findCircles()
{
    enum class Mark : std::uint8_t { Open, Closed };
    std::map<std::string, Mark> marks;
    std::string circle;
    const std::function<bool(const std::string &)> visit = [&](const std::string &pointer) {
        const auto known = marks.find(pointer);
        if (known != marks.end()) {
            if (known->second == Mark::Open)
                circle = pointer;
            return known->second == Mark::Closed;
        }
        marks[pointer] = Mark::Open;
        const json &schema = m_root.at(json::json_pointer(pointer));
        bool isGood = true;
        if (schema.is_object() && schema.value("$ref", json()).is_string())
            isGood = visit(fragmentOf(schema["$ref"].get_ref<const std::string &>()));
        else if (schema.is_object())
            eachChild(schema, pointer, true,
                      [&](const std::string &child) { isGood = isGood && visit(child); });
        marks[pointer] = Mark::Closed;
        return isGood;
    };
    for (const std::string &pointer : m_done) {
        if (!visit(pointer))
            return refuse(circle, "The schema applies itself to the same value without end.");
    }
    return {};
}

Result<json> SchemaBundle::make(const json &schema, const SchemaFetcher &fetch)
{
    if (schema.is_boolean())
        return schema;
    SchemaBundle bundle(fetch);
    bundle.m_root = schema;
    // The schema itself may be referred to by its own address or, without one, by none.
    bundle.m_addresses.emplace("", "");
    bundle.note(schema, {}, {});
    if (auto resolved = bundle.resolve({}); !resolved)
        return fail(std::move(resolved.error()));
    if (auto found = bundle.findCircles(); !found)
        return fail(std::move(found.error()));
    return std::move(bundle.m_root);
}

} // namespace explorer::ingest
