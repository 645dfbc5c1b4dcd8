#include "core/ingest/batchwriter.h"

#include "core/base/random.h"
#include "core/ingest/problemgroups.h"
#include "core/storage/ingeststores.h"

namespace explorer::ingest
{
namespace
{

/// Collects the items of an answer, and counts each record exactly once.
class AnswerBuilder
{
public:
    explicit AnswerBuilder(const BatchPlan &plan) : m_onlyProblems(plan.request.onlyProblems)
    {
        m_answer.dryRun = plan.request.dryRun;
        m_answer.ledger.received = static_cast<std::int64_t>(plan.records.size());
    }

    void indexed(const Record &record, bool created = true, std::int64_t sequence = 0)
    {
        ++m_answer.ledger.indexed;
        wroteAt(sequence);
        if (m_onlyProblems && record.changes.empty())
            return;
        api::BulkItem &item = add(record, "indexed");
        item.created = created;
        item.sequence = sequence;
    }
    void duplicate(const Record &record)
    {
        ++m_answer.ledger.duplicate;
        if (!m_onlyProblems)
            add(record, "duplicate");
    }
    void quarantined(const Record &record, std::string quarantineId)
    {
        ++m_answer.ledger.quarantined;
        add(record, "quarantined", toDetail(*record.problem)).quarantineId = std::move(quarantineId);
    }
    void rejected(const Record &record, ErrorDetail detail)
    {
        ++m_answer.ledger.rejected;
        add(record, "rejected", std::move(detail));
    }
    void wroteAt(std::int64_t sequence) { m_answer.sequence = std::max(m_answer.sequence, sequence); }
    api::BulkAnswer take() { return std::move(m_answer); }
    [[nodiscard]] const api::BulkAnswer &peek() const { return m_answer; }

private:
    api::BulkItem &add(const Record &record, std::string_view status, std::optional<ErrorDetail> error = {})
    {
        api::BulkItem &item = m_answer.items.emplace_back();
        item.line = record.line;
        item.id = record.id;
        item.status = status;
        item.error = std::move(error);
        item.changes = record.changes;
        if (item.error && record.problem) {
            item.stage = record.problem->stage;
            item.rule = record.problem->rule;
        }
        return item;
    }

    bool m_onlyProblems;
    api::BulkAnswer m_answer;
};

/// Too large to be kept even in the quarantine, or not to be kept by the collection's security policy.
bool isBeyondKeeping(const Record &record)
{
    // What is in the quarantine stays there.
    return record.problem && record.replayOf.empty() &&
           (record.problem->stage == "reception" || record.problem->isRefused);
}

/// Of one document, and no reason for the others to stay out.
bool isAboutDocument(const Error &error)
{
    return error.reason == "precondition_failed" || error.reason == "document_unknown";
}

ErrorDetail detailOf(const Error &error)
{
    ErrorDetail detail;
    detail.code = error.reason;
    detail.message = error.message;
    return detail;
}

std::string answerText(const api::BulkAnswer &answer)
{
    return nlohmann::json(answer).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The writing of one plan, inside the transaction.
class BatchJob
{
public:
    BatchJob(const BatchPlan &plan, UnixMillis now) : m_plan(plan), m_now(now) {}

    Result<void> run(storage::Connection &connection, AnswerBuilder &answer)
    {
        const storage::Collection &collection = m_plan.collection;
        if (m_plan.schema.changed) {
            if (auto set = storage::CollectionStore::setSchema(
                    connection, collection.key, m_plan.schema.schema, collection.schemaVersion);
                !set)
                return set;
        }
        for (const Record &record : m_plan.records) {
            if (auto taken = take(connection, record, answer); !taken)
                return taken;
        }
        if (collection.critical && answer.peek().ledger.indexed > 0) {
            if (auto raised = storage::CollectionStore::raiseGeneration(connection, collection.key); !raised)
                return raised;
        }
        if (m_plan.request.beforeCommit) {
            if (auto told = m_plan.request.beforeCommit(connection, answer.peek()); !told)
                return told;
        }
        if (m_plan.fingerprint.empty())
            return {};
        return storage::IdempotencyStore::add(connection, m_plan.request.userId,
                                              m_plan.request.idempotencyKey,
                                              {m_plan.fingerprint, answerText(answer.peek())}, m_now);
    }

private:
    Result<void> take(storage::Connection &connection, const Record &record, AnswerBuilder &answer)
    {
        if (isBeyondKeeping(record)) {
            answer.rejected(record, toDetail(*record.problem));
            return {};
        }
        if (record.problem)
            return quarantine(connection, record, answer);
        return record.action == Action::Delete ? remove(connection, record, answer)
                                               : put(connection, record, answer);
    }

    Result<void> remove(storage::Connection &connection, const Record &record, AnswerBuilder &answer)
    {
        const auto sequence = storage::DocumentStore::remove(connection, m_plan.collection.key, record.id,
                                                             record.expectedSequence);
        if (sequence)
            answer.indexed(record, false, *sequence);
        else if (!isAboutDocument(sequence.error()))
            return fail(sequence.error());
        else
            answer.rejected(record, detailOf(sequence.error()));
        return {};
    }

    Result<void> put(storage::Connection &connection, const Record &record, AnswerBuilder &answer)
    {
        if (m_plan.request.beforePut) {
            if (auto prepared = m_plan.request.beforePut(connection, record); !prepared)
                return prepared;
        }
        const auto stored =
            storage::DocumentStore::put(connection, m_plan.collection.key, record.id,
                                        std::string(record.json()), m_now, record.expectedSequence);
        if (!stored && isAboutDocument(stored.error())) {
            answer.rejected(record, detailOf(stored.error()));
            return {};
        }
        if (!stored)
            return fail(stored.error());
        if (stored->outcome == storage::PutOutcome::Duplicate)
            answer.duplicate(record);
        else
            answer.indexed(record, stored->outcome == storage::PutOutcome::Created, stored->sequence);
        answer.wroteAt(stored->sequence);
        if (!record.replayOf.empty())
            return storage::QuarantineStore::remove(connection, record.replayOf, record.replayVersion);
        return {};
    }

    Result<void> quarantine(storage::Connection &connection, const Record &record, AnswerBuilder &answer)
    {
        storage::QuarantinedRecord kept = withReason(record);
        kept.collection = m_plan.collection.key;
        kept.at = m_now;
        if (!record.replayOf.empty()) {
            if (auto set = storage::QuarantineStore::setReason(connection, kept); !set)
                return set;
            answer.quarantined(record, std::move(kept.id));
            return {};
        }
        kept.id = makeTimeSortedId(m_now);
        kept.raw = record.raw;
        kept.line = record.line;
        kept.requestId = m_plan.request.requestId;
        if (record.isConverted)
            kept.content = record.made;
        if (auto added = storage::QuarantineStore::add(connection, kept); !added)
            return added;
        answer.quarantined(record, std::move(kept.id));
        return {};
    }

    const BatchPlan &m_plan;
    UnixMillis m_now;
};

} // namespace

storage::QuarantinedRecord withReason(const Record &record)
{
    storage::QuarantinedRecord kept;
    kept.id = record.replayOf;
    kept.version = record.replayVersion;
    kept.stage = record.problem->stage;
    kept.code = record.problem->code;
    kept.message = record.problem->message;
    kept.pointer = record.problem->pointer;
    kept.rule = record.problem->rule;
    kept.pattern = patternOf(kept.pointer);
    kept.trail = trailOf(record);
    return kept;
}

Result<api::BulkAnswer> BatchWriter::write(const BatchPlan &plan)
{
    const UnixMillis now = m_clock.nowMillis();
    api::BulkAnswer answer;
    auto written = m_database.writeAndWait([&](storage::Connection &connection) -> Result<void> {
        // Made anew each time the job runs: what an undone run counted must not stay.
        AnswerBuilder builder(plan);
        auto done = BatchJob(plan, now).run(connection, builder);
        answer = builder.take();
        return done;
    });
    if (!written)
        return fail(std::move(written.error()));
    return answer;
}

Result<api::BulkAnswer> BatchWriter::preview(const BatchPlan &plan)
{
    std::vector<std::string> ids;
    for (const Record &record : plan.records) {
        if (!record.problem)
            ids.push_back(record.id);
    }
    storage::DocumentStore documents(m_database);
    const auto stored = documents.findMany(plan.collection.key, ids);
    if (!stored)
        return fail(stored.error());
    std::unordered_map<std::string_view, std::string_view> sources;
    for (const storage::Document &document : *stored) {
        if (!document.source.empty())
            sources[document.id] = document.source;
    }
    AnswerBuilder builder(plan);
    for (const Record &record : plan.records) {
        if (isBeyondKeeping(record)) {
            builder.rejected(record, toDetail(*record.problem));
        } else if (record.problem) {
            builder.quarantined(record, {});
        } else if (const auto [known, isNew] = sources.try_emplace(record.id, record.json());
                   !isNew && known->second == record.json()) {
            builder.duplicate(record);
        } else {
            known->second = record.json();
            builder.indexed(record);
        }
    }
    api::BulkAnswer answer = builder.take();
    answer.groups = groupProblems(plan.records);
    return answer;
}

api::BulkAnswer BatchWriter::refuse(const BatchPlan &plan)
{
    ErrorDetail others;
    others.code = "batch_refused";
    others.message = "The record is good, but others of the batch are not, and the batch was to go in whole "
                     "or not at all.";
    AnswerBuilder builder(plan);
    for (const Record &record : plan.records)
        builder.rejected(record, record.problem ? toDetail(*record.problem) : others);
    api::BulkAnswer answer = builder.take();
    if (plan.request.dryRun)
        answer.groups = groupProblems(plan.records);
    return answer;
}

} // namespace explorer::ingest
