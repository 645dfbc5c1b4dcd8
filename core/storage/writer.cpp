#include "core/storage/writer_p.h"

#include "core/base/threadpool.h"
#include "core/storage/migrations_p.h"
#include "core/storage/sqliteopen_p.h"

namespace explorer::storage
{
namespace
{

/// A job is foreign code: what it throws must not end the writer.
Result<void> runGuarded(const Database::WriteJob &job, Connection &connection)
{
    try {
        return job(connection);
    } catch (const std::exception &exception) {
        return fail(ErrorCode::Internal, "write_failed",
                    std::string("A write ended unexpectedly: ") + exception.what());
    }
}

std::future<Result<void>> refused(ErrorCode code, std::string reason, std::string message)
{
    std::promise<Result<void>> promise;
    Error error = makeError(code, std::move(reason), std::move(message));
    error.retryAfterSeconds = 1;
    promise.set_value(fail(std::move(error)));
    return promise.get_future();
}

} // namespace

Writer::Writer(std::filesystem::path file, const StorageSettings &settings, Logger &logger)
    : m_file(std::move(file)), m_settings(settings), m_logger(logger)
{
}

Result<std::unique_ptr<Writer>> Writer::create(const std::filesystem::path &file,
                                               const StorageSettings &settings, Logger &logger)
{
    std::unique_ptr<Writer> writer(new Writer(file, settings, logger));
    std::promise<Result<void>> opened;
    std::future<Result<void>> isOpen = opened.get_future();
    writer->m_thread = std::thread(
        [self = writer.get(), promise = std::move(opened)]() mutable { self->run(std::move(promise)); });
    if (auto result = isOpen.get(); !result)
        return fail(std::move(result.error()));
    return writer;
}

Writer::~Writer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

std::future<Result<void>> Writer::push(Database::WriteJob job)
{
    std::future<Result<void>> future;
    {
        const std::lock_guard lock(m_mutex);
        if (m_isStopping)
            return refused(ErrorCode::Unavailable, "shutting_down",
                           "The program is closing, so nothing is written any more.");
        if (m_queue.size() >= m_settings.writeQueueLimit)
            return refused(ErrorCode::Unavailable, "write_queue_full",
                           "More writes are waiting than can be kept. Send fewer at once, and this one again "
                           "in a moment.");
        m_queue.push_back({std::move(job), {}});
        future = m_queue.back().promise.get_future();
    }
    m_wake.notify_one();
    return future;
}

std::size_t Writer::queued() const
{
    const std::lock_guard lock(m_mutex);
    return m_queue.size();
}

Result<std::unique_ptr<Connection>> Writer::open() const
{
    auto connection = openSqlite(m_file, OpenMode::Writer, m_settings);
    if (!connection)
        return connection;
    if (auto migrated = migrate(**connection); !migrated)
        return fail(std::move(migrated.error()));
    return connection;
}

void Writer::run(std::promise<Result<void>> opened)
{
    nameThread("storage-writer");
    auto connection = open();
    if (!connection) {
        opened.set_value(fail(std::move(connection.error())));
        return;
    }
    opened.set_value({});
    while (auto pending = take()) {
        const auto begun = std::chrono::steady_clock::now();
        runGroup(**connection, std::move(*pending));
        m_busy.record(begun, std::chrono::steady_clock::now());
    }
}

std::optional<Writer::Pending> Writer::take()
{
    std::unique_lock lock(m_mutex);
    m_wake.wait(lock, [this] { return m_isStopping || !m_queue.empty(); });
    if (m_queue.empty())
        return {};
    Pending pending = std::move(m_queue.front());
    m_queue.pop_front();
    return pending;
}

std::optional<Writer::Pending> Writer::takeAtOnce()
{
    const std::lock_guard lock(m_mutex);
    if (m_queue.empty())
        return {};
    Pending pending = std::move(m_queue.front());
    m_queue.pop_front();
    return pending;
}

// Nobody is waited for: while one group is in its fsync the next one gathers, so groups grow with the load
// and a lone writer pays for its own fsync only.
void Writer::runGroup(Connection &connection, Pending first)
{
    if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) {
        first.promise.set_value(fail(std::move(begun.error())));
        return;
    }
    std::vector<Pending> done;
    std::optional<Error> lost = runJobs(connection, std::move(first), done);
    if (!lost) {
        if (auto committed = connection.execute("COMMIT"); !committed)
            lost = std::move(committed.error());
    }
    if (!lost) {
        m_commits.fetch_add(1, std::memory_order_relaxed);
        for (Pending &pending : done)
            pending.promise.set_value({});
        return;
    }
    // Fails only where SQLite has already rolled back by itself.
    (void)connection.execute("ROLLBACK");
    m_logger.error("commit_failed",
                   {{"reason", lost->reason},
                    {"detail", lost->context.empty() ? lost->message : lost->context.front()},
                    {"jobs", std::to_string(done.size())}});
    for (Pending &pending : done)
        pending.promise.set_value(fail(*lost));
}

/// Fills `done` with the jobs that wait for COMMIT. An error: the whole transaction is gone.
std::optional<Error> Writer::runJobs(Connection &connection, Pending first, std::vector<Pending> &done)
{
    const auto until =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(m_settings.groupCommitMillis);
    std::optional<Pending> pending(std::move(first));
    for (int count = 0; pending; ++count) {
        if (auto set = connection.execute("SAVEPOINT job"); !set) {
            done.push_back(std::move(*pending));
            return std::move(set.error());
        }
        auto result = runGuarded(pending->job, connection);
        // What the job captured goes with it, before its waiter goes on.
        pending->job = nullptr;
        if (!result) {
            const auto undone = connection.execute("ROLLBACK TO job");
            pending->promise.set_value(fail(result.error()));
            if (!undone)
                return std::move(result.error());
        } else {
            done.push_back(std::move(*pending));
        }
        if (auto released = connection.execute("RELEASE job"); !released)
            return std::move(released.error());
        const bool isLast =
            count + 1 >= m_settings.groupCommitRequests || std::chrono::steady_clock::now() >= until;
        pending = isLast ? std::nullopt : takeAtOnce();
    }
    return {};
}

} // namespace explorer::storage
