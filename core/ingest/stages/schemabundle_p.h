#pragma once

#include "core/ingest/stages/jsonschemacheck.h"

#include <map>
#include <set>

namespace explorer::ingest
{

/// A JSON Schema and all it refers to as one document in which every reference is a plain `#/pointer`
/// (RFC 6901), `$id`s resolved by RFC 3986. What would not be safe or is not meant to be checked is rewritten
/// on the way: `pattern` and `multipleOf` become ours (valijson's would use std::regex, and cuts fractions),
/// `format` and the `$id`s go.
class SchemaBundle
{
public:
    static constexpr const char *kPatternKeyword = "x-explorerio-pattern";
    static constexpr const char *kMultipleKeyword = "x-explorerio-multiple-of";

    /// json_schema_invalid with a pointer.
    static Result<nlohmann::json> make(const nlohmann::json &schema, const SchemaFetcher &fetch);

private:
    /// Calls `take(pointer)` for each schema directly inside `schema`; in-place ones apply to the same value.
    template <typename Take>
    static void eachChild(const nlohmann::json &schema, const std::string &pointer, bool inPlaceOnly,
                          Take take);

    explicit SchemaBundle(const SchemaFetcher &fetch) : m_fetch(fetch) {}
    void note(const nlohmann::json &schema, const std::string &pointer, const std::string &base);
    Result<void> resolve(const std::string &pointer);
    Result<std::string> target(const std::string &reference, const std::string &base);
    Result<std::string> load(const std::string &uri);
    Result<void> rewrite(nlohmann::json &schema, const std::string &pointer);
    Result<void> findCircles();

    const SchemaFetcher &m_fetch;
    nlohmann::json m_root;
    /// By pointer: the base address in force there.
    std::map<std::string, std::string> m_bases;
    /// By address (with `#name` for a plain name): the pointer.
    std::map<std::string, std::string> m_addresses;
    std::set<std::string> m_done;
};

} // namespace explorer::ingest
