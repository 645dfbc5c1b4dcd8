#pragma once

#include "core/base/logging.h"
#include "core/base/result.h"
#include "core/storage/readsnapshot.h"

#include <filesystem>
#include <functional>
#include <future>
#include <memory>

namespace explorer::storage
{

struct StorageSettings {
    /// A group commit takes at most this many requests, and waits at most this long for them.
    int groupCommitRequests = 200;
    int groupCommitMillis = 5;
    int cachePagesKiB = 16 * 1024;
    /// Queued write jobs beyond this are refused with Unavailable ("write_queue_full").
    std::size_t writeQueueLimit = 1024;
    /// Below max(this, 5 % of the disk) free, writes are refused with ResourceExhausted ("disk_full").
    std::int64_t leastFreeBytes = 512LL * 1024 * 1024;
};

/// Essential writes (sessions, accounts) go on while the disk guard keeps the bulk of writes out, so that
/// people can still sign in to search.
enum class WriteKind : std::uint8_t { Normal, Essential };

/// One SQLite database: one connection that writes and checkpoints, on its own thread, and a reading
/// connection for each thread that asks. WAL, synchronous=FULL. The destructor commits what is queued and
/// joins.
class Database
{
public:
    /// Opens or creates DIR/explorerio.db and brings its schema up to date. Corrupt, Io, or Unavailable
    /// ("newer_database") where a newer program wrote it.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path &directory,
                                                  const StorageSettings &settings, Logger &logger);
    ~Database();

    using WriteJob = std::function<Result<void>(Connection &)>;
    /// Runs `job` on the writer thread inside the next group commit, each in its own savepoint: a job that
    /// fails is undone alone. The future is ready after COMMIT and fsync, or with the failure. Any thread.
    /// Refusals: ResourceExhausted ("disk_full"), Unavailable ("write_queue_full", "shutting_down").
    std::future<Result<void>> write(WriteJob job, WriteKind kind = WriteKind::Normal);
    /// write() and wait.
    Result<void> writeAndWait(WriteJob job, WriteKind kind = WriteKind::Normal);

    /// The calling thread's reading connection (autocommit; use Connection::transaction for a snapshot of
    /// several reads). Valid until the thread ends or the database is closed.
    Result<Connection *> reader();
    /// Closes the calling thread's reading connection; for threads that outlive the database.
    void closeThreadReader();

    /// What is committed now, to be read for longer than a call.
    Result<std::unique_ptr<ReadSnapshot>> openSnapshot();

    /// PRAGMA quick_check, foreign keys and the counters; slow, for doctor and the health check's first run.
    /// Corrupt, with what is wrong.
    Result<void> check();
    /// A cheap round trip through reader and writer, for the health check. DeadlineExceeded where the writer
    /// is stuck for 2 s.
    Result<void> ping();
    [[nodiscard]] std::size_t queuedWrites() const;
    /// The writer's share of the last 60 s.
    [[nodiscard]] double writerBusyRatio() const;
    /// Of the file and its write-ahead log.
    [[nodiscard]] std::int64_t sizeBytes() const;
    /// The disk has too little room; recovers by itself.
    [[nodiscard]] bool isReadOnly() const;
    /// Group commits since the start.
    [[nodiscard]] std::int64_t commits() const;

private:
    struct Private;
    explicit Database(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::storage
