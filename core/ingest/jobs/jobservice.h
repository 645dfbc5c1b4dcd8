#pragma once

#include "core/ingest/ingestservice.h"
#include "core/storage/jobstore.h"

#include <filesystem>

namespace explorer::ingest
{

struct JobSettings {
    /// Of the files of all jobs that have not ended.
    std::int64_t spoolLimitBytes = 64LL * 1024 * 1024 * 1024;
    int batchRecords = 5000;
    std::int64_t batchBytes = 8LL * 1024 * 1024;
    /// Tries in a row at what may pass, then the job has failed. A full disk is waited for without end.
    int attempts = 8;
    int undoDays = 30;
};

/// Imports that outlive the request, the client and the process: received into a file, then stored in
/// batches, each in one transaction with the job's progress, so that a crash loses and repeats nothing. One
/// runs at a time, on a thread of its own. Any thread.
class JobService
{
public:
    /// Starts the thread; goes on with what a former process left.
    static Result<std::unique_ptr<JobService>> create(storage::Database &database, IngestService &ingest,
                                                      const std::filesystem::path &directory,
                                                      const JobSettings &settings, const Clock &clock,
                                                      Logger &logger);
    /// Ends after the batch under way.
    ~JobService();

    /// What a job is to do. A format that is left out is looked for when the file is there.
    struct Order {
        std::string collection;
        std::string name;
        DetectionWish wish;
        bool atomic = false;
        std::int64_t sizeBytes = 0;
        std::string userId;
        std::string userName;
    };
    /// Waits for its file. NotFound ("collection_unknown"), ResourceExhausted ("spool_full").
    Result<api::Job> create(const Order &order);
    /// Adds to the file; when it is whole the job is queued. `offset` is what was received before: a part
    /// that came already is not taken twice. InvalidArgument ("wrong_offset", "job_moved", "too_large").
    Result<api::Job> receive(const std::string &id, std::int64_t offset, std::string_view bytes);

    Result<api::Job> find(const std::string &id);
    Result<std::vector<api::Job>> list(std::optional<api::JobState> state, const std::string &beforeId,
                                       int limit);
    /// Each is InvalidArgument ("job_moved") where the job's state does not allow it.
    Result<api::Job> pause(const std::string &id);
    /// A paused one, or one that failed: from where it stood.
    Result<api::Job> resume(const std::string &id);
    /// What is stored stays.
    Result<api::Job> cancel(const std::string &id);
    /// Takes back what an ended or paused one stored, but for documents that were changed since.
    Result<api::Job> undo(const std::string &id);

private:
    struct Private;
    explicit JobService(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::ingest
