#include "core/index/collectionindex.h"

#include <cmath>

namespace explorer::index
{

std::shared_ptr<SearchIndex> CollectionIndex::index() const
{
    const std::lock_guard lock(m_mutex);
    return m_index;
}

Result<std::shared_ptr<SearchIndex>> CollectionIndex::find() const
{
    const std::lock_guard lock(m_mutex);
    // A failure to write leaves the last good state searchable.
    if (m_index && m_state.phase != IndexState::Phase::Rebuilding)
        return m_index;
    const int percent = static_cast<int>(std::floor(m_state.progress * 100));
    Error error =
        m_state.phase == IndexState::Phase::Failed
            ? makeError(ErrorCode::Unavailable, "index_failed",
                        "The search index of this collection cannot be used: " + m_state.reason +
                            " It is tried again by itself.")
            : makeError(ErrorCode::Unavailable, "index_rebuilding",
                        "The search index of this collection is being built (" + std::to_string(percent) +
                            " %). Documents can be written and read meanwhile; search again in a moment.");
    error.retryAfterSeconds = 2;
    return tl::unexpected(std::move(error));
}

IndexState CollectionIndex::state() const
{
    IndexState state;
    std::shared_ptr<SearchIndex> current;
    {
        const std::lock_guard lock(m_mutex);
        state = m_state;
        current = m_index;
    }
    if (current)
        state.statistics = current->statistics();
    if (const auto lag = storage::ChangeLog(m_database).countAfter(m_key, state.visibleSequence))
        state.lag = *lag;
    return state;
}

std::int64_t CollectionIndex::visibleSequence() const
{
    const std::lock_guard lock(m_mutex);
    return m_state.visibleSequence;
}

bool CollectionIndex::isOpened() const
{
    const std::lock_guard lock(m_mutex);
    return m_isOpened;
}

bool CollectionIndex::isAwaited() const
{
    const std::lock_guard lock(m_mutex);
    return m_awaited > m_state.visibleSequence;
}

void CollectionIndex::markChanged()
{
    const std::lock_guard lock(m_mutex);
    m_changed = true;
}

void CollectionIndex::expectSchema(const api::Schema &schema)
{
    const std::string hash = schemaHash(schema);
    const std::lock_guard lock(m_mutex);
    if (hash == m_expectedSchemaHash)
        return;
    m_expectedSchemaHash = hash;
    m_state.phase = IndexState::Phase::Rebuilding;
    m_state.progress = 0;
}

void CollectionIndex::requestRebuild()
{
    const std::lock_guard lock(m_mutex);
    m_rebuildRequested = true;
    if (m_state.phase == IndexState::Phase::Ready) {
        m_state.phase = IndexState::Phase::Rebuilding;
        m_state.progress = 0;
    }
}

void CollectionIndex::announceWaiter(std::int64_t sequence)
{
    const std::lock_guard lock(m_mutex);
    m_awaited = std::max(m_awaited, sequence);
}

Result<void> CollectionIndex::waitVisible(std::int64_t sequence, Deadline deadline)
{
    std::unique_lock lock(m_mutex);
    const auto isVisible = [this, sequence] {
        return m_stopped ||
               (m_state.visibleSequence >= sequence && m_state.phase != IndexState::Phase::Rebuilding);
    };
    bool reached = true;
    if (deadline.at() == Deadline::TimePoint::max())
        m_visibleChanged.wait(lock, isVisible);
    else
        reached = m_visibleChanged.wait_until(lock, deadline.at(), isVisible);
    if (m_stopped && m_state.visibleSequence < sequence)
        return tl::unexpected(makeError(ErrorCode::Unavailable, "index_stopped",
                                        "The search index was stopped before the change became visible."));
    if (!reached)
        return tl::unexpected(makeError(ErrorCode::DeadlineExceeded, "visibility_timeout",
                                        "The change is stored, but did not become searchable in time; it "
                                        "will without a further request."));
    return {};
}

void CollectionIndex::stopWaiting()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_visibleChanged.notify_all();
}

void CollectionIndex::onPublished(const IndexCatalog::Published &callback)
{
    const std::lock_guard lock(m_mutex);
    m_onPublished = callback;
}

void CollectionIndex::setVisible(std::int64_t sequence)
{
    IndexCatalog::Published callback;
    std::int64_t visible = 0;
    {
        const std::lock_guard lock(m_mutex);
        m_state.visibleSequence = std::max(m_state.visibleSequence, sequence);
        visible = m_state.visibleSequence;
        callback = m_onPublished;
        m_visibleChanged.notify_all();
    }
    if (callback)
        callback(m_key, visible);
}

void CollectionIndex::setPhase(IndexState::Phase phase, double progress, std::string reason)
{
    const std::lock_guard lock(m_mutex);
    m_state.phase = phase;
    m_state.progress = progress;
    m_state.reason = std::move(reason);
    m_visibleChanged.notify_all();
}

} // namespace explorer::index
