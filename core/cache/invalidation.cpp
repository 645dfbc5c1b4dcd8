#include "core/cache/invalidation.h"

namespace explorer::cache
{

std::string_view toString(Strategy strategy)
{
    constexpr std::array<std::string_view, 4> kNames{"lazy", "immediate", "batch", "cascade"};
    return kNames[static_cast<std::size_t>(strategy)];
}

std::string_view toString(Trigger trigger)
{
    constexpr std::array<std::string_view, 4> kNames{"data", "schema", "manual", "ttl"};
    return kNames[static_cast<std::size_t>(trigger)];
}

Strategy Invalidation::strategyFor(bool isCritical, bool isBulk)
{
    if (isCritical)
        return Strategy::Immediate;
    return isBulk ? Strategy::Batch : Strategy::Lazy;
}

void Invalidation::written(const CommittedWrite &write)
{
    if (write.sequence == 0)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_firstWritten.try_emplace(write.collection, write.sequence);
    }
    const Strategy strategy = strategyFor(write.isCritical, write.isBulk);
    const bool isShown = expect(write.collection,
                                {write.name, strategy, Trigger::Data, write.sequence, write.sequence, false});
    if (strategy == Strategy::Immediate || isShown)
        remove(write.name, strategy, Trigger::Data);
}

void Invalidation::awaited(const CommittedWrite &write)
{
    if (write.sequence == 0)
        return;
    remove(write.name, Strategy::Immediate, Trigger::Data);
}

void Invalidation::visible(std::int64_t collection, std::int64_t sequence)
{
    if (isCaughtUp(collection, sequence))
        m_cache.clear(Removal::Fresh, false);
    {
        const std::lock_guard lock(m_mutex);
        std::int64_t &shown = m_visible[collection];
        shown = std::max(shown, sequence);
    }
    for (const bool isLazy : {true, false}) {
        const std::optional<Pending> due = takeDue(collection, isLazy);
        if (!due)
            continue;
        remove(due->name, due->strategy, due->trigger);
        if (due->isNewIndex && m_newIndex)
            m_newIndex(due->name);
    }
}

std::optional<Invalidation::Pending> Invalidation::takeDue(std::int64_t collection, bool isLazy)
{
    const std::lock_guard lock(m_mutex);
    const std::int64_t shown = m_visible[collection];
    const auto found = m_pending.find({collection, isLazy});
    if (found == m_pending.end() || found->second.lowest > shown)
        return std::nullopt;
    const Pending due = found->second;
    // While bulks follow each other there is always one that is not shown yet: those before it must not wait
    // for it.
    if (found->second.highest > shown)
        found->second = {due.name, due.strategy, Trigger::Data, shown + 1, due.highest, false};
    else
        m_pending.erase(found);
    return due;
}

bool Invalidation::isCaughtUp(std::int64_t collection, std::int64_t sequence) const
{
    const std::lock_guard lock(m_mutex);
    const auto shown = m_visible.find(collection);
    const auto first = m_firstWritten.find(collection);
    return (shown == m_visible.end() || shown->second < sequence) &&
           (first == m_firstWritten.end() || sequence < first->second);
}

void Invalidation::schemaChanged(std::int64_t collection, const std::string &name)
{
    // The index may be built anew: what is answered until it shows the new schema must go with it.
    expect(collection, {name, Strategy::Cascade, Trigger::Schema, 0, 0, true});
    remove(name, Strategy::Cascade, Trigger::Schema);
}

bool Invalidation::expect(std::int64_t collection, Pending added)
{
    const std::lock_guard lock(m_mutex);
    if (added.trigger == Trigger::Data && m_visible[collection] >= added.highest)
        return true;
    const auto [known, isNew] = m_pending.try_emplace({collection, added.strategy == Strategy::Lazy}, added);
    if (isNew)
        return false;
    added.lowest = std::min(added.lowest, known->second.lowest);
    added.highest = std::max(added.highest, known->second.highest);
    added.isNewIndex = added.isNewIndex || known->second.isNewIndex;
    known->second = std::move(added);
    return false;
}

void Invalidation::remove(const std::string &name, Strategy strategy, Trigger trigger)
{
    Removal removal = trigger == Trigger::Data ? Removal::Fresh : Removal::Everything;
    if (strategy == Strategy::Lazy)
        removal = Removal::RestOfLife;
    const std::vector<std::string> tags =
        strategy == Strategy::Cascade ? withDependents(name) : std::vector<std::string>{name};
    count(strategy, trigger, m_cache.invalidate(tags, removal, false));
}

api::InvalidationAnswer Invalidation::carryOut(const Order &order)
{
    const bool isAll = order.collection.empty() && order.tags.empty();
    std::vector<std::string> tags = order.tags;
    api::InvalidationAnswer answer;
    if (!order.collection.empty()) {
        const std::vector<std::string> named = withDependents(order.collection);
        answer.savedSearches = static_cast<std::int64_t>(named.size()) - 1;
        if (order.strategy == Strategy::Cascade)
            tags.insert(tags.end(), named.begin(), named.end());
        else
            tags.push_back(order.collection);
    }
    const bool isLeft = order.strategy == Strategy::Batch && !order.preview && !order.collection.empty() &&
                        leaveToBulk(order.collection);
    const bool isDry = order.preview || isLeft;
    const Removal removal = order.strategy == Strategy::Lazy ? Removal::Renewal : Removal::Everything;
    const Invalidated taken =
        isAll ? m_cache.clear(removal, isDry) : m_cache.invalidate(tags, removal, isDry);
    if (!order.preview)
        add(order.strategy, Trigger::Manual, isLeft ? 0 : taken.entries);
    answer.count = taken.entries;
    answer.aggregates = taken.aggregates;
    answer.strategy = toString(order.strategy);
    answer.preview = order.preview;
    return answer;
}

bool Invalidation::leaveToBulk(const std::string &name)
{
    const std::lock_guard lock(m_mutex);
    for (auto &[key, pending] : m_pending) {
        if (pending.name != name || pending.strategy == Strategy::Lazy)
            continue;
        pending.trigger = Trigger::Manual;
        return true;
    }
    return false;
}

std::vector<std::string> Invalidation::withDependents(const std::string &collection) const
{
    std::vector<std::string> tags = m_dependents ? m_dependents(collection) : std::vector<std::string>();
    tags.insert(tags.begin(), collection);
    return tags;
}

void Invalidation::count(Strategy strategy, Trigger trigger, Invalidated taken)
{
    if (strategy == Strategy::Cascade || strategy == Strategy::Lazy || taken.aggregates == 0) {
        add(strategy, trigger, taken.entries);
        return;
    }
    add(strategy, trigger, taken.entries - taken.aggregates);
    add(Strategy::Cascade, trigger, taken.aggregates);
}

void Invalidation::add(Strategy strategy, Trigger trigger, std::int64_t entries)
{
    {
        const std::lock_guard lock(m_mutex);
        Count &count = m_counts[static_cast<std::size_t>(strategy)][static_cast<std::size_t>(trigger)];
        ++count.events;
        count.entries += entries;
    }
    m_metrics.recordInvalidation(toString(strategy), toString(trigger), entries);
}

std::vector<api::InvalidationCount> Invalidation::counts() const
{
    std::vector<api::InvalidationCount> counts;
    const std::int64_t expired = m_cache.statistics().expirations;
    const std::lock_guard lock(m_mutex);
    for (std::size_t s = 0; s < m_counts.size(); ++s) {
        for (std::size_t t = 0; t < m_counts[s].size(); ++t) {
            Count count = m_counts[s][t];
            if (static_cast<Strategy>(s) == Strategy::Lazy && static_cast<Trigger>(t) == Trigger::Ttl)
                count = {expired, expired};
            if (count.events > 0)
                counts.push_back({std::string(toString(static_cast<Strategy>(s))),
                                  std::string(toString(static_cast<Trigger>(t))), count.events,
                                  count.entries});
        }
    }
    return counts;
}

} // namespace explorer::cache
