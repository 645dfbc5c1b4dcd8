#pragma once

#include "core/api/schema.h"
#include "core/api/validation.h"
#include "core/base/clock.h"

#include <cstdint>
#include <string>
#include <vector>

namespace explorer::api
{

/// received = indexed + duplicate + quarantined + rejected, always.
struct Ledger {
    std::int64_t received = 0;
    std::int64_t indexed = 0;
    std::int64_t duplicate = 0;
    std::int64_t quarantined = 0;
    std::int64_t rejected = 0;
    Ledger &operator+=(const Ledger &other);
    bool operator==(const Ledger &) const = default;
};
void to_json(nlohmann::json &json, const Ledger &ledger);
void from_json(const nlohmann::json &json, Ledger &ledger);

/// What a stage did to a record: `action` is cast, added, renamed, removed or flagged.
struct StageChange {
    std::string stage;
    std::string action;
    std::string pointer;
    std::string detail;
    bool operator==(const StageChange &) const = default;
};

/// `status` is indexed, duplicate, quarantined or rejected; `line` starts at 1.
struct BulkItem {
    std::int64_t line = 0;
    std::string id;
    std::string status;
    std::optional<ErrorDetail> error;
    std::string quarantineId;
    /// The stage that stopped it, and its rule where it has one.
    std::string stage;
    std::string rule;
    std::vector<StageChange> changes;
    /// Not on the wire: whether there was no document of this id, and the change log's sequence.
    bool created = false;
    std::int64_t sequence = 0;
};

/// Records of one request that fail alike. `pattern` is their pointer with each index as `*`.
struct ErrorGroup {
    std::string stage;
    std::string code;
    std::string rule;
    std::string pattern;
    std::string message;
    std::int64_t count = 0;
    /// The first five.
    std::vector<std::int64_t> lines;
};

struct BulkAnswer {
    std::int64_t tookMillis = 0;
    Ledger ledger;
    std::vector<BulkItem> items;
    /// The change log's sequence up to which everything of this request stands; 0 where nothing was written.
    std::int64_t sequence = 0;
    bool dryRun = false;
    /// Of a dry run: every error of the input, the most frequent first.
    std::vector<ErrorGroup> groups;
};
void to_json(nlohmann::json &json, const StageChange &change);
void from_json(const nlohmann::json &json, StageChange &change);
void to_json(nlohmann::json &json, const ErrorGroup &group);
void from_json(const nlohmann::json &json, ErrorGroup &group);
void to_json(nlohmann::json &json, const BulkAnswer &answer);
void from_json(const nlohmann::json &json, BulkAnswer &answer);

/// A schema as the contract writes it: the fields, and beside them a json_schema.
struct WireSchema {
    Schema schema;
    std::string jsonSchema;
};
/// As schemaFromJson; json_schema is an object or a boolean of at most 256 KiB. Whether it is a schema of
/// draft 7 is for core/ingest to say.
Result<WireSchema> wireSchemaFromJson(const nlohmann::json &json);
nlohmann::json toJson(const WireSchema &schema);

/// One collection as GET collections/{c} shows it.
struct CollectionInfo {
    std::string name;
    Schema schema;
    /// A JSON Schema of draft 7 that each document must match, as its text; empty: none. On the wire it is
    /// the member json_schema of the schema.
    std::string jsonSchema;
    std::int64_t schemaVersion = 1;
    bool critical = false;
    TypePolicy typePolicy = TypePolicy::Lenient;
    SecurityPolicy security = SecurityPolicy::Flag;
    std::int64_t documentCount = 0;
    std::int64_t sizeBytes = 0;
    UnixMillis createdAt = 0;
    /// ready, rebuilding or failed; progress 0 to 1 while rebuilding.
    std::string indexState = "ready";
    double indexProgress = 1.0;
    std::int64_t indexLag = 0;
    std::int64_t generation = 0;
};
void to_json(nlohmann::json &json, const CollectionInfo &info);
void from_json(const nlohmann::json &json, CollectionInfo &info);

/// {name, schema?, critical?, type_policy?, security?} of POST collections. An empty schema is inferred from
/// the first documents.
struct CollectionCreate {
    std::string name;
    std::optional<Schema> schema;
    std::string jsonSchema;
    bool critical = false;
    TypePolicy typePolicy = TypePolicy::Lenient;
    SecurityPolicy security = SecurityPolicy::Flag;
};
Result<CollectionCreate> collectionCreateFromJson(const nlohmann::json &json);
nlohmann::json toJson(const CollectionCreate &create);

/// {schema?, critical?, type_policy?, security?} of PUT collections/{c}; what is left out stays as it is.
struct CollectionChange {
    std::optional<Schema> schema;
    /// Of meaning with a schema.
    std::string jsonSchema;
    std::optional<bool> critical;
    std::optional<TypePolicy> typePolicy;
    std::optional<SecurityPolicy> security;
};
Result<CollectionChange> collectionChangeFromJson(const nlohmann::json &json);

} // namespace explorer::api
