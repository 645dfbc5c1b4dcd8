#include "core/metrics/metrics.h"

#include "core/metrics/latencywindow.h"
#include "core/metrics/processusage.h"
#include "core/metrics/searchwindow.h"

#include <prometheus/check_names.h>
#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <shared_mutex>

namespace explorer::metrics
{
namespace
{

constexpr std::size_t kRouteLimit = 200;
constexpr std::string_view kOther = "other";
constexpr std::array<std::string_view, 8> kMethods{"GET",    "HEAD",    "POST",  "PUT",
                                                   "DELETE", "OPTIONS", "PATCH", kOther};

const prometheus::Histogram::BucketBoundaries &durationBuckets()
{
    static const prometheus::Histogram::BucketBoundaries kBuckets{
        0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0};
    return kBuckets;
}

double toSeconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

prometheus::MetricFamily single(std::string name, std::string help, prometheus::MetricType type, double value)
{
    prometheus::MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = type;
    prometheus::ClientMetric metric;
    metric.gauge.value = value;
    metric.counter.value = value;
    family.metric.push_back(std::move(metric));
    return family;
}

void addProcess(std::vector<prometheus::MetricFamily> &families)
{
    using prometheus::MetricType;
    const ProcessUsage usage = readProcessUsage();
    families.push_back(single("process_cpu_seconds_total", "User and system CPU time spent, in seconds.",
                              MetricType::Counter, usage.cpuSeconds));
    families.push_back(single("process_resident_memory_bytes", "Resident memory, in bytes.",
                              MetricType::Gauge, static_cast<double>(usage.residentBytes)));
    families.push_back(single("process_virtual_memory_bytes", "Virtual memory, in bytes.", MetricType::Gauge,
                              static_cast<double>(usage.virtualBytes)));
    families.push_back(single("process_open_fds", "Open file descriptors.", MetricType::Gauge,
                              static_cast<double>(usage.openFiles)));
    families.push_back(single("process_start_time_seconds", "Start of the process, in seconds since 1970.",
                              MetricType::Gauge, usage.startSeconds));
}

/// One route's series: the counters are looked up once and kept, since a lookup by labels costs ten times an
/// increment.
struct RouteSeries {
    LatencyWindow window;
    prometheus::Histogram *durations = nullptr;
    std::mutex mutex;
    std::map<std::pair<std::size_t, int>, prometheus::Counter *> requests;
};

} // namespace

struct Metrics::Private {
    SystemClock systemClock;
    const Clock *clock = &systemClock;
    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter> &requests =
        prometheus::BuildCounter()
            .Name("explorerio_http_requests_total")
            .Help("HTTP requests answered, by method, route pattern and status.")
            .Register(registry);
    prometheus::Family<prometheus::Histogram> &durations =
        prometheus::BuildHistogram()
            .Name("explorerio_http_request_duration_seconds")
            .Help("Time from a request's last byte in to its answer's hand-over, by route pattern.")
            .Register(registry);
    prometheus::Family<prometheus::Counter> &searches = prometheus::BuildCounter()
                                                            .Name("explorerio_searches_total")
                                                            .Help("Searches answered, by cache status.")
                                                            .Register(registry);
    prometheus::Histogram &searchDurations = prometheus::BuildHistogram()
                                                 .Name("explorerio_search_duration_seconds")
                                                 .Help("Time of a search inside the engine.")
                                                 .Register(registry)
                                                 .Add({}, durationBuckets());
    prometheus::Counter &indexQueries = prometheus::BuildCounter()
                                            .Name("explorerio_index_queries_total")
                                            .Help("Searches that went past the cache to the indexes.")
                                            .Register(registry)
                                            .Add({});
    prometheus::Family<prometheus::Counter> &invalidations =
        prometheus::BuildCounter()
            .Name("explorerio_cache_invalidations_total")
            .Help("Changes that made cached answers old, by strategy and trigger.")
            .Register(registry);
    prometheus::Family<prometheus::Counter> &invalidated =
        prometheus::BuildCounter()
            .Name("explorerio_cache_invalidated_entries_total")
            .Help("Answers removed from the cache, by strategy and trigger.")
            .Register(registry);
    prometheus::Family<prometheus::Counter> &ingested = prometheus::BuildCounter()
                                                            .Name("explorerio_ingest_records_total")
                                                            .Help("Records received, by outcome.")
                                                            .Register(registry);
    prometheus::Counter &indexed = ingested.Add({{"outcome", "indexed"}});
    prometheus::Counter &duplicate = ingested.Add({{"outcome", "duplicate"}});
    prometheus::Counter &quarantined = ingested.Add({{"outcome", "quarantined"}});
    prometheus::Counter &rejected = ingested.Add({{"outcome", "rejected"}});
    prometheus::Gauge &connections = prometheus::BuildGauge()
                                         .Name("explorerio_http_connections")
                                         .Help("Open client connections.")
                                         .Register(registry)
                                         .Add({});

    SearchWindowCounter searchWindow;
    mutable std::shared_mutex mutex;
    std::map<std::string, std::unique_ptr<RouteSeries>, std::less<>> routes;
    std::mutex gaugeMutex;
    std::map<std::string, prometheus::Gauge *, std::less<>> gauges;

    RouteSeries &route(std::string_view name);
    prometheus::Counter &counter(RouteSeries &series, std::string_view method, std::string_view route,
                                 int status);
};

RouteSeries &Metrics::Private::route(std::string_view name)
{
    {
        const std::shared_lock lock(mutex);
        const auto found = routes.find(name);
        if (found != routes.end())
            return *found->second;
    }
    const std::unique_lock lock(mutex);
    std::string key(routes.size() >= kRouteLimit && !routes.contains(name) ? kOther : name);
    std::unique_ptr<RouteSeries> &series = routes[key];
    if (!series) {
        series = std::make_unique<RouteSeries>();
        series->durations = &durations.Add({{"route", key}}, durationBuckets());
    }
    return *series;
}

prometheus::Counter &Metrics::Private::counter(RouteSeries &series, std::string_view method,
                                               std::string_view route, int status)
{
    const auto known = std::find(kMethods.begin(), kMethods.end() - 1, method);
    const auto methodIndex = static_cast<std::size_t>(known - kMethods.begin());
    const int label = status >= 100 && status < 600 ? status : 0;
    const std::scoped_lock lock(series.mutex);
    prometheus::Counter *&counter = series.requests[{methodIndex, label}];
    if (counter == nullptr) {
        const std::shared_lock routesLock(mutex);
        counter = &requests.Add({{"method", std::string(kMethods[methodIndex])},
                                 {"route", std::string(routes.contains(route) ? route : kOther)},
                                 {"status", std::to_string(label)}});
    }
    return *counter;
}

Metrics::Metrics() : d(std::make_unique<Private>())
{
    prometheus::BuildGauge()
        .Name("explorerio_build_info")
        .Help("Always 1; the label is the version.")
        .Register(d->registry)
        .Add({{"version", EXPLORERIO_VERSION}})
        .Set(1);
}

Metrics::Metrics(const Clock &clock) : Metrics() { d->clock = &clock; }

Metrics::~Metrics() = default;

void Metrics::recordRequest(std::string_view method, std::string_view route, int status,
                            std::chrono::nanoseconds duration)
{
    RouteSeries &series = d->route(route);
    series.window.record(d->clock->steadyNow(), duration, status >= 500);
    series.durations->Observe(toSeconds(duration));
    d->counter(series, method, route, status).Increment();
}

void Metrics::recordSearch(std::string_view cacheStatus, std::chrono::nanoseconds duration)
{
    d->searchWindow.record(d->clock->steadyNow(), cacheStatus != "bypass", cacheStatus == "hit");
    d->searches.Add({{"cache", std::string(cacheStatus)}}).Increment();
    d->searchDurations.Observe(toSeconds(duration));
}

void Metrics::recordIndexQuery() { d->indexQueries.Increment(); }

void Metrics::recordInvalidation(std::string_view strategy, std::string_view trigger, std::int64_t entries)
{
    const prometheus::Labels labels{{"strategy", std::string(strategy)}, {"trigger", std::string(trigger)}};
    d->invalidations.Add(labels).Increment();
    d->invalidated.Add(labels).Increment(static_cast<double>(entries));
}

void Metrics::recordIngest(std::int64_t indexed, std::int64_t duplicate, std::int64_t quarantined,
                           std::int64_t rejected)
{
    d->indexed.Increment(static_cast<double>(indexed));
    d->duplicate.Increment(static_cast<double>(duplicate));
    d->quarantined.Increment(static_cast<double>(quarantined));
    d->rejected.Increment(static_cast<double>(rejected));
}

void Metrics::recordConnections(int open) { d->connections.Set(open); }

void Metrics::setGauge(std::string_view name, std::string_view help, double value)
{
    const std::scoped_lock lock(d->gaugeMutex);
    const auto found = d->gauges.find(name);
    if (found != d->gauges.end()) {
        if (found->second != nullptr)
            found->second->Set(value);
        return;
    }
    prometheus::Gauge *gauge = nullptr;
    try {
        if (prometheus::CheckMetricName(std::string(name)))
            gauge = &prometheus::BuildGauge()
                         .Name(std::string(name))
                         .Help(std::string(help))
                         .Register(d->registry)
                         .Add({});
    } catch (const std::exception &) {
        gauge = nullptr;
    }
    d->gauges.emplace(name, gauge);
    if (gauge != nullptr)
        gauge->Set(value);
}

namespace
{

RouteWindow describe(std::string route, const LatencyWindow::Sum &sum)
{
    RouteWindow window;
    window.route = std::move(route);
    window.requests = sum.requests;
    window.errors = sum.errors;
    window.p50Millis = sum.quantileMillis(0.50);
    window.p95Millis = sum.quantileMillis(0.95);
    window.p99Millis = sum.quantileMillis(0.99);
    return window;
}

} // namespace

std::vector<RouteWindow> Metrics::routes(std::chrono::seconds window) const
{
    const auto now = d->clock->steadyNow();
    std::vector<RouteWindow> windows;
    const std::shared_lock lock(d->mutex);
    for (const auto &[name, series] : d->routes) {
        const LatencyWindow::Sum sum = series->window.sum(now, window);
        if (sum.requests > 0)
            windows.push_back(describe(name, sum));
    }
    std::stable_sort(windows.begin(), windows.end(),
                     [](const RouteWindow &a, const RouteWindow &b) { return a.requests > b.requests; });
    return windows;
}

RouteWindow Metrics::allRoutes(std::chrono::seconds window) const
{
    const auto now = d->clock->steadyNow();
    LatencyWindow::Sum total;
    const std::shared_lock lock(d->mutex);
    for (const auto &[name, series] : d->routes)
        total += series->window.sum(now, window);
    return describe({}, total);
}

Metrics::SearchWindow Metrics::searches(std::chrono::seconds window) const
{
    return d->searchWindow.sum(d->clock->steadyNow(), window);
}

std::string Metrics::exposition() const
{
    std::vector<prometheus::MetricFamily> families = d->registry.Collect();
    // A family without a series yet is only a comment; a scraper gains nothing from it.
    std::erase_if(families, [](const prometheus::MetricFamily &family) { return family.metric.empty(); });
    addProcess(families);
    return prometheus::TextSerializer().Serialize(families);
}

} // namespace explorer::metrics
