#include "core/index/lucene/luceneindex.h"

#include "core/index/lucene/execute/scoreexplainer.h"
#include "core/index/lucene/execute/searchexecution.h"
#include "core/index/lucene/execute/termlookup.h"
#include "core/index/lucene/execute/viewwarming.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/luceneguard.h"

namespace explorer::index
{
LuceneIndex::LuceneIndex(std::filesystem::path directory, api::Schema schema, Logger &logger,
                         const LuceneSettings &settings)
    : m_directory(std::move(directory)), m_schema(std::move(schema)), m_logger(logger),
      m_clock(settings.clock != nullptr ? *settings.clock : m_systemClock),
      m_writerBufferMiB(settings.writerBufferMiB), m_writerKind(settings.writer), m_segments(m_directory),
      m_snapshots(m_clock)
{
    if (m_writerKind == WriterKind::Native && !hasNativeWriter())
        m_logger.warning("index_writer_fallback",
                         {{"message", "Lucene++ is not 3.0.8; its own, slower writer is used."}});
}

LuceneIndex::~LuceneIndex() { dropWriter(); }

Result<std::unique_ptr<LuceneIndex>> LuceneIndex::open(const std::filesystem::path &directory,
                                                       const api::Schema &schema, Logger &logger,
                                                       const LuceneSettings &settings)
{
    initializeLucene();
    std::error_code failed;
    std::filesystem::create_directories(directory, failed);
    if (failed)
        return fail(ErrorCode::Io, "index_io",
                    "The index directory " + directory.string() + " cannot be made: " + failed.message());
    auto manifest = verifyDirectory(directory);
    if (!manifest)
        return fail(std::move(manifest.error()));
    return guarded<std::unique_ptr<LuceneIndex>>(
        "Opening the index", [&]() -> Result<std::unique_ptr<LuceneIndex>> {
            std::unique_ptr<LuceneIndex> index(new LuceneIndex(directory, schema, logger, settings));
            if (manifest->has_value())
                index->m_manifest = std::move(**manifest);
            // Unlike a count this also grows across a crash that lost the last published states.
            index->m_generation = SystemClock().nowMillis();
            for (const auto &commit : index->m_manifest.commits)
                index->m_generation = std::max(index->m_generation, commit.point.generation);
            index->openCommittedView();
            return index;
        });
}

void LuceneIndex::openCommittedView()
{
    if (!m_manifest.commits.empty())
        m_committed = m_segments.open(m_manifest.commits.front().segmentsFile);
    setView(std::make_shared<IndexView>(m_committed, nextGeneration()));
}

Result<std::shared_ptr<const IndexView>> LuceneIndex::viewFor(const IndexQuery &query)
{
    if (query.snapshot != 0)
        return m_snapshots.find(query.snapshot);
    return newestView();
}

Result<IndexAnswer> LuceneIndex::search(const IndexQuery &query)
{
    auto view = viewFor(query);
    if (!view)
        return fail(std::move(view.error()));
    auto answer = guarded<IndexAnswer>("Searching the index", [&]() -> Result<IndexAnswer> {
        try {
            return executeSearch(query, m_schema, **view);
        } catch (SearchStopped &stopped) {
            return fail(std::move(stopped.error));
        }
    });
    if (answer && (query.keepSnapshot || query.snapshot != 0))
        answer->snapshot = m_snapshots.keep(*view);
    return answer;
}

Result<std::vector<api::Explanation>> LuceneIndex::explain(const IndexQuery &query,
                                                           std::span<const IndexHit> hits)
{
    const auto view = viewFor(query);
    if (!view)
        return fail(view.error());
    return guarded<std::vector<api::Explanation>>("Explaining scores",
                                                  [&]() -> Result<std::vector<api::Explanation>> {
                                                      try {
                                                          return explainScores(query, hits, m_schema, **view);
                                                      } catch (SearchStopped &stopped) {
                                                          return fail(std::move(stopped.error));
                                                      }
                                                  });
}

Result<std::vector<IndexTerm>> LuceneIndex::terms(const TermQuery &query)
{
    const auto view = newestView();
    return guarded<std::vector<IndexTerm>>("Looking up terms", [&]() -> Result<std::vector<IndexTerm>> {
        try {
            return lookUpTerms(query, m_schema, *view);
        } catch (SearchStopped &stopped) {
            return fail(std::move(stopped.error));
        }
    });
}

void LuceneIndex::ensureWriter()
{
    if (m_writer)
        return;
    // Without its commit the writer would begin an empty index in its place.
    if (!m_manifest.commits.empty() &&
        !std::filesystem::exists(m_directory / m_manifest.commits.front().segmentsFile))
        throw IndexFailure(
            makeError(ErrorCode::Corrupt, "index_corrupt", "The files of the last commit are gone."));
    m_writer = m_segments.openWriter(m_schema, m_logger,
                                     {m_writerKind, m_writerBufferMiB, commitNames(), m_committed});
}

void LuceneIndex::dropWriter() { m_writer.reset(); }

template <typename T>
Result<T> LuceneIndex::writing(const std::string &what, const std::function<Result<T>()> &body)
{
    auto result = guarded<T>(what, body);
    if (!result) {
        m_logger.error("index_write_failed", {{"directory", m_directory.string()},
                                              {"reason", result.error().reason},
                                              {"message", result.error().message}});
        dropWriter();
    }
    return result;
}

Result<void> LuceneIndex::apply(std::span<const IndexChange> changes)
{
    return writing<void>("Writing to the index", [this, changes]() -> Result<void> {
        ensureWriter();
        m_hasUnpublished = m_hasUnpublished || !changes.empty();
        m_writer->apply(changes);
        return {};
    });
}

Result<void> LuceneIndex::publish()
{
    m_snapshots.expire();
    if (!m_writer || !m_hasUnpublished)
        return {};
    return writing<void>("Publishing the index", [this]() -> Result<void> {
        auto view = std::make_shared<IndexView>(m_writer->publish(), nextGeneration());
        warmView(*newestView(), *view, m_schema);
        setView(std::move(view));
        m_hasUnpublished = false;
        return {};
    });
}

Result<void> LuceneIndex::commit(const CommitPoint &point)
{
    return writing<void>("Committing the index", [this, &point]() -> Result<void> {
        ensureWriter();
        WrittenCommit commit = m_writer->commit(point, newestCommitName());
        Manifest::Commit entry{commit.segmentsFile, point, std::move(commit.files)};
        std::sort(entry.files.begin(), entry.files.end());
        Manifest manifest = m_manifest;
        if (auto added = manifest.add(m_directory, std::move(entry)); !added)
            return added;
        // Also makes the directory's entries durable, which the library does not.
        if (auto saved = manifest.save(m_directory); !saved)
            return saved;
        m_committed = std::move(commit.segments);
        const std::lock_guard lock(m_mutex);
        m_manifest = std::move(manifest);
        return {};
    });
}

Result<void> LuceneIndex::releaseWriter()
{
    m_snapshots.expire();
    if (!m_writer)
        return {};
    return writing<void>("Closing the index writer", [this]() -> Result<void> {
        m_writer->close();
        m_writer.reset();
        return {};
    });
}

std::set<std::string> LuceneIndex::commitNames() const
{
    const std::lock_guard lock(m_mutex);
    std::set<std::string> names;
    for (const Manifest::Commit &commit : m_manifest.commits)
        names.insert(commit.segmentsFile);
    return names;
}

std::set<std::string> LuceneIndex::newestCommitName() const
{
    const std::lock_guard lock(m_mutex);
    if (m_manifest.commits.empty())
        return {};
    return {m_manifest.commits.front().segmentsFile};
}

std::vector<CommitPoint> LuceneIndex::commits() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<CommitPoint> points;
    for (const Manifest::Commit &commit : m_manifest.commits)
        points.push_back(commit.point);
    return points;
}

std::int64_t LuceneIndex::generation() const { return newestView()->generation(); }

IndexStatistics LuceneIndex::statistics() const
{
    const auto view = newestView();
    IndexStatistics statistics;
    statistics.documents = view->documents();
    statistics.segments = static_cast<int>(view->segments().size());
    statistics.generation = view->generation();
    std::error_code ignored;
    for (const auto &entry : std::filesystem::directory_iterator(m_directory, ignored))
        statistics.sizeBytes +=
            static_cast<std::int64_t>(entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0);
    return statistics;
}

void LuceneIndex::setView(std::shared_ptr<const IndexView> view)
{
    // The older view may unmap its files: not under the lock.
    const std::lock_guard lock(m_mutex);
    m_view.swap(view);
}

std::shared_ptr<const IndexView> LuceneIndex::newestView() const
{
    const std::lock_guard lock(m_mutex);
    return m_view;
}

std::int64_t LuceneIndex::nextGeneration() { return ++m_generation; }

Result<std::unique_ptr<SearchIndex>> openLuceneIndex(const std::filesystem::path &directory,
                                                     const api::Schema &schema, Logger &logger,
                                                     const LuceneSettings &settings)
{
    auto index = LuceneIndex::open(directory, schema, logger, settings);
    if (!index)
        return fail(std::move(index.error()));
    return std::unique_ptr<SearchIndex>(std::move(*index));
}

} // namespace explorer::index
