#pragma once

#include "core/api/jobs.h"
#include "core/storage/database.h"

namespace explorer::storage
{

/// An import as the database keeps it.
struct StoredJob : api::Job {
    std::int64_t collectionKey = 0;
    std::string userId;
};

/// Imports that run in the background, and what is needed to take one back. Reads on any thread, writes
/// inside a write job. Ids sort by time of creation.
class JobStore
{
public:
    explicit JobStore(Database &database) : m_database(database) {}

    static Result<void> add(Connection &connection, const StoredJob &job);
    /// NotFound ("job_unknown").
    Result<StoredJob> find(const std::string &id);
    static Result<StoredJob> find(Connection &connection, const std::string &id);
    /// Newest first, of one state or all; `beforeId` pages (empty: from the newest).
    Result<std::vector<StoredJob>> list(std::optional<api::JobState> state, const std::string &beforeId,
                                        int limit);
    /// The oldest that may run at `now`: queued or being undone.
    Result<std::optional<StoredJob>> nextDue(UnixMillis now);
    /// When the next one that waits is due; nothing where none waits.
    Result<std::optional<UnixMillis>> nextTime();
    /// Everything but what advance() writes. "job_moved" where its state is not `expected` any more.
    static Result<void> save(Connection &connection, const StoredJob &job, api::JobState expected);
    /// What a previous process left running is due again.
    static Result<void> requeueRunning(Connection &connection);

    /// One batch more, with the sequences of the changes it made (`last` 0: none). "job_moved" where it does
    /// not run any more: then the batch must not be stored either.
    static Result<void> advance(Connection &connection, const StoredJob &job, std::int64_t firstSequence,
                                std::int64_t lastSequence);
    /// Before the job writes `source`: keeps the document that it is about to replace, unless that is the
    /// same or its own. `batchFrom`: the changes of the batch under way come after this sequence.
    static Result<void> keepReplaced(Connection &connection, const StoredJob &job, const std::string &id,
                                     std::string_view source, std::int64_t batchFrom);
    /// Of the newest change of all.
    static Result<std::int64_t> head(Connection &connection);

    struct Range {
        std::int64_t first = 0;
        std::int64_t last = 0;
    };
    /// Of all changes that the job made, ascending.
    Result<std::vector<Range>> ranges(const std::string &id);
    /// What stood there before the job; nothing where the document was new.
    static Result<std::optional<std::string>> replaced(Connection &connection, const std::string &job,
                                                       const std::string &id);
    /// Jobs that ended before can no longer be taken back.
    static Result<void> forgetUndo(Connection &connection, UnixMillis endedBefore);

private:
    Database &m_database;
};

} // namespace explorer::storage
