#include "core/monitor/healthmonitor.h"

#include "core/base/threadpool.h"
#include "core/monitor/componentchecks.h"
#include "core/monitor/figuresampler.h"

#include <condition_variable>
#include <deque>
#include <thread>

namespace explorer::monitor
{

struct HealthMonitor::Private {
    Private(storage::Database &database_, index::IndexCatalog &indexes_, cache::ResultCache &cache_,
            metrics::Metrics &metrics_, std::filesystem::path directory_, const MonitorSettings &settings_,
            const Clock &clock_, Logger &logger_)
        : database(database_), indexes(indexes_), cache(cache_), metrics(metrics_),
          directory(std::move(directory_)), settings(settings_), clock(clock_), logger(logger_),
          sampler(metrics_, clock_)
    {
    }

    void run();
    void check(bool isTick);
    template <typename Check>
    void add(api::HealthReport &made, Check run);
    api::ComponentHealth checkGateway();
    void publishGauges(const api::HealthReport &made, const index::IndexState &state);
    void logChanges(const api::HealthReport &made);

    storage::Database &database;
    index::IndexCatalog &indexes;
    cache::ResultCache &cache;
    metrics::Metrics &metrics;
    std::filesystem::path directory;
    MonitorSettings settings;
    const Clock &clock;
    Logger &logger;

    /// Held during a whole check; the last report is read without it.
    std::mutex checkMutex;
    FigureSampler sampler;
    StatusTracker tracker;
    std::deque<api::HealthSample> samples;

    std::mutex gatewayMutex;
    std::function<api::ComponentHealth()> gateway;

    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    std::function<void()> chore;
    std::optional<api::HealthReport> last;
    std::atomic<bool> wasIndexReady{false};
    std::thread thread;
};

template <typename Check>
void HealthMonitor::Private::add(api::HealthReport &made, Check run)
{
    const auto begin = std::chrono::steady_clock::now();
    api::ComponentHealth component = run();
    component.latencyMillis =
        std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
    if (component.status == api::HealthStatus::Pass &&
        component.latencyMillis > settings.checkTimeoutMillis) {
        component.status = api::HealthStatus::Degraded;
        component.reason =
            "It answered only after " + std::to_string(static_cast<int>(component.latencyMillis)) + " ms.";
    }
    tracker.update(component, clock.nowMillis());
    made.status = std::max(made.status, component.status);
    made.components.push_back(std::move(component));
}

api::ComponentHealth HealthMonitor::Private::checkGateway()
{
    const std::scoped_lock lock(gatewayMutex);
    api::ComponentHealth component;
    if (gateway)
        component = gateway();
    component.name = "gateway";
    return component;
}

void HealthMonitor::Private::check(bool isTick)
{
    const std::scoped_lock checking(checkMutex);
    api::HealthReport made;
    made.checkedAt = clock.nowMillis();
    made.version = EXPLORERIO_VERSION;
    const index::IndexState state = indexes.overallState();
    if (state.phase == index::IndexState::Phase::Ready)
        wasIndexReady = true;
    add(made, [this] { return checkGateway(); });
    add(made, [this] { return checkDatabase(database); });
    add(made, [this] { return checkCache(cache); });
    add(made, [&state] { return checkIndex(state); });
    add(made, [this, &made] { return checkDisk(directory, made.figures); });
    made.figures.indexLag = state.lag;
    sampler.sample(made.figures, database.writerBusyRatio(), isTick);
    made.routes = sampler.routes();
    if (!brokenThresholds(sampler.observations(), settings).empty())
        made.status = std::max(made.status, api::HealthStatus::Degraded);
    if (isTick || samples.empty())
        samples.push_back({made.checkedAt, made.figures});
    while (samples.size() > static_cast<std::size_t>(settings.samples))
        samples.pop_front();
    made.samples.assign(samples.begin(), samples.end());
    publishGauges(made, state);
    logChanges(made);
    const std::scoped_lock lock(mutex);
    last = std::move(made);
}

void HealthMonitor::Private::publishGauges(const api::HealthReport &made, const index::IndexState &state)
{
    const cache::CacheStatistics cached = cache.statistics();
    metrics.setGauge("explorerio_cache_size_bytes", "Bytes held by the result cache.",
                     static_cast<double>(cached.sizeBytes));
    metrics.setGauge("explorerio_cache_entries", "Answers held by the result cache.",
                     static_cast<double>(cached.entries));
    metrics.setGauge("explorerio_index_lag", "Changes not yet visible to searches.",
                     static_cast<double>(state.lag));
    metrics.setGauge("explorerio_index_documents", "Documents in the search indexes.",
                     static_cast<double>(state.statistics.documents));
    metrics.setGauge("explorerio_index_size_bytes", "Bytes of the search indexes on disk.",
                     static_cast<double>(state.statistics.sizeBytes));
    metrics.setGauge("explorerio_database_size_bytes", "Bytes of the database on disk.",
                     static_cast<double>(database.sizeBytes()));
    metrics.setGauge("explorerio_database_queued_writes", "Write jobs waiting for the database's writer.",
                     static_cast<double>(database.queuedWrites()));
    metrics.setGauge("explorerio_disk_free_bytes", "Free bytes on the data directory's disk.",
                     static_cast<double>(made.figures.diskFreeBytes));
}

void HealthMonitor::Private::logChanges(const api::HealthReport &made)
{
    for (const api::ComponentHealth &component : made.components) {
        if (component.since < made.checkedAt)
            continue;
        if (component.status == api::HealthStatus::Pass)
            logger.info("component_passes", {{"component", component.name}});
        else
            logger.warning("component_suffers", {{"component", component.name},
                                                 {"status", std::string(toString(component.status))},
                                                 {"reason", component.reason}});
    }
}

void HealthMonitor::Private::run()
{
    nameThread("monitor");
    for (;;) {
        check(true);
        std::function<void()> work;
        {
            std::unique_lock lock(mutex);
            work = chore;
        }
        if (work)
            work();
        std::unique_lock lock(mutex);
        if (wake.wait_for(lock, std::chrono::milliseconds(settings.checkMillis), [this] { return stopping; }))
            break;
    }
    database.closeThreadReader();
}

Result<std::unique_ptr<HealthMonitor>>
HealthMonitor::create(storage::Database &database, index::IndexCatalog &indexes, cache::ResultCache &cache,
                      metrics::Metrics &metrics, std::filesystem::path dataDirectory,
                      const MonitorSettings &settings, const Clock &clock, Logger &logger)
{
    auto d = std::make_unique<Private>(database, indexes, cache, metrics, std::move(dataDirectory), settings,
                                       clock, logger);
    d->thread = std::thread([parts = d.get()] { parts->run(); });
    return std::unique_ptr<HealthMonitor>(new HealthMonitor(std::move(d)));
}

HealthMonitor::HealthMonitor(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

HealthMonitor::~HealthMonitor()
{
    {
        const std::scoped_lock lock(d->mutex);
        d->stopping = true;
    }
    d->wake.notify_all();
    d->thread.join();
}

void HealthMonitor::setGateway(std::function<api::ComponentHealth()> check)
{
    const std::scoped_lock lock(d->gatewayMutex);
    d->gateway = std::move(check);
}

void HealthMonitor::onTick(std::function<void()> chore)
{
    const std::scoped_lock lock(d->mutex);
    d->chore = std::move(chore);
}

api::HealthReport HealthMonitor::report(bool fresh)
{
    if (!fresh) {
        const std::scoped_lock lock(d->mutex);
        if (d->last)
            return *d->last;
    }
    d->check(false);
    const std::scoped_lock lock(d->mutex);
    return *d->last;
}

std::vector<std::string> HealthMonitor::notReadyReasons()
{
    std::vector<std::string> reasons;
    const index::IndexState state = d->indexes.overallState();
    if (state.phase == index::IndexState::Phase::Ready)
        d->wasIndexReady = true;
    if (state.phase == index::IndexState::Phase::Failed)
        reasons.emplace_back("index_failed");
    else if (!d->wasIndexReady)
        reasons.emplace_back("index_rebuilding");
    for (const api::ComponentHealth &component : report(false).components) {
        if (component.name == "database" && component.status == api::HealthStatus::Fail)
            reasons.emplace_back("database_failed");
    }
    return reasons;
}

} // namespace explorer::monitor
