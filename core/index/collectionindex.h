#pragma once

#include "core/index/indexcatalog.h"
#include "core/index/indexdirectory.h"

#include <condition_variable>
#include <mutex>
#include <optional>

namespace explorer::index
{

std::string schemaHash(const api::Schema &schema);

/// The index of one collection and how far it has followed the change log. The functions marked so belong to
/// the index thread; the others may be called by any.
class CollectionIndex
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;

    CollectionIndex(std::int64_t key, const std::filesystem::path &root, storage::Database &database,
                    const IndexSettings &settings, Logger &logger);

    /// Index thread, or before it starts. Opens what is there; what does not fit is rebuilt by the steps that
    /// follow.
    void open(const api::Schema &schema);
    /// Index thread. A bounded piece of work; true where more is to be done at once.
    bool step();
    /// Index thread. When step() is next worth calling without a change.
    [[nodiscard]] TimePoint nextDue() const;
    /// Index thread. Commits what is not yet committed.
    void close();
    /// Index thread. Follows a schema that changed: rebuilds where documents are indexed otherwise.
    void setSchema(const api::Schema &schema);
    /// Index thread. Lets go of everything and removes the files.
    void remove();

    Result<std::shared_ptr<SearchIndex>> find() const;
    [[nodiscard]] IndexState state() const;
    [[nodiscard]] std::int64_t visibleSequence() const;
    [[nodiscard]] bool isOpened() const;
    [[nodiscard]] std::uintmax_t sizeBytes() const { return m_files.sizeBytes(); }
    void markChanged();
    /// At once, before the index thread gets to it: searches of the old schema end here.
    void expectSchema(const api::Schema &schema);
    void requestRebuild();
    /// Somebody is about to call waitVisible(): the next step publishes at once.
    void announceWaiter(std::int64_t sequence);
    Result<void> waitVisible(std::int64_t sequence, Deadline deadline);
    void stopWaiting();
    void onPublished(const IndexCatalog::Published &callback);

private:
    struct Rebuild {
        std::filesystem::path directory;
        std::shared_ptr<SearchIndex> index;
        std::int64_t afterRow = 0;
        std::int64_t done = 0;
        std::int64_t total = 0;
        std::int64_t baseSequence = 0;
        bool isCatchingUp = false;
    };
    Result<bool> follow();
    Result<bool> rebuildStep();
    Result<void> startRebuild();
    Result<bool> finishRebuild();
    Result<bool> openOrRebuild();
    /// Why it has to be built anew; empty where it fits.
    Result<std::string> rebuildReason(const SearchIndex &index);
    /// The number of changes read; applied moves on.
    Result<std::int64_t> applyBatch(SearchIndex &index, std::int64_t &applied);
    Result<void> publishIfDue(bool caughtUp);
    Result<void> commitIfDue();
    Result<void> commitNow();
    Result<void> releaseIfIdle();
    void pruneChangeLog();
    void fail(const Error &error);
    void setVisible(std::int64_t sequence);
    void setPhase(IndexState::Phase phase, double progress, std::string reason);
    [[nodiscard]] bool isAwaited() const;
    std::shared_ptr<SearchIndex> index() const;

    const std::int64_t m_key;
    IndexDirectory m_files;
    storage::Database &m_database;
    const IndexSettings &m_settings;
    Logger &m_logger;

    // The index thread's.
    api::Schema m_schema;
    std::string m_schemaHash;
    std::optional<Rebuild> m_rebuild;
    std::filesystem::path m_directory;
    std::int64_t m_applied = 0;
    std::int64_t m_published = 0;
    std::int64_t m_uncommitted = 0;
    std::int64_t m_pruned = 0;
    bool m_mayHoldWriter = false;
    TimePoint m_lastPublish;
    TimePoint m_firstUncommitted;
    TimePoint m_lastChange;
    TimePoint m_lastLook;
    TimePoint m_retryAt;
    std::chrono::milliseconds m_backoff{0};

    mutable std::mutex m_mutex;
    std::condition_variable m_visibleChanged;
    std::shared_ptr<SearchIndex> m_index;
    IndexState m_state;
    std::string m_expectedSchemaHash;
    std::int64_t m_awaited = 0;
    bool m_isOpened = false;
    bool m_changed = true;
    bool m_rebuildRequested = false;
    bool m_stopped = false;
    IndexCatalog::Published m_onPublished;
};

} // namespace explorer::index
