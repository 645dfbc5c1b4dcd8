#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

Result<http::Response> ready(engine::Engine &engine, const http::ServerStatus &status)
{
    std::vector<std::string> reasons = engine.health().notReadyReasons();
    if (status.draining)
        reasons.emplace_back("draining");
    const api::WarmingState warming = engine.warmer().state();
    // What warms later on, by hand or for a new index, keeps no traffic away.
    if (engine.warmer().isAwaited())
        reasons.emplace_back("warming");
    nlohmann::json answer{{"ready", reasons.empty()}, {"reasons", reasons}};
    if (warming.state == "running")
        answer["warming"] = {{"percent", warming.percent}, {"reason", warming.reason}};
    return jsonResponse(reasons.empty() ? 200 : 503, answer);
}

Result<http::Response> health(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"fresh"}); !known)
        return fail(known.error());
    const Result<bool> fresh = boolParameter(request, "fresh", false);
    if (!fresh)
        return fail(fresh.error());
    return jsonResponse(200, engine.health().report(*fresh)).withHeader("Cache-Control", "no-store");
}

} // namespace

void addHealthRoutes(http::Router &router, engine::Engine &engine, std::function<http::ServerStatus()> status)
{
    using auth::Permission;
    http::Route live =
        route("GET", "/livez", Permission::None, [](http::Request &) -> Result<http::Response> {
            return jsonResponse(200, {{"live", true}});
        });
    live.runOn = http::RunOn::Inline;
    router.add(std::move(live));
    router.add(route("GET", "/readyz", Permission::None,
                     [&engine, status](http::Request &) { return ready(engine, status()); }));
    http::Route report = route("GET", "/api/v1/health", Permission::HealthRead,
                               [&engine](http::Request &request) { return health(engine, request); });
    report.deadline = std::chrono::seconds(12);
    router.add(std::move(report));
    router.add(route("GET", "/metrics", Permission::MetricsRead,
                     [&engine](http::Request &) -> Result<http::Response> {
                         return http::Response::text(200, engine.metrics().exposition(),
                                                     "text/plain; version=0.0.4; charset=utf-8");
                     }));
}

} // namespace explorer::gateway
