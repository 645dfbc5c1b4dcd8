#include "core/index/lucene/luceneindex.h"

#include "core/index/lucene/luceneguard.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/mappeddirectory.h"
#include "core/query/fieldvalues.h"

namespace explorer::index
{
LuceneIndex::LuceneIndex(std::filesystem::path directory, api::Schema schema, Logger &logger,
                         const LuceneSettings &settings)
    : m_directory(std::move(directory)), m_schema(std::move(schema)), m_logger(logger),
      m_clock(settings.clock != nullptr ? *settings.clock : m_systemClock),
      m_writerBufferMiB(settings.writerBufferMiB), m_snapshots(m_clock)
{
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
            index->m_luceneDirectory = Lucene::newLucene<MappedDirectory>(directory);
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
    Lucene::IndexReaderPtr reader;
    if (!m_manifest.commits.empty())
        reader = Lucene::IndexReader::open(m_luceneDirectory, true);
    setView(std::make_shared<IndexView>(reader, nextGeneration(), nullptr));
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
            return execute(query, **view);
        } catch (SearchStopped &stopped) {
            return fail(std::move(stopped.error));
        }
    });
    if (answer && (query.keepSnapshot || query.snapshot != 0))
        answer->snapshot = m_snapshots.keep(*view);
    return answer;
}

void LuceneIndex::ensureWriter()
{
    if (m_writer)
        return;
    // Without its commit the writer would begin an empty index in its place.
    if (!m_manifest.commits.empty() &&
        !std::filesystem::exists(m_directory / m_manifest.commits.front().segmentsFile))
        throw Lucene::CorruptIndexException(L"the files of the last commit are gone");
    m_writer = std::make_unique<IndexWriterHandle>(m_luceneDirectory, m_schema, m_writerBufferMiB,
                                                   newestCommitName());
}

void LuceneIndex::dropWriter()
{
    m_writer.reset();
    // The next writer may use the names of segments that were never committed again.
    m_reuseColumns = false;
}

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
        std::vector<query::TypeProblem> problems;
        for (const IndexChange &change : changes) {
            if (change.json.empty()) {
                m_writer->remove(change.id);
                continue;
            }
            problems.clear();
            auto values = query::extractFields(m_schema, change.json, problems);
            // The id alone is searchable then, and the document stays countable.
            m_writer->replace(change.id, values ? *values : query::DocumentFields{});
        }
        return {};
    });
}

Result<void> LuceneIndex::publish()
{
    m_snapshots.expire();
    if (!m_writer || !m_hasUnpublished)
        return {};
    return writing<void>("Publishing the index", [this]() -> Result<void> {
        const auto older = newestView();
        const Lucene::IndexReaderPtr reader = m_writer->openReader();
        setView(
            std::make_shared<IndexView>(reader, nextGeneration(), m_reuseColumns ? older.get() : nullptr));
        m_reuseColumns = true;
        m_hasUnpublished = false;
        return {};
    });
}

Result<void> LuceneIndex::commit(const CommitPoint &point)
{
    return writing<void>("Committing the index", [this, &point]() -> Result<void> {
        ensureWriter();
        const Lucene::IndexCommitPtr commit = m_writer->commit(newestCommitName());
        Manifest::Commit entry;
        entry.segmentsFile = toUtf8(commit->getSegmentsFileName());
        entry.point = point;
        for (const std::wstring &file : commit->getFileNames())
            entry.files.push_back(toUtf8(file));
        std::sort(entry.files.begin(), entry.files.end());
        Manifest manifest = m_manifest;
        if (auto added = manifest.add(m_directory, std::move(entry)); !added)
            return added;
        // Also makes the directory's entries durable, which the library does not.
        if (auto saved = manifest.save(m_directory); !saved)
            return saved;
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

std::set<std::wstring> LuceneIndex::commitNames() const
{
    const std::lock_guard lock(m_mutex);
    std::set<std::wstring> names;
    for (const Manifest::Commit &commit : m_manifest.commits)
        names.insert(toWide(commit.segmentsFile));
    return names;
}

std::set<std::wstring> LuceneIndex::newestCommitName() const
{
    const std::lock_guard lock(m_mutex);
    if (m_manifest.commits.empty())
        return {};
    return {toWide(m_manifest.commits.front().segmentsFile)};
}

std::vector<CommitPoint> LuceneIndex::commits() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<CommitPoint> points;
    for (const Manifest::Commit &commit : m_manifest.commits)
        points.push_back(commit.point);
    return points;
}

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
    // The older view may close its reader: not under the lock.
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
