#include "core/index/collectionindex.h"

#include "core/index/lucene/lucenetext.h"

#include <sodium.h>

#include <array>
#include <unordered_set>

namespace explorer::index
{
namespace
{

using std::chrono::milliseconds;
constexpr milliseconds kLookEvery{2000};
constexpr milliseconds kFirstBackoff{500};
constexpr milliseconds kMaxBackoff{60'000};
constexpr std::chrono::seconds kIdleWriter{60};
/// Rows of the change log removed in one write, so that no writer waits long.
constexpr std::int64_t kPruneStep = 20'000;

CollectionIndex::TimePoint now() { return std::chrono::steady_clock::now(); }

} // namespace

std::string schemaHash(const api::Schema &schema)
{
    const std::string text = std::string(kFormatVersion) + '\n' + schema.canonical();
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char *>(text.data()), text.size());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    return hex.data();
}

CollectionIndex::CollectionIndex(std::int64_t key, const std::filesystem::path &root,
                                 storage::Database &database, const IndexSettings &settings, Logger &logger)
    : m_key(key), m_files(root / std::to_string(key)), m_database(database), m_settings(settings),
      m_logger(logger)
{
    setPhase(IndexState::Phase::Rebuilding, 0, "the index is being checked");
}

void CollectionIndex::open(const api::Schema &schema)
{
    m_schema = schema;
    m_schemaHash = schemaHash(schema);
    m_directory = m_files.current();
    {
        const std::lock_guard lock(m_mutex);
        m_expectedSchemaHash = m_schemaHash;
        m_isOpened = true;
    }
    if (auto opened = openOrRebuild(); !opened)
        fail(opened.error());
}

Result<bool> CollectionIndex::openOrRebuild()
{
    auto opened = openLuceneIndex(m_directory, m_schema, m_logger,
                                  {m_settings.writerBufferMiB, nullptr, m_settings.writer});
    std::string reason;
    if (!opened && opened.error().code != ErrorCode::Corrupt)
        return tl::unexpected(std::move(opened.error()));
    if (!opened) {
        m_logger.warning("index_corrupt",
                         {{"collection", std::to_string(m_key)}, {"message", opened.error().message}});
        reason = "it was damaged: " + opened.error().message;
    } else {
        auto found = rebuildReason(**opened);
        if (!found)
            return tl::unexpected(std::move(found.error()));
        reason = std::move(*found);
    }
    if (!reason.empty()) {
        {
            const std::lock_guard lock(m_mutex);
            m_state.rebuildReason = reason;
        }
        if (auto started = startRebuild(); !started)
            return tl::unexpected(std::move(started.error()));
        return true;
    }
    const auto commits = (*opened)->commits();
    if (commits.empty()) {
        if (auto used = m_files.use(m_directory); !used)
            return tl::unexpected(std::move(used.error()));
    } else {
        m_files.removeAllBut(m_directory);
        m_applied = commits.front().sequence;
    }
    m_published = m_applied;
    {
        const std::lock_guard lock(m_mutex);
        m_index = std::move(*opened);
    }
    setPhase(IndexState::Phase::Ready, 1, {});
    setVisible(m_applied);
    return true;
}

Result<std::string> CollectionIndex::rebuildReason(const SearchIndex &index)
{
    const auto commits = index.commits();
    auto head = storage::ChangeLog(m_database).head(m_key);
    auto pruned = storage::ChangeLog(m_database).prunedUpTo(m_key);
    auto count = storage::DocumentStore(m_database).count(m_key);
    if (!head || !pruned || !count)
        return tl::unexpected(!head ? head.error() : (!pruned ? pruned.error() : count.error()));
    if (commits.empty())
        return std::string(*count > 0 || *pruned > 0 ? "it was missing or never finished" : "");
    const CommitPoint &newest = commits.front();
    if (newest.schemaHash != m_schemaHash)
        return std::string("it was built for another schema");
    if (newest.sequence < *pruned)
        return std::string("it was older than the changes the database still keeps");
    if (newest.sequence > *head)
        return std::string("it was newer than the database, which seems to come from a backup");
    return std::string();
}

bool CollectionIndex::step()
{
    if (now() < m_retryAt)
        return false;
    bool requested = false;
    {
        const std::lock_guard lock(m_mutex);
        std::swap(requested, m_rebuildRequested);
    }
    if (requested) {
        if (auto started = startRebuild(); !started) {
            fail(started.error());
            requestRebuild();
            return false;
        }
    }
    Result<bool> more = m_rebuild ? rebuildStep() : (index() ? follow() : openOrRebuild());
    if (!more) {
        fail(more.error());
        return false;
    }
    if (m_backoff.count() > 0) {
        m_backoff = {};
        setPhase(m_rebuild ? IndexState::Phase::Rebuilding : IndexState::Phase::Ready, m_rebuild ? 0 : 1, {});
    }
    return *more;
}

Result<bool> CollectionIndex::follow()
{
    bool look = now() - m_lastLook >= kLookEvery;
    {
        const std::lock_guard lock(m_mutex);
        look = look || m_changed;
        m_changed = false;
    }
    std::int64_t read = 0;
    if (look) {
        m_lastLook = now();
        auto applied = applyBatch(*index(), m_applied);
        if (!applied)
            return tl::unexpected(std::move(applied.error()));
        read = *applied;
        m_uncommitted += read;
    }
    const bool more = read >= m_settings.batchSize;
    if (more)
        markChanged();
    auto done = publishIfDue(!more);
    if (done)
        done = commitIfDue();
    if (done)
        done = releaseIfIdle();
    if (!done)
        return tl::unexpected(std::move(done.error()));
    return more;
}

Result<std::int64_t> CollectionIndex::applyBatch(SearchIndex &index, std::int64_t &applied)
{
    const auto changes = storage::ChangeLog(m_database).after(m_key, applied, m_settings.batchSize);
    if (!changes)
        return tl::unexpected(changes.error());
    if (changes->empty())
        return 0;
    std::vector<std::string> ids;
    std::unordered_set<std::string_view> seen;
    for (const storage::Change &change : *changes) {
        if (seen.insert(change.id).second)
            ids.push_back(change.id);
    }
    auto documents = storage::DocumentStore(m_database).findMany(m_key, ids);
    if (!documents)
        return tl::unexpected(std::move(documents.error()));
    std::vector<IndexChange> batch;
    batch.reserve(documents->size());
    for (std::size_t i = 0; i < documents->size(); ++i)
        batch.push_back({std::move(ids[i]), std::move((*documents)[i].source)});
    if (auto done = index.apply(batch); !done)
        return tl::unexpected(std::move(done.error()));
    if (m_uncommitted == 0)
        m_firstUncommitted = now();
    m_lastChange = now();
    m_mayHoldWriter = true;
    applied = changes->back().sequence;
    return static_cast<std::int64_t>(changes->size());
}

Result<void> CollectionIndex::publishIfDue(bool caughtUp)
{
    // After a failure the writer starts again from its last commit: what is visible never goes back.
    if (m_applied <= m_published)
        return {};
    const bool due = now() - m_lastPublish >= milliseconds(m_settings.publishMillis);
    if (!due && !(isAwaited() && caughtUp))
        return {};
    if (auto published = index()->publish(); !published)
        return published;
    m_lastPublish = now();
    m_published = m_applied;
    setVisible(m_applied);
    return {};
}

Result<void> CollectionIndex::commitIfDue()
{
    if (m_uncommitted == 0)
        return {};
    if (m_uncommitted < m_settings.commitChanges &&
        now() - m_firstUncommitted < milliseconds(m_settings.commitMillis))
        return {};
    return commitNow();
}

Result<void> CollectionIndex::commitNow()
{
    if (auto done = index()->commit({m_applied, index()->generation(), m_schemaHash}); !done)
        return done;
    m_uncommitted = 0;
    pruneChangeLog();
    return {};
}

void CollectionIndex::pruneChangeLog()
{
    const auto commits = index()->commits();
    if (commits.size() < 2)
        return;
    const std::int64_t target = commits.back().sequence;
    for (std::int64_t upTo = std::min(m_pruned + kPruneStep, target); m_pruned < target;
         upTo = std::min(upTo + kPruneStep, target)) {
        // Not waited for: what is not pruned now is pruned after the next commit.
        const auto pruned = m_database.write([key = m_key, upTo](storage::Connection &connection) {
            return storage::ChangeLog::prune(connection, key, upTo);
        });
        m_pruned = upTo;
    }
}

Result<void> CollectionIndex::releaseIfIdle()
{
    if (!m_mayHoldWriter || m_uncommitted > 0 || m_applied > m_published ||
        now() - m_lastChange < kIdleWriter)
        return {};
    m_mayHoldWriter = false;
    return index()->releaseWriter();
}

void CollectionIndex::fail(const Error &error)
{
    m_backoff = std::clamp(m_backoff * 2, kFirstBackoff, kMaxBackoff);
    m_retryAt = now() + m_backoff;
    m_logger.error("index_failed", {{"collection", std::to_string(m_key)},
                                    {"reason", error.reason},
                                    {"message", error.message},
                                    {"retry_ms", std::to_string(m_backoff.count())}});
    setPhase(IndexState::Phase::Failed, 0, error.message);
    if (m_rebuild) {
        // Begun again from the start: the half-built one may have lost what it had not committed.
        m_rebuild.reset();
        requestRebuild();
        return;
    }
    const auto current = index();
    if (!current)
        return;
    // The writer fell back to its last commit, and so do we.
    const auto commits = current->commits();
    m_applied = commits.empty() ? 0 : commits.front().sequence;
    m_uncommitted = 0;
    markChanged();
    if (error.code == ErrorCode::Corrupt || (commits.empty() && m_pruned > 0))
        requestRebuild();
}

CollectionIndex::TimePoint CollectionIndex::nextDue() const
{
    if (m_backoff.count() > 0)
        return m_retryAt;
    TimePoint due = m_lastLook + kLookEvery;
    if (m_applied > m_published)
        due = std::min(due, m_lastPublish + milliseconds(m_settings.publishMillis));
    if (m_uncommitted > 0)
        due = std::min(due, m_firstUncommitted + milliseconds(m_settings.commitMillis));
    return due;
}

void CollectionIndex::close()
{
    if (m_rebuild || m_uncommitted == 0 || !index())
        return;
    if (auto committed = commitNow(); !committed)
        m_logger.error("index_commit_failed",
                       {{"collection", std::to_string(m_key)}, {"message", committed.error().message}});
    else if (auto released = index()->releaseWriter(); !released)
        m_logger.error("index_close_failed",
                       {{"collection", std::to_string(m_key)}, {"message", released.error().message}});
}

void CollectionIndex::setSchema(const api::Schema &schema)
{
    const std::string hash = schemaHash(schema);
    m_schema = schema;
    if (hash == m_schemaHash)
        return;
    m_schemaHash = hash;
    {
        const std::lock_guard lock(m_mutex);
        m_expectedSchemaHash = hash;
    }
    requestRebuild();
}

void CollectionIndex::remove()
{
    m_rebuild.reset();
    {
        const std::lock_guard lock(m_mutex);
        m_index.reset();
    }
    m_files.remove();
    stopWaiting();
}

} // namespace explorer::index
