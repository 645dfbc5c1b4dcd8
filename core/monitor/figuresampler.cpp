#include "core/monitor/figuresampler.h"

#include "core/metrics/processusage.h"

#include <numeric>

namespace explorer::monitor
{
namespace
{

using std::chrono::seconds;

constexpr seconds kApiWindow{300};
constexpr seconds kCacheWindow{600};
constexpr seconds kRateWindow{60};
constexpr std::size_t kPoolSamples = 6;

double ratioOr(std::int64_t part, std::int64_t whole, double otherwise)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : otherwise;
}

double secondsBetween(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to)
{
    return std::chrono::duration<double>(to - from).count();
}

} // namespace

FigureSampler::FigureSampler(const metrics::Metrics &metrics, const Clock &clock)
    : m_metrics(metrics), m_clock(clock), m_started(clock.steadyNow()), m_cpuAt(m_started),
      m_cpuSeconds(metrics::readProcessUsage().cpuSeconds)
{
}

void FigureSampler::sample(api::HealthFigures &figures, double poolRatio, bool isTick)
{
    m_observations.routes = m_metrics.routes(kApiWindow);
    m_observations.allRoutes = m_metrics.allRoutes(kApiWindow);
    m_observations.searches = m_metrics.searches(kCacheWindow);
    if (isTick || m_poolRatios.empty())
        m_poolRatios.push_back(poolRatio);
    while (m_poolRatios.size() > kPoolSamples)
        m_poolRatios.pop_front();
    m_observations.poolSamples = static_cast<int>(m_poolRatios.size());
    m_observations.poolInUseRatio = std::accumulate(m_poolRatios.begin(), m_poolRatios.end(), 0.0) /
                                    static_cast<double>(m_poolRatios.size());

    const metrics::RouteWindow &all = m_observations.allRoutes;
    figures.apiP95Millis = all.requests > 0 ? all.p95Millis : -1;
    figures.poolInUseRatio = m_observations.poolInUseRatio;
    figures.cacheHitRatio =
        ratioOr(m_observations.searches.cacheHits, m_observations.searches.cacheLookups, -1);
    figures.errorRatio = ratioOr(all.errors, all.requests, -1);
    figures.recentRequests = all.requests;
    figures.recentCacheLookups = m_observations.searches.cacheLookups;
    const double rateSeconds = windowSeconds(kRateWindow);
    figures.requestsPerSecond = static_cast<double>(m_metrics.allRoutes(kRateWindow).requests) / rateSeconds;
    figures.searchesPerSecond = static_cast<double>(m_metrics.searches(kRateWindow).searches) / rateSeconds;
    figures.uptimeMillis =
        std::chrono::duration_cast<std::chrono::milliseconds>(m_clock.steadyNow() - m_started).count();
    sampleProcess(figures, isTick);
}

void FigureSampler::sampleProcess(api::HealthFigures &figures, bool isTick)
{
    const metrics::ProcessUsage usage = metrics::readProcessUsage();
    const auto now = m_clock.steadyNow();
    const double elapsed = secondsBetween(m_cpuAt, now);
    if (elapsed > 0.5) {
        const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
        m_cpuRatio = std::clamp((usage.cpuSeconds - m_cpuSeconds) / elapsed / cores, 0.0, 1.0);
        if (isTick) {
            m_cpuAt = now;
            m_cpuSeconds = usage.cpuSeconds;
        }
    }
    figures.cpuRatio = m_cpuRatio;
    figures.residentBytes = usage.residentBytes;
    figures.memoryTotalBytes = metrics::machineMemoryBytes();
}

std::vector<api::RouteFigures> FigureSampler::routes() const
{
    std::vector<api::RouteFigures> routes;
    const double length = windowSeconds(kApiWindow);
    for (const metrics::RouteWindow &window : m_observations.routes) {
        api::RouteFigures figures;
        figures.route = window.route;
        figures.requests = window.requests;
        figures.perSecond = static_cast<double>(window.requests) / length;
        figures.p50Millis = window.p50Millis;
        figures.p95Millis = window.p95Millis;
        figures.p99Millis = window.p99Millis;
        figures.errorRatio = ratioOr(window.errors, window.requests, 0);
        routes.push_back(std::move(figures));
    }
    return routes;
}

double FigureSampler::windowSeconds(seconds window) const
{
    const auto now = m_clock.steadyNow();
    const auto intoSlot = now.time_since_epoch() % seconds(10);
    const double whole = std::chrono::duration<double>(window + intoSlot).count();
    return std::max(1.0, std::min(whole, secondsBetween(m_started, now)));
}

} // namespace explorer::monitor
