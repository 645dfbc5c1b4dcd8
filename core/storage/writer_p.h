#pragma once

#include "core/storage/busymeter_p.h"
#include "core/storage/database.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace explorer::storage
{

/// The one thread that writes and checkpoints: a bounded queue of jobs, committed in groups. Any thread may
/// push. The destructor commits what is queued, closes the connection on its own thread and joins.
class Writer
{
public:
    /// Opens and migrates the file on the new thread.
    static Result<std::unique_ptr<Writer>> create(const std::filesystem::path &file,
                                                  const StorageSettings &settings, Logger &logger);
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    std::future<Result<void>> push(Database::WriteJob job);
    [[nodiscard]] std::size_t queued() const;
    [[nodiscard]] double busyRatio() const { return m_busy.ratio(std::chrono::steady_clock::now()); }
    [[nodiscard]] std::int64_t commits() const { return m_commits.load(std::memory_order_relaxed); }

private:
    struct Pending {
        Database::WriteJob job;
        std::promise<Result<void>> promise;
    };

    Writer(std::filesystem::path file, const StorageSettings &settings, Logger &logger);
    Result<std::unique_ptr<Connection>> open() const;
    void run(std::promise<Result<void>> opened);
    std::optional<Pending> take();
    std::optional<Pending> takeAtOnce();
    void runGroup(Connection &connection, Pending first);
    std::optional<Error> runJobs(Connection &connection, Pending first, std::vector<Pending> &done);

    std::filesystem::path m_file;
    StorageSettings m_settings;
    Logger &m_logger;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Pending> m_queue;
    bool m_isStopping = false;
    BusyMeter m_busy;
    std::atomic<std::int64_t> m_commits{0};
    std::thread m_thread;
};

} // namespace explorer::storage
