#include "core/ingest/ingestservice.h"

#include "core/ingest/batchwriter.h"
#include "core/ingest/bulkrecords.h"
#include "core/ingest/collectionadmin.h"
#include "core/ingest/documentid_p.h"
#include "core/ingest/formats.h"
#include "core/ingest/idempotency.h"
#include "core/ingest/validationadmin.h"

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
          quarantine(databaseUsed), admin(databaseUsed, indexesUsed, clockUsed),
          validation(databaseUsed, clockUsed), collections(databaseUsed), writer(databaseUsed, clockUsed)
    {
    }

    Result<void> admit(std::int64_t collection) const;
    Result<StageContext> contextOf(const storage::Collection &collection, const std::string &source);
    Result<std::optional<api::BulkAnswer>> storedAnswer(const IngestRequest &request,
                                                        const std::string &hash);
    Result<void> admitKeeping();
    using ReadRecords = std::function<Result<std::vector<Record>>(const storage::Collection &)>;
    Result<api::BulkAnswer> process(const IngestRequest &request, const std::string &hash,
                                    const ReadRecords &read);
    Result<api::BulkAnswer> process(const IngestRequest &request, const std::string &hash);
    Result<void> keepReasons(const std::vector<Record> &records);
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
    storage::QuarantineStore quarantine;
    CollectionAdmin admin;
    ValidationAdmin validation;
    storage::CollectionStore collections;
    BatchWriter writer;
    CompiledSchemaCache schemas;
    CollectionStagesCache stages;
    std::shared_ptr<const SecurityRules> signatures;
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

api::BulkItem refusedItem(const BulkAction &action, const Error &error)
{
    api::BulkItem item;
    item.line = action.line;
    item.id = action.id;
    item.status = "rejected";
    item.error.emplace();
    item.error->code = error.reason;
    item.error->message = error.message;
    return item;
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

Result<StageContext> IngestService::Private::contextOf(const storage::Collection &collection,
                                                       const std::string &source)
{
    StageContext context;
    auto found = stages.get(collection, collections);
    if (!found)
        return fail(std::move(found.error()));
    context.stages = std::move(*found);
    context.signatures = signatures;
    context.typePolicy = collection.typePolicy;
    context.securityPolicy = collection.security;
    context.enrichment.source = source;
    context.enrichment.lookUp = [this](const std::string &name,
                                       const std::string &id) -> std::optional<std::string> {
        const auto other = collections.find(name);
        if (!other)
            return std::nullopt;
        const auto document = documents.find(other->key, id);
        return document && *document ? std::optional((*document)->source) : std::nullopt;
    };
    return context;
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
    if (request.dryRun) {
        if (auto kept = keepReasons(plan.records); !kept)
            return fail(std::move(kept.error()));
        return writer.preview(plan);
    }
    auto answer = writer.write(plan);
    if (!answer)
        return answer;
    const api::Ledger &ledger = answer->ledger;
    metrics.recordIngest(ledger.indexed, ledger.duplicate, ledger.quarantined, ledger.rejected);
    Committed committed = committedTo(plan.collection, ledger.indexed > 0 ? answer->sequence : 0);
    // One document that is not said to be a bulk is none, whatever route it came by.
    committed.isBulk = request.format.format != api::DocumentFormat::Json || plan.records.size() > 1;
    committed.isSchema = plan.schema.changed;
    announce(committed);
    return answer;
}

/// Refuses new input while the quarantine is full: what is wrong in it could not be kept.
Result<void> IngestService::Private::admitKeeping()
{
    const auto size = quarantine.size();
    if (!size)
        return fail(size.error());
    if (size->bytes < settings.quarantineBytes)
        return {};
    return fail(ErrorCode::ResourceExhausted, "quarantine_full",
                "The quarantine is full: " + std::to_string(size->records) + " records, " +
                    std::to_string(size->bytes) + " of " + std::to_string(settings.quarantineBytes) +
                    " bytes. Correct and replay its records, or discard them; then send the batch again.");
}

Result<api::BulkAnswer> IngestService::Private::process(const IngestRequest &request, const std::string &hash)
{
    if (auto admitted = request.dryRun ? Result<void>() : admitKeeping(); !admitted)
        return fail(std::move(admitted.error()));
    return process(request, hash, [&](const storage::Collection &collection) {
        return readRecords(request.format, request.body, collection.schema, settings, clock.nowMillis());
    });
}

Result<void> IngestService::Private::keepReasons(const std::vector<Record> &records)
{
    return database.writeAndWait([&records](storage::Connection &connection) -> Result<void> {
        for (const Record &record : records) {
            if (!record.problem || record.replayOf.empty())
                continue;
            if (auto set = storage::QuarantineStore::setReason(connection, withReason(record)); !set)
                return set;
        }
        return {};
    });
}

Result<api::BulkAnswer> IngestService::Private::process(const IngestRequest &request, const std::string &hash,
                                                        const ReadRecords &read)
{
    for (int attempt = 1;; ++attempt) {
        const auto collection = admin.find(request.collection);
        if (!collection)
            return fail(collection.error());
        if (auto admitted = admit(collection->key); !admitted)
            return fail(std::move(admitted.error()));
        auto records = read(*collection);
        if (!records)
            return fail(std::move(records.error()));
        const auto context = contextOf(*collection, request.source);
        if (!context)
            return fail(context.error());
        Pipeline::Outcome schema =
            Pipeline(settings, clock)
                .run(*records, schemas.get(collection->key, collection->schemaVersion, collection->schema),
                     *context);
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
        settings.collectionFieldsLimit < 1 || settings.inferenceSample < 1 ||
        settings.waitVisibleMillis < 0 || settings.quarantineBytes < 1 || settings.quarantineDays < 1)
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "A limit of the ingest settings is below one. Correct the settings file.");
    auto signatures = SecurityRules::load(settings.securityRulesFolder, logger);
    if (!signatures)
        return fail(std::move(signatures.error()));
    auto parts = std::make_unique<Private>(database, indexes, metrics, settings, clock, logger);
    parts->signatures = std::move(*signatures);
    return std::unique_ptr<IngestService>(new IngestService(std::move(parts)));
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

Result<api::BulkAnswer> IngestService::replay(const IngestRequest &request,
                                              const std::vector<storage::QuarantinedRecord> &kept)
{
    const auto started = d->clock.steadyNow();
    auto answer = d->process(request, {}, [&kept](const storage::Collection &) {
        std::vector<Record> records;
        for (const storage::QuarantinedRecord &one : kept) {
            Record &record = records.emplace_back();
            record.line = one.line;
            record.raw = one.raw;
            record.made = one.content;
            record.replayOf = one.id;
            record.replayVersion = one.version;
        }
        return Result<std::vector<Record>>(std::move(records));
    });
    if (answer)
        answer->tookMillis =
            std::chrono::duration_cast<std::chrono::milliseconds>(d->clock.steadyNow() - started).count();
    return answer;
}

Result<std::vector<IngestService::BulkOutcome>> IngestService::bulk(const BulkRequest &request)
{
    if (auto admitted = d->admitKeeping(); !admitted)
        return fail(std::move(admitted.error()));
    const auto actions = readBulkActions(request.body, request.collection, d->settings.batchRecords);
    if (!actions)
        return fail(actions.error());
    std::map<std::string, std::vector<const BulkAction *>> byCollection;
    for (const BulkAction &action : *actions)
        byCollection[action.collection].push_back(&action);
    std::vector<BulkOutcome> outcomes(actions->size());
    for (const auto &[collection, its] : byCollection) {
        IngestRequest wanted;
        wanted.collection = collection;
        wanted.waitVisible = request.waitVisible;
        wanted.requestId = request.requestId;
        const auto answer = d->process(wanted, {}, [this, &its](const storage::Collection &found) {
            return BulkRecords(d->documents, found.key).make(its);
        });
        if (!answer && answer.error().reason != "collection_unknown")
            return fail(answer.error());
        for (std::size_t i = 0; i < its.size(); ++i) {
            BulkOutcome &outcome = outcomes[static_cast<std::size_t>(its[i] - actions->data())];
            outcome.action = its[i]->action;
            outcome.collection = collection;
            if (answer)
                outcome.item = answer->items[i];
            else
                outcome.item = refusedItem(*its[i], answer.error());
        }
    }
    return outcomes;
}

Result<IngestService::Written> IngestService::Private::putOnce(const storage::Collection &collection,
                                                               Record record,
                                                               std::optional<std::int64_t> expectedSequence)
{
    std::vector<Record> records;
    records.push_back(std::move(record));
    const auto context = contextOf(collection, {});
    if (!context)
        return fail(context.error());
    const Pipeline::Outcome schema =
        Pipeline(settings, clock)
            .run(records, schemas.get(collection.key, collection.schemaVersion, collection.schema), *context);
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

Result<void> IngestService::change(const std::string &collection, const storage::Database::WriteJob &change)
{
    const auto found = d->admin.find(collection);
    if (!found)
        return fail(found.error());
    auto written = d->database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        auto changed = change(connection);
        if (changed && found->critical)
            changed = storage::CollectionStore::raiseGeneration(connection, found->key);
        return changed;
    });
    if (!written)
        return written;
    const auto head = storage::ChangeLog(d->database).head(found->key);
    if (!head)
        return fail(head.error());
    Committed committed = committedTo(*found, *head);
    committed.isBulk = true;
    d->announce(committed);
    return {};
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
                                                        std::int64_t expectedVersion,
                                                        const std::optional<std::string> &jsonSchema)
{
    const auto found = d->admin.find(collection);
    if (!found)
        return fail(found.error());
    auto changed = d->admin.changeSchema(collection, schema, expectedVersion, jsonSchema);
    if (changed)
        d->tellSchema(*found);
    return changed;
}

Result<api::CollectionInfo> IngestService::setCritical(const std::string &collection, bool critical)
{
    return d->admin.setCritical(collection, critical);
}

Result<api::CollectionInfo> IngestService::setPolicies(const std::string &collection,
                                                       std::optional<api::TypePolicy> types,
                                                       std::optional<api::SecurityPolicy> security)
{
    if (auto set = d->validation.setPolicies(collection, types, security); !set)
        return fail(std::move(set.error()));
    return d->admin.info(collection);
}

Result<IngestService::Configuration> IngestService::rules(const std::string &collection)
{
    return d->validation.rules(collection);
}

Result<IngestService::Configuration> IngestService::changeRules(const std::string &collection,
                                                                const nlohmann::json &rules,
                                                                std::int64_t expectedVersion)
{
    return d->validation.changeRules(collection, rules, expectedVersion);
}

Result<RuleTrial> IngestService::tryRules(const std::string &collection, const nlohmann::json &rules,
                                          const Deadline &deadline)
{
    return d->validation.tryRules(collection, rules, deadline);
}

Result<IngestService::Configuration> IngestService::enrichments(const std::string &collection)
{
    return d->validation.enrichments(collection);
}

Result<IngestService::Configuration> IngestService::changeEnrichments(const std::string &collection,
                                                                      const nlohmann::json &enrichments,
                                                                      std::int64_t expectedVersion)
{
    return d->validation.changeEnrichments(collection, enrichments, expectedVersion);
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
