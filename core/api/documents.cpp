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
        items.push_back(std::move(entry));
    }
    json["items"] = std::move(items);
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
        if (entry.contains("error"))
            item.error = errorDetailFromJson(entry["error"]);
        answer.items.push_back(std::move(item));
    }
}

void to_json(nlohmann::json &json, const CollectionInfo &info)
{
    json = {
        {"name", info.name},
        {"schema", toJson(info.schema)},
        {"schema_version", info.schemaVersion},
        {"critical", info.critical},
        {"document_count", info.documentCount},
        {"size_bytes", info.sizeBytes},
        {"created_at", toRfc3339(info.createdAt)},
        {"generation", info.generation},
        {"index", {{"state", info.indexState}, {"progress", info.indexProgress}, {"lag", info.indexLag}}}};
}

void from_json(const nlohmann::json &json, CollectionInfo &info)
{
    info.name = json.value("name", "");
    info.schema = schemaFromJson(json.value("schema", nlohmann::json::object())).value_or(Schema{});
    info.schemaVersion = json.value("schema_version", std::int64_t{1});
    info.critical = json.value("critical", false);
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

Result<std::optional<Schema>> schemaMember(const nlohmann::json &json)
{
    const auto found = json.find("schema");
    if (found == json.end() || found->is_null())
        return std::optional<Schema>();
    Result<Schema> schema = schemaFromJson(*found);
    if (schema)
        return std::optional<Schema>(std::move(*schema));
    Error error = std::move(schema.error());
    for (ErrorDetail &detail : error.details)
        detail.pointer = "/schema" + detail.pointer;
    return fail(std::move(error));
}

} // namespace

Result<CollectionCreate> collectionCreateFromJson(const nlohmann::json &json)
{
    if (auto known = requireKnownMembers(json, {"name", "schema", "critical"}); !known)
        return fail(known.error());
    CollectionCreate create;
    if (auto read = readMember(json, "name", create.name); !read)
        return fail(read.error());
    if (auto read = readMember(json, "critical", create.critical); !read)
        return fail(read.error());
    Result<std::optional<Schema>> schema = schemaMember(json);
    if (!schema)
        return fail(std::move(schema.error()));
    create.schema = std::move(*schema);
    return create;
}

Result<CollectionChange> collectionChangeFromJson(const nlohmann::json &json)
{
    if (auto known = requireKnownMembers(json, {"schema", "critical"}); !known)
        return fail(known.error());
    CollectionChange change;
    bool critical = false;
    if (auto read = readMember(json, "critical", critical); !read)
        return fail(read.error());
    if (json.contains("critical") && !json["critical"].is_null())
        change.critical = critical;
    Result<std::optional<Schema>> schema = schemaMember(json);
    if (!schema)
        return fail(std::move(schema.error()));
    change.schema = std::move(*schema);
    return change;
}

nlohmann::json toJson(const CollectionCreate &create)
{
    nlohmann::json json{{"name", create.name}, {"critical", create.critical}};
    if (create.schema)
        json["schema"] = toJson(*create.schema);
    return json;
}

} // namespace explorer::api
