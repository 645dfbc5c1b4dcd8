#include "core/search/cachewarmer.h"

#include "core/base/threadpool.h"

#include <sys/resource.h>
#include <unistd.h>

#include <deque>

namespace explorer::search
{
namespace
{

using std::chrono::milliseconds;

constexpr milliseconds kQuietPoll{20};
/// An index that is still being opened is asked again after this long.
constexpr milliseconds kRetryPause{200};
constexpr int kNiceness = 10;
constexpr int kOpeningRows = 200;

bool isAmong(const std::vector<std::string> &names, const std::string &name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool concerns(const api::SearchRequest &request, const std::vector<std::string> &collections)
{
    return collections.empty() ||
           std::any_of(request.collections.begin(), request.collections.end(),
                       [&collections](const std::string &name) { return isAmong(collections, name); });
}

/// The calling thread's alone: Linux keeps a nice value for each. Without it warming is only less polite.
void lowerPriority() { static_cast<void>(setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness)); }

} // namespace

api::SearchRequest openingRequest(const std::string &collection, const api::Schema &schema)
{
    api::SearchRequest request;
    request.collections = {collection};
    request.size = kOpeningRows;
    request.highlight = true;
    const auto isDate = [](const auto &field) { return field.second.type == api::FieldType::Date; };
    auto date = std::find_if(schema.fields.begin(), schema.fields.end(), isDate);
    if (const api::Field *usual = schema.find("ts"); usual != nullptr && usual->type == api::FieldType::Date)
        date = std::find_if(schema.fields.begin(), schema.fields.end(),
                            [](const auto &field) { return field.first == "ts"; });
    if (date == schema.fields.end())
        return request;
    request.histogram = date->first + ":auto";
    request.sort = {{date->first, true}};
    return request;
}

CacheWarmer::CacheWarmer(SearchService &search, storage::Database &database, std::int64_t cacheCapacityBytes,
                         const Settings &settings, const Clock &clock, Logger &logger)
    : m_search(search), m_database(database), m_settings(settings), m_clock(clock), m_logger(logger)
{
    m_state.limitBytes =
        static_cast<std::int64_t>(static_cast<double>(cacheCapacityBytes) * settings.capacityShare);
}

CacheWarmer::~CacheWarmer() { stop(); }

bool CacheWarmer::start(Order order)
{
    const std::lock_guard lock(m_mutex);
    if (m_isRunning || m_isStopping)
        return false;
    // It has ended: only its handle is left.
    if (m_thread.joinable())
        m_thread.join();
    m_isRunning = true;
    m_isAwaited = order.isAwaited;
    m_startedAt = m_clock.steadyNow();
    const std::int64_t limit = m_state.limitBytes;
    m_state = {};
    m_state.state = "running";
    m_state.reason = order.reason;
    m_state.percent = 0;
    m_state.limitBytes = limit;
    m_state.startedAt = m_clock.nowMillis();
    m_thread = std::thread([this, order = std::move(order)] { run(order); });
    return true;
}

void CacheWarmer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isStopping = true;
    }
    m_cancel.cancel();
    m_stopRequested.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

api::WarmingState CacheWarmer::state() const
{
    const std::lock_guard lock(m_mutex);
    api::WarmingState state = m_state;
    if (m_isRunning)
        state.tookMillis =
            std::chrono::duration_cast<milliseconds>(m_clock.steadyNow() - m_startedAt).count();
    return state;
}

bool CacheWarmer::isAwaited() const
{
    const std::lock_guard lock(m_mutex);
    return m_isRunning && m_isAwaited && m_state.percent < 100;
}

void CacheWarmer::run(const Order &order)
{
    nameThread("warming");
    lowerPriority();
    Result<std::vector<PopularRequest>> requests = list(order);
    if (requests)
        warm(std::move(*requests));
    else
        m_logger.warning("warming_failed", {{"message", requests.error().message}});
    m_database.closeThreadReader();
    finish();
}

Result<std::vector<PopularRequest>> CacheWarmer::list(const Order &order)
{
    std::vector<PopularRequest> requests =
        m_search.queryLog().popular(static_cast<std::size_t>(m_settings.requestsLimit));
    std::erase_if(requests,
                  [&order](const PopularRequest &one) { return !concerns(one.request, order.collections); });
    Result<std::vector<storage::Collection>> collections = storage::CollectionStore(m_database).list();
    if (!collections)
        return fail(std::move(collections.error()));
    for (const storage::Collection &collection : *collections) {
        const bool isNamed = isAmong(order.collections, collection.name);
        if (!isNamed && (!collection.critical || !order.collections.empty()))
            continue;
        for (const std::string &scope : order.scopes)
            requests.push_back({openingRequest(collection.name, collection.schema), scope, 0});
    }
    return requests;
}

void CacheWarmer::warm(std::vector<PopularRequest> requests)
{
    {
        const std::lock_guard lock(m_mutex);
        m_state.total = static_cast<std::int64_t>(requests.size());
    }
    std::deque<PopularRequest> waiting(std::make_move_iterator(requests.begin()),
                                       std::make_move_iterator(requests.end()));
    while (!waiting.empty() && waitForQuiet()) {
        PopularRequest next = std::move(waiting.front());
        waiting.pop_front();
        const Result<std::int64_t> bytes = m_search.warm(next.request, next.scope, m_cancel);
        if (!bytes && bytes.error().code == ErrorCode::Unavailable) {
            waiting.push_back(std::move(next));
            if (!sleep(kRetryPause))
                return;
            continue;
        }
        // What fails otherwise, a collection that is gone for one, would fail again.
        note(bytes.value_or(0));
    }
}

bool CacheWarmer::waitForQuiet()
{
    while (!isOver()) {
        if (m_search.running() == 0)
            return true;
        if (!sleep(kQuietPoll))
            return false;
    }
    return false;
}

bool CacheWarmer::sleep(milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return !m_stopRequested.wait_for(lock, time, [this] { return m_isStopping; });
}

bool CacheWarmer::isOver() const
{
    const std::lock_guard lock(m_mutex);
    return m_isStopping || m_state.sizeBytes >= m_state.limitBytes ||
           m_clock.steadyNow() - m_startedAt >= milliseconds(m_settings.limitMillis);
}

void CacheWarmer::note(std::int64_t bytes)
{
    const std::lock_guard lock(m_mutex);
    ++m_state.done;
    m_state.sizeBytes += bytes;
    const double wanted = static_cast<double>(m_state.total) * m_settings.doneShare;
    m_state.percent = static_cast<int>(std::min(100.0, 100.0 * static_cast<double>(m_state.done) / wanted));
}

void CacheWarmer::finish()
{
    api::WarmingState ended;
    {
        const std::lock_guard lock(m_mutex);
        m_state.state = m_isStopping ? "cancelled" : "done";
        m_state.percent = 100;
        m_state.tookMillis =
            std::chrono::duration_cast<milliseconds>(m_clock.steadyNow() - m_startedAt).count();
        m_isRunning = false;
        ended = m_state;
    }
    m_logger.info("warming_ended", {{"reason", ended.reason},
                                    {"state", ended.state},
                                    {"done", std::to_string(ended.done)},
                                    {"total", std::to_string(ended.total)},
                                    {"took_ms", std::to_string(ended.tookMillis)}});
}

} // namespace explorer::search
