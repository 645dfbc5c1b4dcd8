#pragma once

#include "core/api/schema.h"
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

/// `status` is indexed, duplicate, quarantined or rejected; `line` starts at 1.
struct BulkItem {
    std::int64_t line = 0;
    std::string id;
    std::string status;
    std::optional<ErrorDetail> error;
    std::string quarantineId;
};

struct BulkAnswer {
    std::int64_t tookMillis = 0;
    Ledger ledger;
    std::vector<BulkItem> items;
    /// The change log's sequence up to which everything of this request stands; 0 where nothing was written.
    std::int64_t sequence = 0;
    bool dryRun = false;
};
void to_json(nlohmann::json &json, const BulkAnswer &answer);
void from_json(const nlohmann::json &json, BulkAnswer &answer);

/// One collection as GET collections/{c} shows it.
struct CollectionInfo {
    std::string name;
    Schema schema;
    std::int64_t schemaVersion = 1;
    bool critical = false;
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

/// {name, schema?, critical?} of POST collections. An empty schema is inferred from the first documents.
struct CollectionCreate {
    std::string name;
    std::optional<Schema> schema;
    bool critical = false;
};
Result<CollectionCreate> collectionCreateFromJson(const nlohmann::json &json);
nlohmann::json toJson(const CollectionCreate &create);

/// {schema?, critical?} of PUT collections/{c}; what is left out stays as it is.
struct CollectionChange {
    std::optional<Schema> schema;
    std::optional<bool> critical;
};
Result<CollectionChange> collectionChangeFromJson(const nlohmann::json &json);

} // namespace explorer::api
