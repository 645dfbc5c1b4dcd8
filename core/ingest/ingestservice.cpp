#include "core/ingest/ingestservice.h"

#include "core/ingest/batchwriter.h"
#include "core/ingest/collectionadmin.h"
#include "core/ingest/documentid_p.h"
#include "core/ingest/formats.h"
#include "core/ingest/idempotency.h"

namespace explorer::ingest
{
namespace
{

constexpr std::int64_t kChangeLogLimit = 500'000;
constexpr std::size_t kIdempotencyKeyBytes = 255;
/// Requests that extend one schema at the same time each win in turn; this many losses are more than that.
constexpr int kSchemaAttempts = 16;

Error toError(const Problem &problem)
{
    const bool isSyntax = problem.code == "json_syntax";
    const bool isTooLarge = problem.code == "document_too_large";
    Error error = makeError(ErrorCode::InvalidArgument,
                            isSyntax     ? "syntax"
                            : isTooLarge ? "too_large"
                                         : "document_invalid",
                            problem.message);
    error.details.push_back(toDetail(problem));
    return error;
}

} // namespace

struct IngestService::Private {
    Private(storage::Database &databaseUsed, index::IndexCatalog &indexesUsed, metrics::Metrics &metricsUsed,
            const IngestSettings &settingsUsed, const Clock &clockUsed, Logger &loggerUsed)
        : database(databaseUsed), indexes(indexesUsed), metrics(metricsUsed), settings(settingsUsed),
          clock(clockUsed), logger(loggerUsed), documents(databaseUsed), answers(databaseUsed),
          admin(databaseUsed, indexesUsed, clockUsed), writer(databaseUsed, clockUsed)
    {
    }

    Result<void> admit(std::int64_t collection) const;
    Result<std::optional<api::BulkAnswer>> storedAnswer(const IngestRequest &request,
                                                        const std::string &hash);
    Result<api::BulkAnswer> process(const IngestRequest &request, const std::string &hash);
    Result<api::BulkAnswer> processOnce(const IngestRequest &request);
    Result<api::BulkAnswer> finish(const IngestRequest &request, const BatchPlan &plan);
    bool awaitCommit();
    void announce(const Committed &committed);
    Result<void> awaitVisible(Committed committed) const;
    void tell(const Committed &committed) const;
    void tellSchema(const storage::Collection &collection) const;
    Result<Written> putOnce(const storage::Collection &collection, Record record,
                            std::optional<std::int64_t> expectedSequence);

    storage::Database &database;
    index::IndexCatalog &indexes;
    metrics::Metrics &metrics;
    const IngestSettings settings;
    const Clock &clock;
    Logger &logger;
    storage::DocumentStore documents;
    storage::IdempotencyStore answers;
    CollectionAdmin admin;
    BatchWriter writer;
    CompiledSchemaCache schemas;
    RunningKeys running;
    std::function<void(const Committed &)> committedCallback;
};

namespace
{

IngestService::Committed committedTo(const storage::Collection &collection, std::int64_t sequence)
{
    IngestService::Committed committed;
    committed.collection = collection.key;
    committed.name = collection.name;
    committed.isCritical = collection.critical;
    committed.sequence = sequence;
    return committed;
}

} // namespace

/// Refuses while the index is too far behind, so that the change log stays bounded.
Result<void> IngestService::Private::admit(std::int64_t collection) const
{
    const index::IndexState state = indexes.state(collection);
    if (state.phase == index::IndexState::Phase::Rebuilding || state.lag <= kChangeLogLimit)
        return {};
    Error error =
        makeError(ErrorCode::ResourceExhausted, "change_log_full",
                  "The index is " + std::to_string(state.lag) + " changes behind, and the limit is " +
                      std::to_string(kChangeLogLimit) + ". Send the batch again in a moment.");
    error.retryAfterSeconds = 5;
    return fail(std::move(error));
}

Result<std::optional<api::BulkAnswer>> IngestService::Private::storedAnswer(const IngestRequest &request,
                                                                            const std::string &hash)
{
    const auto stored = answers.find(request.userId, request.idempotencyKey,
                                     clock.nowMillis() - storage::IdempotencyStore::kKeptMillis);
    if (!stored)
        return fail(stored.error());
    if (!*stored)
        return std::nullopt;
    if ((*stored)->bodyHash != hash)
        return fail(ErrorCode::InvalidArgument, "idempotency_mismatch",
                    "This Idempotency-Key was used with another request. Use a new key for a new request.");
    const nlohmann::json json = nlohmann::json::parse((*stored)->answer, nullptr, false);
    try {
        return json.get<api::BulkAnswer>();
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::Corrupt, "answer_corrupt",
                    "The stored answer of this Idempotency-Key cannot be read.");
    }
}

/// A job that loses to another one's schema may know it before the winner is committed, and readers see only
/// what is. An empty job is done with that commit, so that the next attempt reads the new schema.
bool IngestService::Private::awaitCommit()
{
    return database.writeAndWait([](storage::Connection &) { return Result<void>(); }).has_value();
}

void IngestService::Private::tell(const Committed &committed) const
{
    if (committedCallback)
        committedCallback(committed);
}

void IngestService::Private::tellSchema(const storage::Collection &collection) const
{
    Committed committed = committedTo(collection, 0);
    committed.isSchema = true;
    tell(committed);
}

void IngestService::Private::announce(const Committed &committed)
{
    if (committed.isSchema) {
        schemas.drop(committed.collection);
        indexes.notifySchemaChanged(committed.collection);
    }
    tell(committed);
    indexes.notifyChanged(committed.collection);
}

Result<void> IngestService::Private::awaitVisible(Committed committed) const
{
    if (committed.sequence == 0)
        return {};
    const Deadline deadline = Deadline::after(std::chrono::milliseconds(settings.waitVisibleMillis));
    if (auto visible = indexes.waitVisible(committed.collection, committed.sequence, deadline); !visible)
        return fail(
            std::move(visible.error())
                .withContext("The documents are stored and safe; only the search does not show them yet."));
    committed.isShown = true;
    tell(committed);
    return {};
}

Result<api::BulkAnswer> IngestService::Private::finish(const IngestRequest &request, const BatchPlan &plan)
{
    const bool anyBad = std::any_of(plan.records.begin(), plan.records.end(),
                                    [](const Record &record) { return record.problem.has_value(); });
    if (request.atomic && anyBad) {
        api::BulkAnswer answer = BatchWriter::refuse(plan);
        metrics.recordIngest(0, 0, 0, request.dryRun ? 0 : answer.ledger.rejected);
        return answer;
    }
    if (request.dryRun)
        return writer.preview(plan);
    auto answer = writer.write(plan);
    if (!answer)
        return answer;
    const api::Ledger &ledger = answer->ledger;
    metrics.recordIngest(ledger.indexed, ledger.duplicate, ledger.quarantined, ledger.rejected);
    Committed committed = committedTo(plan.collection, ledger.indexed > 0 ? answer->sequence : 0);
    // One document that is not said to be a bulk is none, whatever route it came by.
    committed.isBulk = request.format != Format::Json;
    committed.isSchema = plan.schema.changed;
    announce(committed);
    return answer;
}

Result<api::BulkAnswer> IngestService::Private::process(const IngestRequest &request, const std::string &hash)
{
    for (int attempt = 1;; ++attempt) {
        const auto collection = admin.find(request.collection);
        if (!collection)
            return fail(collection.error());
        if (auto admitted = admit(collection->key); !admitted)
            return fail(std::move(admitted.error()));
        auto records = readRecords(request.format, request.body, collection->schema, settings.batchRecords,
                                   settings.inferenceSample);
        if (!records)
            return fail(std::move(records.error()));
        Pipeline::Outcome schema =
            Pipeline(settings, clock)
                .run(*records, schemas.get(collection->key, collection->schemaVersion, collection->schema));
        const BatchPlan plan{request, *collection, std::move(*records), std::move(schema), hash};
        auto answer = finish(request, plan);
        if (!answer && answer.error().reason == "precondition_failed" && attempt < kSchemaAttempts &&
            awaitCommit())
            continue;
        if (answer && request.waitVisible) {
            if (auto visible = awaitVisible(committedTo(*collection, answer->sequence)); !visible)
                return fail(std::move(visible.error()));
        }
        return answer;
    }
}

/// Does a request with an idempotency key unless its answer is there already.
Result<api::BulkAnswer> IngestService::Private::processOnce(const IngestRequest &request)
{
    if (request.idempotencyKey.size() > kIdempotencyKeyBytes)
        return fail(ErrorCode::InvalidArgument, "idempotency_key_invalid",
                    "An Idempotency-Key has at most 255 bytes.");
    const auto claim = running.claim(request.userId, request.idempotencyKey);
    if (!claim)
        return fail(claim.error());
    const std::string hash = fingerprint(request);
    auto stored = storedAnswer(request, hash);
    if (!stored)
        return fail(std::move(stored.error()));
    return *stored ? Result<api::BulkAnswer>(std::move(**stored)) : process(request, hash);
}

IngestService::IngestService(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
IngestService::~IngestService() = default;

Result<std::unique_ptr<IngestService>>
IngestService::create(storage::Database &database, index::IndexCatalog &indexes, metrics::Metrics &metrics,
                      const IngestSettings &settings, const Clock &clock, Logger &logger)
{
    if (settings.batchRecords < 1 || settings.documentLimitBytes < 1 || settings.documentFieldsLimit < 1 ||
        settings.collectionFieldsLimit < 1 || settings.inferenceSample < 1 || settings.waitVisibleMillis < 0)
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "A limit of the ingest settings is below one. Correct the settings file.");
    return std::unique_ptr<IngestService>(
        new IngestService(std::make_unique<Private>(database, indexes, metrics, settings, clock, logger)));
}

Result<api::BulkAnswer> IngestService::ingest(const IngestRequest &request)
{
    const auto started = d->clock.steadyNow();
    const bool hasKey = !request.idempotencyKey.empty() && !request.dryRun;
    auto answer = hasKey ? d->processOnce(request) : d->process(request, {});
    if (answer)
        answer->tookMillis =
            std::chrono::duration_cast<std::chrono::milliseconds>(d->clock.steadyNow() - started).count();
    return answer;
}

Result<IngestService::Written> IngestService::Private::putOnce(const storage::Collection &collection,
                                                               Record record,
                                                               std::optional<std::int64_t> expectedSequence)
{
    std::vector<Record> records;
    records.push_back(std::move(record));
    const Pipeline::Outcome schema =
        Pipeline(settings, clock)
            .run(records, schemas.get(collection.key, collection.schemaVersion, collection.schema));
    const Record &checked = records.front();
    if (checked.problem)
        return fail(toError(*checked.problem));
    storage::DocumentStore::Put put;
    bool schemaMoved = false;
    auto written = database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        if (schema.changed) {
            auto set = storage::CollectionStore::setSchema(connection, collection.key, schema.schema,
                                                           collection.schemaVersion);
            schemaMoved = !set && set.error().reason == "precondition_failed";
            if (!set)
                return set;
        }
        const auto stored =
            storage::DocumentStore::put(connection, collection.key, checked.id, std::string(checked.json()),
                                        clock.nowMillis(), expectedSequence);
        if (!stored)
            return fail(stored.error());
        put = *stored;
        return collection.critical ? storage::CollectionStore::raiseGeneration(connection, collection.key)
                                   : Result<void>();
    });
    if (schemaMoved)
        return fail(ErrorCode::Unavailable, "schema_moved",
                    "Other requests keep changing the schema. Send the document again.");
    if (!written)
        return fail(std::move(written.error()));
    metrics.recordIngest(put.outcome == storage::PutOutcome::Duplicate ? 0 : 1,
                         put.outcome == storage::PutOutcome::Duplicate ? 1 : 0, 0, 0);
    Committed committed =
        committedTo(collection, put.outcome == storage::PutOutcome::Duplicate ? 0 : put.sequence);
    committed.isSchema = schema.changed;
    announce(committed);
    return Written{checked.id, put.sequence, put.outcome == storage::PutOutcome::Created};
}

Result<IngestService::Written> IngestService::put(const std::string &collection, const std::string &id,
                                                  std::string_view json,
                                                  std::optional<std::int64_t> expectedSequence,
                                                  bool waitVisible)
{
    if (const auto problem = checkId(id))
        return fail(toError(*problem));
    for (int attempt = 1;; ++attempt) {
        const auto found = d->admin.find(collection);
        if (!found)
            return fail(found.error());
        if (auto admitted = d->admit(found->key); !admitted)
            return fail(std::move(admitted.error()));
        Record record;
        record.line = 1;
        record.raw = trimmed(json);
        record.id = id;
        auto written = d->putOnce(*found, std::move(record), expectedSequence);
        if (!written && written.error().reason == "schema_moved" && attempt < kSchemaAttempts &&
            d->awaitCommit())
            continue;
        if (written && waitVisible) {
            if (auto visible = d->awaitVisible(committedTo(*found, written->sequence)); !visible)
                return fail(std::move(visible.error()));
        }
        return written;
    }
}

Result<IngestService::Written> IngestService::remove(const std::string &collection, const std::string &id,
                                                     std::optional<std::int64_t> expectedSequence,
                                                     bool waitVisible)
{
    const auto found = d->admin.find(collection);
    if (!found)
        return fail(found.error());
    Written result{id, 0, false};
    auto written = d->database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        const auto sequence = storage::DocumentStore::remove(connection, found->key, id, expectedSequence);
        if (!sequence)
            return fail(sequence.error());
        result.sequence = *sequence;
        return found->critical ? storage::CollectionStore::raiseGeneration(connection, found->key)
                               : Result<void>();
    });
    if (!written)
        return fail(std::move(written.error()));
    d->announce(committedTo(*found, result.sequence));
    if (waitVisible) {
        if (auto visible = d->awaitVisible(committedTo(*found, result.sequence)); !visible)
            return fail(std::move(visible.error()));
    }
    return result;
}

Result<storage::Document> IngestService::get(const std::string &collection, const std::string &id)
{
    const auto found = d->admin.find(collection);
    if (!found)
        return fail(found.error());
    auto document = d->documents.find(found->key, id);
    if (!document)
        return fail(std::move(document.error()));
    if (!*document)
        return fail(ErrorCode::NotFound, "document_unknown",
                    "The collection " + collection +
                        " has no document with this id. Check the id, or search for it.");
    return std::move(**document);
}

void IngestService::onCommitted(std::function<void(const Committed &)> callback)
{
    d->committedCallback = std::move(callback);
}

Result<api::CollectionInfo> IngestService::createCollection(const api::CollectionCreate &create)
{
    return d->admin.create(create);
}

Result<api::CollectionInfo> IngestService::changeSchema(const std::string &collection,
                                                        const api::Schema &schema,
                                                        std::int64_t expectedVersion)
{
    const auto found = d->admin.find(collection);
    if (!found)
        return fail(found.error());
    auto changed = d->admin.changeSchema(collection, schema, expectedVersion);
    if (changed)
        d->tellSchema(*found);
    return changed;
}

Result<api::CollectionInfo> IngestService::setCritical(const std::string &collection, bool critical)
{
    return d->admin.setCritical(collection, critical);
}

Result<void> IngestService::removeCollection(const std::string &collection)
{
    const auto found = d->admin.find(collection);
    if (!found)
        return fail(found.error());
    auto removed = d->admin.remove(collection);
    if (removed)
        d->tellSchema(*found);
    return removed;
}

Result<std::vector<api::CollectionInfo>> IngestService::collections() { return d->admin.list(); }

Result<api::CollectionInfo> IngestService::collection(const std::string &name) { return d->admin.info(name); }

} // namespace explorer::ingest
