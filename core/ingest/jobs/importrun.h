#pragma once

#include "core/api/batchreader.h"
#include "core/ingest/jobs/jobservice.h"
#include "core/ingest/jobs/spool.h"

#include <atomic>

namespace explorer::ingest
{

/// One pass of one job over its file, from the first batch that is not stored yet. One thread.
class ImportRun
{
public:
    struct Parts {
        storage::Database &database;
        IngestService &ingest;
        const Spool &spool;
        const JobSettings &settings;
        const Clock &clock;
    };
    /// `job` is moved on with each batch; `stop` ends the run after the batch under way.
    ImportRun(const Parts &parts, storage::StoredJob &job, const std::atomic<bool> &stop)
        : m_parts(parts), m_job(job), m_stop(stop)
    {
    }
    enum class End : std::uint8_t { Complete, Stopped };
    /// "job_moved" where the job was paused or cancelled meanwhile.
    Result<End> run();

private:
    Result<void> look();
    Result<void> checkAll();
    Result<std::unique_ptr<api::BatchReader>> open() const;
    [[nodiscard]] IngestRequest requestFor(const api::Batch &batch, const api::InputFormat &format) const;
    Result<void> store(const api::Batch &batch, const api::InputFormat &format);

    Parts m_parts;
    storage::StoredJob &m_job;
    const std::atomic<bool> &m_stop;
};

} // namespace explorer::ingest
