#include "core/index/collectionindex.h"

namespace explorer::index
{
namespace
{

constexpr int kRebuildPage = 2000;
/// A rebuild is not searched: larger segments, fewer merges.
constexpr double kLeastBufferMiB = 32;

} // namespace

Result<void> CollectionIndex::startRebuild()
{
    m_rebuild.reset();
    // What of the old index is not committed comes out of the database as well. Searches that are under way
    // keep it.
    if (const auto old = index()) {
        if (auto released = old->releaseWriter(); !released)
            m_logger.warning("index_close_failed", {{"message", released.error().message}});
        const std::lock_guard lock(m_mutex);
        m_index.reset();
    }
    m_uncommitted = 0;
    setPhase(IndexState::Phase::Rebuilding, 0, {});
    Rebuild rebuild;
    rebuild.directory = m_files.next();
    const auto head = storage::ChangeLog(m_database).head(m_key);
    const auto total = storage::DocumentStore(m_database).count(m_key);
    if (!head || !total)
        return tl::unexpected(!head ? head.error() : total.error());
    rebuild.baseSequence = *head;
    rebuild.total = *total;
    auto opened =
        openLuceneIndex(rebuild.directory, m_schema, m_logger,
                        {std::max(m_settings.writerBufferMiB, kLeastBufferMiB), nullptr, m_settings.writer});
    if (!opened)
        return tl::unexpected(std::move(opened.error()));
    rebuild.index = std::move(*opened);
    m_rebuild = std::move(rebuild);
    m_logger.info("index_rebuild_started",
                  {{"collection", std::to_string(m_key)}, {"documents", std::to_string(*total)}});
    return {};
}

Result<bool> CollectionIndex::rebuildStep()
{
    Rebuild &rebuild = *m_rebuild;
    if (rebuild.isCatchingUp) {
        auto read = applyBatch(*rebuild.index, rebuild.baseSequence);
        if (!read)
            return tl::unexpected(std::move(read.error()));
        return *read > 0 ? Result<bool>(true) : finishRebuild();
    }
    auto page = storage::DocumentStore(m_database).page(m_key, rebuild.afterRow, kRebuildPage);
    if (!page)
        return tl::unexpected(std::move(page.error()));
    std::vector<IndexChange> batch;
    batch.reserve(page->size());
    for (storage::Document &document : *page)
        batch.push_back({std::move(document.id), std::move(document.source)});
    if (auto applied = rebuild.index->apply(batch); !applied)
        return tl::unexpected(std::move(applied.error()));
    rebuild.done += static_cast<std::int64_t>(batch.size());
    rebuild.isCatchingUp = batch.size() < static_cast<std::size_t>(kRebuildPage);
    const auto total = static_cast<double>(std::max<std::int64_t>(rebuild.total, 1));
    setPhase(IndexState::Phase::Rebuilding, std::min(0.99, static_cast<double>(rebuild.done) / total), {});
    return true;
}

Result<bool> CollectionIndex::finishRebuild()
{
    Rebuild &rebuild = *m_rebuild;
    if (auto published = rebuild.index->publish(); !published)
        return tl::unexpected(std::move(published.error()));
    const auto count = storage::DocumentStore(m_database).count(m_key);
    const auto head = storage::ChangeLog(m_database).head(m_key);
    if (!count || !head)
        return tl::unexpected(!count ? count.error() : head.error());
    // Something came in after the last look: the count belongs to a later state.
    if (*head > rebuild.baseSequence)
        return true;
    const IndexStatistics statistics = rebuild.index->statistics();
    if (statistics.documents != *count)
        return tl::unexpected(makeError(ErrorCode::Internal, "index_count_mismatch",
                                        "The rebuilt index holds " + std::to_string(statistics.documents) +
                                            " documents where the database has " + std::to_string(*count) +
                                            "; it is built again."));
    if (auto done = rebuild.index->commit({rebuild.baseSequence, statistics.generation, m_schemaHash}); !done)
        return tl::unexpected(std::move(done.error()));
    if (auto used = m_files.use(rebuild.directory); !used)
        return tl::unexpected(std::move(used.error()));
    m_directory = rebuild.directory;
    m_applied = m_published = rebuild.baseSequence;
    m_uncommitted = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_index = rebuild.index;
    }
    m_rebuild.reset();
    m_logger.info("index_rebuilt",
                  {{"collection", std::to_string(m_key)}, {"documents", std::to_string(*count)}});
    setPhase(IndexState::Phase::Ready, 1, {});
    setVisible(m_applied);
    return true;
}

} // namespace explorer::index
