#include "core/storage/jobstore.h"

#include "core/storage/rows_p.h"

namespace explorer::storage
{
namespace
{

constexpr const char *kColumns =
    "id, collection, collection_name, name, user_id, user_name, state, format, encoding, atomic, size_bytes,"
    " received_bytes, read_bytes, batches, received, indexed, duplicate, quarantined, rejected, attempts,"
    " not_before, reason, message, created_at, started_at, ended_at, undone";

StoredJob toJob(const Rows &row)
{
    StoredJob job;
    job.id = row.text(0);
    job.collectionKey = row.integer(1);
    job.collection = row.text(2);
    job.name = row.text(3);
    job.userId = row.text(4);
    job.user = row.text(5);
    job.state = api::jobStateFromString(row.text(6)).value_or(api::JobState::Failed);
    job.format = api::inputFormatFromJson(nlohmann::json::parse(row.text(7), nullptr, false));
    job.encoding = row.text(8);
    job.atomic = row.integer(9) != 0;
    job.sizeBytes = row.integer(10);
    job.receivedBytes = row.integer(11);
    job.readBytes = row.integer(12);
    job.batches = row.integer(13);
    job.ledger = {row.integer(14), row.integer(15), row.integer(16), row.integer(17), row.integer(18)};
    job.attempts = static_cast<int>(row.integer(19));
    job.notBefore = row.integer(20);
    job.reason = row.text(21);
    job.message = row.text(22);
    job.createdAt = row.integer(23);
    job.startedAt = row.integer(24);
    job.endedAt = row.integer(25);
    job.undone = row.integer(26);
    return job;
}

std::string select(const char *rest) { return std::string("SELECT ") + kColumns + " FROM jobs " + rest; }

std::string formatText(const StoredJob &job) { return job.format ? api::toJson(*job.format).dump() : "null"; }

std::string text(api::JobState state) { return std::string(api::toString(state)); }

tl::unexpected<Error> unknown()
{
    return fail(ErrorCode::NotFound, "job_unknown", "There is no job of this id. It may have been removed.");
}

tl::unexpected<Error> moved()
{
    return fail(ErrorCode::InvalidArgument, "job_moved",
                "The job is in another state by now. Look at it again.");
}

Result<StoredJob> one(Result<std::optional<StoredJob>> found)
{
    if (!found)
        return fail(std::move(found.error()));
    if (!*found)
        return unknown();
    return std::move(**found);
}

} // namespace

Result<void> JobStore::add(Connection &connection, const StoredJob &job)
{
    return done(connection.execute(
        "INSERT INTO jobs (id, collection, collection_name, name, user_id, user_name, state, format, "
        "encoding,"
        " atomic, size_bytes, received_bytes, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {job.id, job.collectionKey, job.collection, job.name, job.userId, job.user, text(job.state),
         formatText(job), job.encoding, std::int64_t{job.atomic ? 1 : 0}, job.sizeBytes, job.receivedBytes,
         job.createdAt}));
}

Result<StoredJob> JobStore::find(Connection &connection, const std::string &id)
{
    return one(firstOf(connection.query(select("WHERE id = ?"), {id}), toJob));
}

Result<StoredJob> JobStore::find(const std::string &id)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return find(**connection, id);
}

Result<std::vector<StoredJob>> JobStore::list(std::optional<api::JobState> state, const std::string &beforeId,
                                              int limit)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect(
        (*connection)
            ->query(select("WHERE (? = '' OR state = ?) AND (? = '' OR id < ?) ORDER BY id DESC LIMIT ?"),
                    {state ? text(*state) : "", state ? text(*state) : "", beforeId, beforeId,
                     std::int64_t{limit}}),
        toJob);
}

Result<std::optional<StoredJob>> JobStore::nextDue(UnixMillis now)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return firstOf((*connection)
                       ->query(select("WHERE state IN ('queued', 'undoing') AND not_before <= ?"
                                      " ORDER BY not_before, id LIMIT 1"),
                               {now}),
                   toJob);
}

Result<std::optional<UnixMillis>> JobStore::nextTime()
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return firstOf((*connection)
                       ->query("SELECT not_before FROM jobs WHERE state IN ('queued', 'undoing')"
                               " ORDER BY not_before LIMIT 1"),
                   [](const Rows &row) { return row.integer(0); });
}

Result<void> JobStore::save(Connection &connection, const StoredJob &job, api::JobState expected)
{
    const auto changed =
        connection.execute("UPDATE jobs SET state = ?, format = ?, encoding = ?, received_bytes = ?, "
                           "attempts = ?, not_before = ?,"
                           " reason = ?, message = ?, started_at = ?, ended_at = ?, undone = ?"
                           " WHERE id = ? AND state = ?",
                           {text(job.state), formatText(job), job.encoding, job.receivedBytes,
                            std::int64_t{job.attempts}, job.notBefore, job.reason, job.message, job.startedAt,
                            job.endedAt, job.undone, job.id, text(expected)});
    if (!changed)
        return fail(changed.error());
    return *changed == 1 ? Result<void>() : moved();
}

Result<void> JobStore::requeueRunning(Connection &connection)
{
    return done(
        connection.execute("UPDATE jobs SET state = 'queued', not_before = 0 WHERE state = 'running'"));
}

Result<void> JobStore::advance(Connection &connection, const StoredJob &job, std::int64_t firstSequence,
                               std::int64_t lastSequence)
{
    const api::Ledger &ledger = job.ledger;
    const auto changed = connection.execute(
        "UPDATE jobs SET batches = ?, read_bytes = ?, received = ?, indexed = ?, duplicate = ?, quarantined "
        "= ?,"
        " rejected = ?, attempts = 0, reason = '', message = '' WHERE id = ? AND state = 'running'",
        {job.batches, job.readBytes, ledger.received, ledger.indexed, ledger.duplicate, ledger.quarantined,
         ledger.rejected, job.id});
    if (!changed)
        return fail(changed.error());
    if (*changed != 1)
        return moved();
    if (lastSequence == 0)
        return {};
    return done(connection.execute("INSERT INTO job_ranges (job, first, last) VALUES (?, ?, ?)",
                                   {job.id, firstSequence, lastSequence}));
}

Result<std::int64_t> JobStore::head(Connection &connection)
{
    return integerOf(connection.query("SELECT seq FROM sqlite_sequence WHERE name = 'changes'"));
}

Result<void> JobStore::keepReplaced(Connection &connection, const StoredJob &job, const std::string &id,
                                    std::string_view source, std::int64_t batchFrom)
{
    // A document that stands at one of the job's own sequences was made, or kept before, by it.
    return done(
        connection.execute("INSERT INTO job_replaced (job, id, source)"
                           " SELECT ?, d.id, d.source FROM documents d WHERE d.collection = ? AND d.id = ?"
                           " AND d.sequence <= ? AND d.source <> ?"
                           " AND NOT EXISTS (SELECT 1 FROM job_ranges r WHERE r.job = ? AND d.sequence "
                           "BETWEEN r.first AND r.last)"
                           " ON CONFLICT (job, id) DO NOTHING",
                           {job.id, job.collectionKey, id, batchFrom, Blob{source}, job.id}));
}

Result<std::vector<JobStore::Range>> JobStore::ranges(const std::string &id)
{
    const auto connection = m_database.reader();
    if (!connection)
        return fail(connection.error());
    return collect(
        (*connection)->query("SELECT first, last FROM job_ranges WHERE job = ? ORDER BY first", {id}),
        [](const Rows &row) {
            return Range{row.integer(0), row.integer(1)};
        });
}

Result<std::optional<std::string>> JobStore::replaced(Connection &connection, const std::string &job,
                                                      const std::string &id)
{
    return firstOf(connection.query("SELECT source FROM job_replaced WHERE job = ? AND id = ?", {job, id}),
                   [](const Rows &row) { return row.text(0); });
}

Result<void> JobStore::forgetUndo(Connection &connection, UnixMillis endedBefore)
{
    for (const char *table : {"job_replaced", "job_ranges"}) {
        const auto removed =
            connection.execute(std::string("DELETE FROM ") + table +
                                   " WHERE job IN (SELECT id FROM jobs WHERE ended_at > 0 AND ended_at < ?)",
                               {endedBefore});
        if (!removed)
            return fail(removed.error());
    }
    return {};
}

} // namespace explorer::storage
