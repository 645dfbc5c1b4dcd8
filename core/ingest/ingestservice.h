#pragma once

#include "core/api/documents.h"
#include "core/api/inputformat.h"
#include "core/base/deadline.h"
#include "core/base/logging.h"
#include "core/index/indexcatalog.h"
#include "core/ingest/record.h"
#include "core/metrics/metrics.h"
#include "core/storage/documentstore.h"
#include "core/storage/ingeststores.h"

#include <filesystem>
#include <functional>

namespace explorer::ingest
{

struct IngestSettings {
    int batchRecords = 5000;
    std::int64_t documentLimitBytes = 1024 * 1024;
    int documentFieldsLimit = 256;
    int collectionFieldsLimit = 1000;
    /// Documents looked at before types are fixed where a collection has no schema yet.
    int inferenceSample = 1000;
    int waitVisibleMillis = 10'000;
    /// What the quarantine holds at most; beyond it new input is refused ("quarantine_full").
    std::int64_t quarantineBytes = 1024LL * 1024 * 1024;
    int quarantineDays = 30;
    /// Signatures of the security scan beside the program's own (*.yar); none where empty or not there.
    std::filesystem::path securityRulesFolder;
};

struct IngestRequest {
    std::string collection;
    api::InputFormat format;
    std::string_view body;
    /// Whole-or-nothing instead of the good ones going on.
    bool atomic = false;
    bool dryRun = false;
    /// Answer only when searches see it.
    bool waitVisible = false;
    std::string idempotencyKey;
    std::string userId;
    std::string requestId;
    /// Items of records that went well are left out of the answer (the ledger still counts them).
    bool onlyProblems = false;
    /// Where the records come from, as the sender names it; for the enrichment.
    std::string source;
    /// Part of the transaction: called before each document is written, and with the answer when all are.
    /// What fails undoes the request.
    std::function<Result<void>(storage::Connection &, const Record &)> beforePut = {};
    std::function<Result<void>(storage::Connection &, const api::BulkAnswer &)> beforeCommit = {};
};

/// What rules would say to the documents that are there.
struct RuleTrial {
    struct Finding {
        std::string name;
        std::int64_t broken = 0;
        /// The first twenty.
        std::vector<std::string> ids;
    };
    std::int64_t documents = 0;
    std::int64_t examined = 0;
    std::vector<Finding> findings;
};

/// Reception -> structure -> types -> rules -> security -> enrichment -> one transaction {documents, change
/// log, quarantine, idempotency key} -> index notified. Blocks until durable. Any thread of the engine's
/// pool.
class IngestService
{
public:
    static Result<std::unique_ptr<IngestService>>
    create(storage::Database &database, index::IndexCatalog &indexes, metrics::Metrics &metrics,
           const IngestSettings &settings, const Clock &clock, Logger &logger);
    ~IngestService();

    /// A bad record is quarantined and the good ones go on. Errors of the whole request: collection_unknown,
    /// too_many_records (more than batchRecords), idempotency_mismatch, idempotency_in_flight, disk_full,
    /// write_queue_full, change_log_full.
    Result<api::BulkAnswer> ingest(const IngestRequest &request);

    /// Quarantined records of one collection through all stages again: those that pass are stored and leave
    /// the quarantine in one transaction, the others are kept with their new reason. "precondition_failed"
    /// where one was changed meanwhile. `request` says collection, dryRun (only their reasons are written),
    /// waitVisible and requestId.
    Result<api::BulkAnswer> replay(const IngestRequest &request,
                                   const std::vector<storage::QuarantinedRecord> &kept);
    /// Actions as existing shippers send them (`_bulk`), over several collections; each collection's are one
    /// transaction.
    struct BulkRequest {
        std::string_view body;
        /// Of actions that name none.
        std::string collection;
        bool waitVisible = false;
        std::string requestId;
    };
    struct BulkOutcome {
        Action action = Action::Index;
        std::string collection;
        api::BulkItem item;
    };
    /// In the order of the actions. Errors of the whole request: syntax, too_large, disk_full,
    /// write_queue_full, change_log_full. An unknown collection is its actions' error.
    Result<std::vector<BulkOutcome>> bulk(const BulkRequest &request);

    struct Written {
        std::string id;
        std::int64_t sequence = 0;
        bool created = false;
    };
    /// PUT of one document: a bad one is an error with pointers, nothing is quarantined.
    Result<Written> put(const std::string &collection, const std::string &id, std::string_view json,
                        std::optional<std::int64_t> expectedSequence, bool waitVisible);
    Result<Written> remove(const std::string &collection, const std::string &id,
                           std::optional<std::int64_t> expectedSequence, bool waitVisible);
    Result<storage::Document> get(const std::string &collection, const std::string &id);
    /// Changes documents of the collection by `change`, in one transaction, and tells the index.
    Result<void> change(const std::string &collection, const storage::Database::WriteJob &change);

    /// What has been committed, for those who keep answers made from it. `shown`: the writer was told that
    /// searches show it. Called on the writing request's thread; set before the first request.
    struct Committed {
        std::int64_t collection = 0;
        std::string name;
        bool isCritical = false;
        bool isBulk = false;
        std::int64_t sequence = 0;
        bool isSchema = false;
        bool isShown = false;
    };
    void onCommitted(std::function<void(const Committed &)> callback);

    Result<api::CollectionInfo> createCollection(const api::CollectionCreate &create);
    /// `jsonSchema`: nothing leaves it as it is, an empty text takes it away. "json_schema_invalid".
    Result<api::CollectionInfo> changeSchema(const std::string &collection, const api::Schema &schema,
                                             std::int64_t expectedVersion,
                                             const std::optional<std::string> &jsonSchema = {});
    Result<api::CollectionInfo> setCritical(const std::string &collection, bool critical);
    Result<api::CollectionInfo> setPolicies(const std::string &collection,
                                            std::optional<api::TypePolicy> types,
                                            std::optional<api::SecurityPolicy> security);
    /// The configuration of a stage as JSON, and its version: the strong ETag.
    struct Configuration {
        nlohmann::json json;
        std::int64_t version = 1;
    };
    Result<Configuration> rules(const std::string &collection);
    /// rules_invalid, precondition_failed (`expectedVersion` 0: whatever it is).
    Result<Configuration> changeRules(const std::string &collection, const nlohmann::json &rules,
                                      std::int64_t expectedVersion);
    /// Reads the documents until the deadline; nothing is changed.
    Result<RuleTrial> tryRules(const std::string &collection, const nlohmann::json &rules,
                               const Deadline &deadline);
    Result<Configuration> enrichments(const std::string &collection);
    /// enrichments_invalid, precondition_failed.
    Result<Configuration> changeEnrichments(const std::string &collection, const nlohmann::json &enrichments,
                                            std::int64_t expectedVersion);
    Result<void> removeCollection(const std::string &collection);
    Result<std::vector<api::CollectionInfo>> collections();
    Result<api::CollectionInfo> collection(const std::string &name);

private:
    struct Private;
    explicit IngestService(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// Types guessed from documents: fields where every value reads as long, double, boolean or date have that
/// type; strings of which most are short and repeat are keyword; other strings text.
class SchemaInference
{
public:
    void look(std::string_view json);
    [[nodiscard]] api::Schema schema() const;
    SchemaInference();
    ~SchemaInference();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// How a file looks: its format, the share of a sample of records that parses, and the schema they would
/// give.
struct Detection {
    api::InputFormat format;
    /// As asUtf8() names it.
    std::string encoding = "utf-8";
    /// 0 to 1.
    double parsedRatio = 0;
    std::int64_t sampled = 0;
    api::Schema schema;
    /// The first records as given, at most 20.
    std::vector<std::string> samples;
    /// The first that parse as JSON texts, at most 200.
    std::vector<std::string> records;
};
/// What is known of a file already and not looked for.
struct DetectionWish {
    std::optional<api::DocumentFormat> format;
    api::CsvDialect csv;
    /// Whether csv.hasHeader is said rather than looked for.
    bool isHeaderKnown = false;
    std::string pattern;
    std::string encoding;
};
/// `head` may be packed and in any encoding. InvalidArgument: "file_empty", "format_unknown",
/// "compression_broken", "too_compressed", "encoding_unknown", "log_pattern".
Result<Detection> detectFormat(std::string_view head, bool isWhole, const DetectionWish &wish = {});

} // namespace explorer::ingest
