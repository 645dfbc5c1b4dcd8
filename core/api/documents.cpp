#include "core/api/documents.h"

#include "core/api/wire.h"
#include "core/base/timestamp.h"

namespace explorer::api
{

Ledger &Ledger::operator+=(const Ledger &other)
{
    received += other.received;
    indexed += other.indexed;
    duplicate += other.duplicate;
    quarantined += other.quarantined;
    rejected += other.rejected;
    return *this;
}

void to_json(nlohmann::json &json, const Ledger &ledger)
{
    json = {{"received", ledger.received},
            {"indexed", ledger.indexed},
            {"duplicate", ledger.duplicate},
            {"quarantined", ledger.quarantined},
            {"rejected", ledger.rejected}};
}

void from_json(const nlohmann::json &json, Ledger &ledger)
{
    ledger.received = json.value("received", std::int64_t{0});
    ledger.indexed = json.value("indexed", std::int64_t{0});
    ledger.duplicate = json.value("duplicate", std::int64_t{0});
    ledger.quarantined = json.value("quarantined", std::int64_t{0});
    ledger.rejected = json.value("rejected", std::int64_t{0});
}

void to_json(nlohmann::json &json, const StageChange &change)
{
    json = {{"stage", change.stage}, {"action", change.action}, {"pointer", change.pointer}};
    if (!change.detail.empty())
        json["detail"] = change.detail;
}

void from_json(const nlohmann::json &json, StageChange &change)
{
    change.stage = json.value("stage", "");
    change.action = json.value("action", "");
    change.pointer = json.value("pointer", "");
    change.detail = json.value("detail", "");
}

void to_json(nlohmann::json &json, const ErrorGroup &group)
{
    json = {{"stage", group.stage},     {"code", group.code},   {"pattern", group.pattern},
            {"message", group.message}, {"count", group.count}, {"lines", group.lines}};
    if (!group.rule.empty())
        json["rule"] = group.rule;
}

void from_json(const nlohmann::json &json, ErrorGroup &group)
{
    group.stage = json.value("stage", "");
    group.code = json.value("code", "");
    group.rule = json.value("rule", "");
    group.pattern = json.value("pattern", "");
    group.message = json.value("message", "");
    group.count = json.value("count", std::int64_t{0});
    group.lines = json.value("lines", std::vector<std::int64_t>{});
}

void to_json(nlohmann::json &json, const BulkAnswer &answer)
{
    json = {{"took_ms", answer.tookMillis}, {"ledger", answer.ledger}};
    if (answer.sequence > 0)
        json["sequence"] = answer.sequence;
    if (answer.dryRun)
        json["dry_run"] = true;
    nlohmann::json items = nlohmann::json::array();
    for (const BulkItem &item : answer.items) {
        nlohmann::json entry{{"line", item.line}, {"status", item.status}};
        if (!item.id.empty())
            entry["id"] = item.id;
        if (item.error)
            entry["error"] = toJson(*item.error);
        if (!item.quarantineId.empty())
            entry["quarantine_id"] = item.quarantineId;
        if (!item.stage.empty())
            entry["stage"] = item.stage;
        if (!item.rule.empty())
            entry["rule"] = item.rule;
        if (!item.changes.empty())
            entry["changes"] = item.changes;
        items.push_back(std::move(entry));
    }
    json["items"] = std::move(items);
    if (answer.dryRun)
        json["groups"] = answer.groups;
}

void from_json(const nlohmann::json &json, BulkAnswer &answer)
{
    answer.tookMillis = json.value("took_ms", std::int64_t{0});
    answer.ledger = json.value("ledger", Ledger{});
    answer.sequence = json.value("sequence", std::int64_t{0});
    answer.dryRun = json.value("dry_run", false);
    answer.items.clear();
    for (const nlohmann::json &entry : json.value("items", nlohmann::json::array())) {
        BulkItem item;
        item.line = entry.value("line", std::int64_t{0});
        item.id = entry.value("id", "");
        item.status = entry.value("status", "");
        item.quarantineId = entry.value("quarantine_id", "");
        item.stage = entry.value("stage", "");
        item.rule = entry.value("rule", "");
        item.changes = entry.value("changes", std::vector<StageChange>{});
        if (entry.contains("error"))
            item.error = errorDetailFromJson(entry["error"]);
        answer.items.push_back(std::move(item));
    }
    answer.groups = json.value("groups", std::vector<ErrorGroup>{});
}

Result<WireSchema> wireSchemaFromJson(const nlohmann::json &json)
{
    constexpr std::size_t limitBytes = 256 * 1024;
    WireSchema made;
    nlohmann::json fields = json;
    nlohmann::json other;
    if (const auto found = fields.find("json_schema"); fields.is_object() && found != fields.end()) {
        other = std::move(*found);
        fields.erase(found);
    }
    Result<Schema> schema = schemaFromJson(fields);
    if (!schema)
        return fail(std::move(schema.error()));
    made.schema = std::move(*schema);
    if (other.is_null())
        return made;
    made.jsonSchema = other.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if ((other.is_object() || other.is_boolean()) && made.jsonSchema.size() <= limitBytes)
        return made;
    ErrorDetail detail;
    detail.pointer = "/json_schema";
    detail.code = "wrong_type";
    detail.message = "json_schema is a JSON Schema of draft 7: an object, true or false, of at most 256 KiB.";
    Error error =
        makeError(ErrorCode::InvalidArgument, "schema_invalid", "The schema is wrong: " + detail.message);
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

nlohmann::json toJson(const WireSchema &schema)
{
    nlohmann::json json = toJson(schema.schema);
    if (!schema.jsonSchema.empty())
        json["json_schema"] = nlohmann::json::parse(schema.jsonSchema, nullptr, false);
    return json;
}

void to_json(nlohmann::json &json, const CollectionInfo &info)
{
    json = {
        {"name", info.name},
        {"schema", toJson(WireSchema{info.schema, info.jsonSchema})},
        {"schema_version", info.schemaVersion},
        {"critical", info.critical},
        {"type_policy", toString(info.typePolicy)},
        {"security", toString(info.security)},
        {"document_count", info.documentCount},
        {"size_bytes", info.sizeBytes},
        {"created_at", toRfc3339(info.createdAt)},
        {"generation", info.generation},
        {"index", {{"state", info.indexState}, {"progress", info.indexProgress}, {"lag", info.indexLag}}}};
}

void from_json(const nlohmann::json &json, CollectionInfo &info)
{
    info.name = json.value("name", "");
    WireSchema schema =
        wireSchemaFromJson(json.value("schema", nlohmann::json::object())).value_or(WireSchema{});
    info.schema = std::move(schema.schema);
    info.jsonSchema = std::move(schema.jsonSchema);
    info.schemaVersion = json.value("schema_version", std::int64_t{1});
    info.critical = json.value("critical", false);
    info.typePolicy = typePolicyFromString(json.value("type_policy", "")).value_or(TypePolicy::Lenient);
    info.security = securityPolicyFromString(json.value("security", "")).value_or(SecurityPolicy::Flag);
    info.documentCount = json.value("document_count", std::int64_t{0});
    info.sizeBytes = json.value("size_bytes", std::int64_t{0});
    info.createdAt = fromRfc3339(json.value("created_at", "")).value_or(0);
    info.generation = json.value("generation", std::int64_t{0});
    const nlohmann::json index = json.value("index", nlohmann::json::object());
    info.indexState = index.value("state", "ready");
    info.indexProgress = index.value("progress", 1.0);
    info.indexLag = index.value("lag", std::int64_t{0});
}

namespace
{

Result<std::optional<WireSchema>> schemaMember(const nlohmann::json &json)
{
    const auto found = json.find("schema");
    if (found == json.end() || found->is_null())
        return std::optional<WireSchema>();
    Result<WireSchema> schema = wireSchemaFromJson(*found);
    if (schema)
        return std::optional<WireSchema>(std::move(*schema));
    Error error = std::move(schema.error());
    for (ErrorDetail &detail : error.details)
        detail.pointer = "/schema" + detail.pointer;
    return fail(std::move(error));
}

/// The text of a member by `read`, where it is there; a detail with `expected` where it is another.
template <typename Policy>
Result<std::optional<Policy>> policyMember(const nlohmann::json &json, const char *name,
                                           std::optional<Policy> (*read)(std::string_view),
                                           std::vector<std::string> expected)
{
    const auto found = json.find(name);
    if (found == json.end() || found->is_null())
        return std::optional<Policy>();
    if (found->is_string()) {
        if (const auto policy = read(found->get_ref<const std::string &>()))
            return policy;
    }
    std::string known;
    for (const std::string &value : expected)
        known += (known.empty() ? "" : ", ") + value;
    Error error = makeError(ErrorCode::InvalidArgument, "wrong_value",
                            std::string(name) + " is one of: " + known + ".");
    ErrorDetail detail;
    detail.code = "wrong_value";
    detail.message = error.message;
    detail.pointer = "/" + std::string(name);
    detail.expected = std::move(expected);
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

Result<std::optional<TypePolicy>> typePolicyMember(const nlohmann::json &json)
{
    return policyMember<TypePolicy>(json, "type_policy", typePolicyFromString, {"lenient", "strict"});
}

Result<std::optional<SecurityPolicy>> securityMember(const nlohmann::json &json)
{
    return policyMember<SecurityPolicy>(json, "security", securityPolicyFromString,
                                        {"flag", "quarantine", "refuse"});
}

} // namespace

Result<CollectionCreate> collectionCreateFromJson(const nlohmann::json &json)
{
    if (auto known = requireKnownMembers(json, {"name", "schema", "critical", "type_policy", "security"});
        !known)
        return fail(known.error());
    CollectionCreate create;
    if (auto read = readMember(json, "name", create.name); !read)
        return fail(read.error());
    if (auto read = readMember(json, "critical", create.critical); !read)
        return fail(read.error());
    Result<std::optional<WireSchema>> schema = schemaMember(json);
    if (!schema)
        return fail(std::move(schema.error()));
    if (*schema) {
        create.schema = std::move((*schema)->schema);
        create.jsonSchema = std::move((*schema)->jsonSchema);
    }
    const auto types = typePolicyMember(json);
    if (!types)
        return fail(types.error());
    create.typePolicy = types->value_or(create.typePolicy);
    const auto security = securityMember(json);
    if (!security)
        return fail(security.error());
    create.security = security->value_or(create.security);
    return create;
}

Result<CollectionChange> collectionChangeFromJson(const nlohmann::json &json)
{
    if (auto known = requireKnownMembers(json, {"schema", "critical", "type_policy", "security"}); !known)
        return fail(known.error());
    CollectionChange change;
    bool critical = false;
    if (auto read = readMember(json, "critical", critical); !read)
        return fail(read.error());
    if (json.contains("critical") && !json["critical"].is_null())
        change.critical = critical;
    Result<std::optional<WireSchema>> schema = schemaMember(json);
    if (!schema)
        return fail(std::move(schema.error()));
    if (*schema) {
        change.schema = std::move((*schema)->schema);
        change.jsonSchema = std::move((*schema)->jsonSchema);
    }
    const auto types = typePolicyMember(json);
    if (!types)
        return fail(types.error());
    change.typePolicy = *types;
    const auto security = securityMember(json);
    if (!security)
        return fail(security.error());
    change.security = *security;
    return change;
}

nlohmann::json toJson(const CollectionCreate &create)
{
    nlohmann::json json{{"name", create.name}, {"critical", create.critical}};
    if (create.typePolicy != TypePolicy::Lenient)
        json["type_policy"] = toString(create.typePolicy);
    if (create.security != SecurityPolicy::Flag)
        json["security"] = toString(create.security);
    if (create.schema)
        json["schema"] = toJson(WireSchema{*create.schema, create.jsonSchema});
    return json;
}

} // namespace explorer::api
