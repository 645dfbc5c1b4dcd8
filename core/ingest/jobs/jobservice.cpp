#include "core/ingest/jobs/jobservice.h"

#include "core/base/random.h"
#include "core/ingest/jobs/undorun.h"
#include "core/storage/collectionstore.h"

#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>

namespace explorer::ingest
{
namespace
{

using api::JobState;

constexpr UnixMillis kDayMillis = 86'400'000;
constexpr std::int64_t kFirstWaitMillis = 500;
constexpr std::int64_t kLongestWaitMillis = 60'000;

/// Worth another try: nothing in the input or the order is wrong.
bool mayPass(const Error &error)
{
    return error.code == ErrorCode::Unavailable || error.code == ErrorCode::ResourceExhausted ||
           error.code == ErrorCode::DeadlineExceeded || error.code == ErrorCode::Io;
}

std::int64_t anyBelow(std::int64_t limit)
{
    const std::string bytes = randomBytes(sizeof(std::uint32_t));
    std::uint32_t number = 0;
    std::memcpy(&number, bytes.data(), sizeof number);
    return number % std::max<std::int64_t>(1, limit);
}

tl::unexpected<Error> wrongState(JobState state)
{
    return fail(ErrorCode::InvalidArgument, "job_moved",
                "The job is " + std::string(api::toString(state)) + ", which does not allow that.");
}

} // namespace

struct JobService::Private {
    Private(storage::Database &databaseUsed, IngestService &ingestUsed,
            const std::filesystem::path &directory, const JobSettings &settingsUsed, const Clock &clockUsed,
            Logger &loggerUsed)
        : database(databaseUsed), ingest(ingestUsed), settings(settingsUsed), clock(clockUsed),
          logger(loggerUsed), spool(directory / "spool"), jobs(databaseUsed)
    {
    }

    void work();
    void run(storage::StoredJob job);
    void finish(storage::StoredJob &job, const Result<ImportRun::End> &end, JobState was);
    void failed(storage::StoredJob &job, const Error &error, JobState was);
    bool save(const storage::StoredJob &job, JobState expected);
    void wake();
    void watch(const storage::StoredJob &job);
    [[nodiscard]] api::Job shown(storage::StoredJob job);
    Result<api::Job> move(const std::string &id, const std::vector<JobState> &from, JobState to);

    storage::Database &database;
    IngestService &ingest;
    const JobSettings settings;
    const Clock &clock;
    Logger &logger;
    Spool spool;
    storage::JobStore jobs;
    std::mutex receiving;
    std::mutex mutex;
    std::condition_variable changed;
    bool isWoken = false;
    /// Of the job that runs: where it stood when it began.
    std::string runningId;
    std::chrono::steady_clock::time_point runningSince;
    std::int64_t bytesBefore = 0;
    std::int64_t recordsBefore = 0;
    std::atomic<bool> isStopping = false;
    std::thread thread;
};

void JobService::Private::wake()
{
    const std::lock_guard lock(mutex);
    isWoken = true;
    changed.notify_all();
}

void JobService::Private::work()
{
    while (!isStopping) {
        const auto due = jobs.nextDue(clock.nowMillis());
        if (due && *due) {
            run(**due);
            continue;
        }
        const auto next = jobs.nextTime();
        const UnixMillis wait =
            next && *next ? std::clamp<UnixMillis>(**next - clock.nowMillis(), 10, kLongestWaitMillis)
                          : kLongestWaitMillis;
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::milliseconds(wait), [this] { return isWoken || isStopping; });
        isWoken = false;
    }
}

bool JobService::Private::save(const storage::StoredJob &job, JobState expected)
{
    const auto saved = database.writeAndWait(
        [&job, expected](storage::Connection &connection) {
            return storage::JobStore::save(connection, job, expected);
        },
        storage::WriteKind::Essential);
    if (!saved && saved.error().reason != "job_moved")
        logger.warning("job_not_saved", {{"job", job.id}, {"message", saved.error().message}});
    return saved.has_value();
}

void JobService::Private::watch(const storage::StoredJob &job)
{
    const std::lock_guard lock(mutex);
    runningId = job.id;
    runningSince = clock.steadyNow();
    bytesBefore = job.readBytes;
    recordsBefore = job.ledger.received;
}

void JobService::Private::run(storage::StoredJob job)
{
    const ImportRun::Parts parts{database, ingest, spool, settings, clock};
    const JobState was = job.state == JobState::Undoing ? JobState::Undoing : JobState::Running;
    if (was == JobState::Running) {
        job.state = JobState::Running;
        job.notBefore = 0;
        job.startedAt = job.startedAt == 0 ? clock.nowMillis() : job.startedAt;
        if (!save(job, JobState::Queued))
            return;
    }
    watch(job);
    finish(job,
           was == JobState::Undoing ? UndoRun(parts, job, isStopping).run()
                                    : ImportRun(parts, job, isStopping).run(),
           was);
    const std::lock_guard lock(mutex);
    runningId.clear();
}

void JobService::Private::finish(storage::StoredJob &job, const Result<ImportRun::End> &end, JobState was)
{
    if (!end) {
        failed(job, end.error(), was);
        return;
    }
    // Stopped: the next process goes on with it.
    if (*end == ImportRun::End::Stopped)
        return;
    job.state = was == JobState::Undoing ? JobState::Undone : JobState::Done;
    job.endedAt = clock.nowMillis();
    job.reason.clear();
    job.message.clear();
    if (save(job, was))
        spool.remove(job.id);
}

void JobService::Private::failed(storage::StoredJob &job, const Error &error, JobState was)
{
    // Paused or cancelled by somebody: it is as they left it.
    if (error.reason == "job_moved")
        return;
    job.reason = error.reason;
    job.message = error.message;
    ++job.attempts;
    const bool isDiskFull = error.reason == "disk_full";
    if (mayPass(error) && (isDiskFull || job.attempts < settings.attempts)) {
        const std::int64_t most = std::min(kLongestWaitMillis, kFirstWaitMillis << std::min(job.attempts, 8));
        const std::int64_t asked = error.retryAfterSeconds.value_or(0) * 1000LL;
        job.notBefore = clock.nowMillis() + std::max(asked, most / 2 + anyBelow(most / 2));
        job.state = was == JobState::Undoing ? JobState::Undoing : JobState::Queued;
    } else {
        job.state = JobState::Failed;
        job.endedAt = clock.nowMillis();
    }
    logger.warning("job_failed", {{"job", job.id}, {"reason", error.reason}, {"message", error.message}});
    // Where even that cannot be written, the job stays as it is and is tried again after a pause.
    if (!save(job, was)) {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, std::chrono::milliseconds(kFirstWaitMillis),
                         [this] { return isStopping.load(); });
    }
}

api::Job JobService::Private::shown(storage::StoredJob job)
{
    const std::lock_guard lock(mutex);
    if (job.id != runningId || job.state != JobState::Running)
        return job;
    const double seconds = std::chrono::duration<double>(clock.steadyNow() - runningSince).count();
    const std::int64_t bytes = job.readBytes - bytesBefore;
    if (seconds < 0.1 || bytes <= 0)
        return job;
    job.recordsPerSecond = static_cast<double>(job.ledger.received - recordsBefore) / seconds;
    job.secondsLeft =
        seconds * static_cast<double>(job.sizeBytes - job.readBytes) / static_cast<double>(bytes);
    return job;
}

Result<api::Job> JobService::Private::move(const std::string &id, const std::vector<JobState> &from,
                                           JobState to)
{
    storage::StoredJob job;
    const auto moved = database.writeAndWait(
        [&](storage::Connection &connection) -> Result<void> {
            auto found = storage::JobStore::find(connection, id);
            if (!found)
                return fail(std::move(found.error()));
            job = std::move(*found);
            const JobState was = job.state;
            if (std::find(from.begin(), from.end(), was) == from.end())
                return wrongState(was);
            job.state = to;
            job.notBefore = 0;
            job.attempts = 0;
            job.endedAt = api::hasEnded(to) ? clock.nowMillis() : 0;
            if (to == JobState::Queued) {
                job.reason.clear();
                job.message.clear();
            }
            return storage::JobStore::save(connection, job, was);
        },
        storage::WriteKind::Essential);
    if (!moved)
        return fail(moved.error());
    wake();
    return shown(std::move(job));
}

JobService::JobService(std::unique_ptr<Private> priv) : d(std::move(priv)) {}

JobService::~JobService()
{
    d->isStopping = true;
    d->wake();
    if (d->thread.joinable())
        d->thread.join();
}

Result<std::unique_ptr<JobService>> JobService::create(storage::Database &database, IngestService &ingest,
                                                       const std::filesystem::path &directory,
                                                       const JobSettings &settings, const Clock &clock,
                                                       Logger &logger)
{
    if (settings.batchRecords < 1 || settings.batchBytes < 1 || settings.attempts < 1 ||
        settings.undoDays < 0)
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "A limit of the job settings is below one. Correct the settings file.");
    auto requeued = database.writeAndWait(
        [](storage::Connection &connection) { return storage::JobStore::requeueRunning(connection); },
        storage::WriteKind::Essential);
    if (!requeued)
        return fail(std::move(requeued.error()));
    std::unique_ptr<JobService> service(
        new JobService(std::make_unique<Private>(database, ingest, directory, settings, clock, logger)));
    service->d->thread = std::thread([priv = service->d.get()] { priv->work(); });
    return service;
}

Result<api::Job> JobService::create(const Order &order)
{
    const auto collection = storage::CollectionStore(d->database).find(order.collection);
    if (!collection)
        return fail(collection.error());
    const auto waiting = d->jobs.list(std::nullopt, {}, 1000);
    if (!waiting)
        return fail(waiting.error());
    std::int64_t spooled = order.sizeBytes;
    for (const storage::StoredJob &job : *waiting)
        spooled += api::hasEnded(job.state) ? 0 : job.sizeBytes;
    if (spooled > d->settings.spoolLimitBytes)
        return fail(ErrorCode::ResourceExhausted, "spool_full",
                    "The files of the jobs that wait would be larger than " +
                        std::to_string(d->settings.spoolLimitBytes) +
                        " bytes (spool_limit_bytes). Let some of them end first.");
    storage::StoredJob job;
    job.id = makeTimeSortedId(d->clock.nowMillis());
    job.collection = collection->name;
    job.collectionKey = collection->key;
    job.name = order.name;
    job.userId = order.userId;
    job.user = order.userName;
    if (order.wish.format)
        job.format = api::InputFormat{*order.wish.format, order.wish.csv, order.wish.pattern};
    job.encoding = order.wish.encoding;
    job.atomic = order.atomic;
    job.sizeBytes = order.sizeBytes;
    job.createdAt = d->clock.nowMillis();
    auto added = d->database.writeAndWait(
        [&job](storage::Connection &connection) { return storage::JobStore::add(connection, job); });
    if (!added)
        return fail(std::move(added.error()));
    return job;
}

Result<api::Job> JobService::receive(const std::string &id, std::int64_t offset, std::string_view bytes)
{
    const std::lock_guard lock(d->receiving);
    auto job = d->jobs.find(id);
    if (!job)
        return fail(std::move(job.error()));
    const auto end = offset + static_cast<std::int64_t>(bytes.size());
    if (job->state != JobState::Receiving)
        // The last part again, whose answer was lost.
        return end <= job->receivedBytes ? Result<api::Job>(d->shown(*job)) : wrongState(job->state);
    if (offset != job->receivedBytes && end != job->receivedBytes)
        return fail(ErrorCode::InvalidArgument, "wrong_offset",
                    "The file has " + std::to_string(job->receivedBytes) +
                        " bytes so far. Go on from there.");
    if (end > job->sizeBytes)
        return fail(ErrorCode::InvalidArgument, "too_large",
                    "The file would be larger than the " + std::to_string(job->sizeBytes) +
                        " bytes that were announced.");
    if (end != job->receivedBytes) {
        if (auto appended = d->spool.append(id, offset, bytes); !appended)
            return fail(std::move(appended.error()));
        job->receivedBytes = end;
    }
    if (job->receivedBytes == job->sizeBytes)
        job->state = JobState::Queued;
    auto saved = d->database.writeAndWait([&job](storage::Connection &connection) {
        return storage::JobStore::save(connection, *job, JobState::Receiving);
    });
    if (!saved)
        return fail(std::move(saved.error()));
    d->wake();
    return d->shown(*job);
}

Result<api::Job> JobService::find(const std::string &id)
{
    auto job = d->jobs.find(id);
    if (!job)
        return fail(std::move(job.error()));
    return d->shown(std::move(*job));
}

Result<std::vector<api::Job>> JobService::list(std::optional<JobState> state, const std::string &beforeId,
                                               int limit)
{
    auto jobs = d->jobs.list(state, beforeId, limit);
    if (!jobs)
        return fail(std::move(jobs.error()));
    std::vector<api::Job> shown;
    for (storage::StoredJob &job : *jobs)
        shown.push_back(d->shown(std::move(job)));
    return shown;
}

Result<api::Job> JobService::pause(const std::string &id)
{
    return d->move(id, {JobState::Queued, JobState::Running}, JobState::Paused);
}

Result<api::Job> JobService::resume(const std::string &id)
{
    const auto job = d->jobs.find(id);
    if (!job)
        return fail(job.error());
    std::error_code problem;
    if (!std::filesystem::exists(d->spool.file(id), problem))
        return wrongState(job->state);
    return d->move(id, {JobState::Paused, JobState::Failed}, JobState::Queued);
}

Result<api::Job> JobService::cancel(const std::string &id)
{
    auto moved = d->move(id, {JobState::Receiving, JobState::Queued, JobState::Running, JobState::Paused},
                         JobState::Cancelled);
    if (moved)
        d->spool.remove(id);
    return moved;
}

Result<api::Job> JobService::undo(const std::string &id)
{
    const auto job = d->jobs.find(id);
    if (!job)
        return fail(job.error());
    if (job->endedAt != 0 && job->endedAt < d->clock.nowMillis() - d->settings.undoDays * kDayMillis)
        return fail(ErrorCode::InvalidArgument, "undo_too_late",
                    "An import can be taken back for " + std::to_string(d->settings.undoDays) +
                        " days. Remove its documents by a query instead.");
    return d->move(id, {JobState::Done, JobState::Failed, JobState::Cancelled, JobState::Paused},
                   JobState::Undoing);
}

} // namespace explorer::ingest
