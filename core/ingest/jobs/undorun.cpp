#include "core/ingest/jobs/undorun.h"

#include <algorithm>

namespace explorer::ingest
{
namespace
{

constexpr int kPage = 1000;

bool isWithin(const std::vector<storage::JobStore::Range> &ranges, std::int64_t sequence)
{
    const auto after = std::upper_bound(
        ranges.begin(), ranges.end(), sequence,
        [](std::int64_t value, const storage::JobStore::Range &range) { return value < range.first; });
    return after != ranges.begin() && sequence <= std::prev(after)->last;
}

} // namespace

Result<void> UndoRun::takeBack(storage::Connection &connection, const storage::Document &document)
{
    const auto before = storage::JobStore::replaced(connection, m_job.id, document.id);
    if (!before)
        return fail(before.error());
    // Changed between the look at it and now: left alone.
    Result<void> done;
    if (*before) {
        const auto put = storage::DocumentStore::put(connection, m_job.collectionKey, document.id, **before,
                                                     m_parts.clock.nowMillis(), document.sequence);
        if (!put)
            done = fail(put.error());
    } else {
        const auto removed =
            storage::DocumentStore::remove(connection, m_job.collectionKey, document.id, document.sequence);
        if (!removed)
            done = fail(removed.error());
    }
    if (!done && done.error().reason != "precondition_failed" && done.error().reason != "document_unknown")
        return done;
    m_job.undone += done ? 1 : 0;
    return {};
}

Result<void> UndoRun::takeBack(const std::vector<storage::Document> &documents)
{
    const std::int64_t undone = m_job.undone;
    return m_parts.ingest.change(
        m_job.collection, [this, &documents, undone](storage::Connection &connection) -> Result<void> {
            m_job.undone = undone;
            for (const storage::Document &document : documents) {
                if (auto taken = takeBack(connection, document); !taken)
                    return taken;
            }
            return storage::JobStore::save(connection, m_job, api::JobState::Undoing);
        });
}

Result<ImportRun::End> UndoRun::run()
{
    const auto ranges = storage::JobStore(m_parts.database).ranges(m_job.id);
    if (!ranges)
        return fail(ranges.error());
    storage::DocumentStore documents(m_parts.database);
    for (std::int64_t row = 0; !m_stop;) {
        auto page = documents.page(m_job.collectionKey, row, kPage);
        if (!page)
            return fail(std::move(page.error()));
        if (page->empty())
            return ImportRun::End::Complete;
        std::erase_if(*page, [&ranges](const storage::Document &document) {
            return !isWithin(*ranges, document.sequence);
        });
        if (page->empty())
            continue;
        if (auto taken = takeBack(*page); !taken)
            return fail(std::move(taken.error()));
    }
    return ImportRun::End::Stopped;
}

} // namespace explorer::ingest
