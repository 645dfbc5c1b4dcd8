#include "core/api/health.h"

#include "core/base/timestamp.h"

namespace explorer::api
{
namespace
{

HealthStatus statusFromString(std::string_view text)
{
    if (text == "pass")
        return HealthStatus::Pass;
    return text == "degraded" ? HealthStatus::Degraded : HealthStatus::Fail;
}

/// A figure without samples is null on the wire and negative in memory.
nlohmann::json orNull(double value) { return value < 0 ? nlohmann::json() : nlohmann::json(value); }

double fromNullable(const nlohmann::json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_number() ? found->get<double>() : -1;
}

nlohmann::json figuresToJson(const HealthFigures &figures)
{
    return {{"api_p95_ms", orNull(figures.apiP95Millis)},
            {"pool_in_use", orNull(figures.poolInUseRatio)},
            {"cache_hit_ratio", orNull(figures.cacheHitRatio)},
            {"error_ratio", orNull(figures.errorRatio)},
            {"recent_requests", figures.recentRequests},
            {"recent_cache_lookups", figures.recentCacheLookups},
            {"requests_per_second", figures.requestsPerSecond},
            {"searches_per_second", figures.searchesPerSecond},
            {"cpu", orNull(figures.cpuRatio)},
            {"resident_bytes", figures.residentBytes},
            {"memory_total_bytes", figures.memoryTotalBytes},
            {"disk_free_bytes", figures.diskFreeBytes},
            {"disk_total_bytes", figures.diskTotalBytes},
            {"index_lag", figures.indexLag},
            {"uptime_ms", figures.uptimeMillis}};
}

HealthFigures figuresFromJson(const nlohmann::json &json)
{
    HealthFigures figures;
    figures.apiP95Millis = fromNullable(json, "api_p95_ms");
    figures.poolInUseRatio = fromNullable(json, "pool_in_use");
    figures.cacheHitRatio = fromNullable(json, "cache_hit_ratio");
    figures.errorRatio = fromNullable(json, "error_ratio");
    figures.recentRequests = json.value("recent_requests", std::int64_t{0});
    figures.recentCacheLookups = json.value("recent_cache_lookups", std::int64_t{0});
    figures.requestsPerSecond = json.value("requests_per_second", 0.0);
    figures.searchesPerSecond = json.value("searches_per_second", 0.0);
    figures.cpuRatio = fromNullable(json, "cpu");
    figures.residentBytes = json.value("resident_bytes", std::int64_t{0});
    figures.memoryTotalBytes = json.value("memory_total_bytes", std::int64_t{0});
    figures.diskFreeBytes = json.value("disk_free_bytes", std::int64_t{0});
    figures.diskTotalBytes = json.value("disk_total_bytes", std::int64_t{0});
    figures.indexLag = json.value("index_lag", std::int64_t{0});
    figures.uptimeMillis = json.value("uptime_ms", std::int64_t{0});
    return figures;
}

} // namespace

std::string_view toString(HealthStatus status)
{
    switch (status) {
    case HealthStatus::Pass:
        return "pass";
    case HealthStatus::Degraded:
        return "degraded";
    case HealthStatus::Fail:
        return "fail";
    }
    return "fail";
}

void to_json(nlohmann::json &json, const HealthReport &report)
{
    json = {{"status", toString(report.status)},
            {"checked_at", toRfc3339(report.checkedAt)},
            {"version", report.version},
            {"figures", figuresToJson(report.figures)}};
    nlohmann::json components = nlohmann::json::array();
    for (const ComponentHealth &component : report.components) {
        nlohmann::json entry{{"name", component.name},
                             {"status", toString(component.status)},
                             {"latency_ms", component.latencyMillis},
                             {"since", toRfc3339(component.since)}};
        if (!component.reason.empty())
            entry["reason"] = component.reason;
        components.push_back(std::move(entry));
    }
    json["components"] = std::move(components);
    nlohmann::json routes = nlohmann::json::array();
    for (const RouteFigures &route : report.routes) {
        routes.push_back({{"route", route.route},
                          {"per_second", route.perSecond},
                          {"p50_ms", route.p50Millis},
                          {"p95_ms", route.p95Millis},
                          {"p99_ms", route.p99Millis},
                          {"error_ratio", route.errorRatio},
                          {"requests", route.requests}});
    }
    json["routes"] = std::move(routes);
    nlohmann::json samples = nlohmann::json::array();
    for (const HealthSample &sample : report.samples)
        samples.push_back({{"at", toRfc3339(sample.at)}, {"figures", figuresToJson(sample.figures)}});
    json["samples"] = std::move(samples);
}

void from_json(const nlohmann::json &json, HealthReport &report)
{
    report.status = statusFromString(json.value("status", ""));
    report.checkedAt = fromRfc3339(json.value("checked_at", "")).value_or(0);
    report.version = json.value("version", "");
    report.figures = figuresFromJson(json.value("figures", nlohmann::json::object()));
    report.components.clear();
    for (const nlohmann::json &entry : json.value("components", nlohmann::json::array())) {
        report.components.push_back({entry.value("name", ""), statusFromString(entry.value("status", "")),
                                     entry.value("latency_ms", 0.0),
                                     fromRfc3339(entry.value("since", "")).value_or(0),
                                     entry.value("reason", "")});
    }
    report.routes.clear();
    for (const nlohmann::json &entry : json.value("routes", nlohmann::json::array())) {
        report.routes.push_back({entry.value("route", ""), entry.value("per_second", 0.0),
                                 entry.value("p50_ms", 0.0), entry.value("p95_ms", 0.0),
                                 entry.value("p99_ms", 0.0), entry.value("error_ratio", 0.0),
                                 entry.value("requests", std::int64_t{0})});
    }
    report.samples.clear();
    for (const nlohmann::json &entry : json.value("samples", nlohmann::json::array())) {
        report.samples.push_back({fromRfc3339(entry.value("at", "")).value_or(0),
                                  figuresFromJson(entry.value("figures", nlohmann::json::object()))});
    }
}

} // namespace explorer::api
