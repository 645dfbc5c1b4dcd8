#pragma once

#include "core/ingest/jobs/importrun.h"

namespace explorer::ingest
{

/// Takes back what a job stored: a document that was new goes, one that was replaced comes back. What was
/// changed since stays as it is. May be run again from any point. One thread.
class UndoRun
{
public:
    UndoRun(const ImportRun::Parts &parts, storage::StoredJob &job, const std::atomic<bool> &stop)
        : m_parts(parts), m_job(job), m_stop(stop)
    {
    }
    Result<ImportRun::End> run();

private:
    Result<void> takeBack(const std::vector<storage::Document> &documents);
    Result<void> takeBack(storage::Connection &connection, const storage::Document &document);

    ImportRun::Parts m_parts;
    storage::StoredJob &m_job;
    const std::atomic<bool> &m_stop;
};

} // namespace explorer::ingest
