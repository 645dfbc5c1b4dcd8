#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

/// Clearing writes its audit line and fsyncs before the answer.
constexpr std::chrono::seconds kWriteDeadline{10};

Result<http::Response> stats(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {}); !known)
        return fail(known.error());
    const Result<api::CacheStats> stats = engine.cacheAdmin().stats();
    if (!stats)
        return fail(stats.error());
    return jsonResponse(200, *stats).withHeader("Cache-Control", "no-store");
}

Result<http::Response> invalidate(engine::Engine &engine, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<api::InvalidationRequest> wanted = api::invalidationRequestFromJson(*json);
    if (!wanted)
        return fail(wanted.error());
    const Result<api::InvalidationAnswer> answer =
        engine.cacheAdmin().invalidate(*wanted, request.user->name);
    if (!answer)
        return fail(answer.error());
    return jsonResponse(200, *answer);
}

Result<http::Response> warm(engine::Engine &engine, const http::Request &request)
{
    const Result<nlohmann::json> json =
        request.body.empty() ? Result<nlohmann::json>(nlohmann::json::object()) : jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<std::vector<std::string>> collections = api::warmRequestFromJson(*json);
    if (!collections)
        return fail(collections.error());
    const Result<bool> started = engine.cacheAdmin().warm(*collections, request.user->name);
    if (!started)
        return fail(started.error());
    return jsonResponse(202, {{"started", *started}});
}

} // namespace

void addCacheRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    router.add(route("GET", "/api/v1/cache/stats", Permission::CacheManage,
                     [&engine](http::Request &request) { return stats(engine, request); }));
    http::Route clear = route("POST", "/api/v1/cache/_invalidate", Permission::CacheManage,
                              [&engine](http::Request &request) { return invalidate(engine, request); });
    clear.deadline = kWriteDeadline;
    router.add(std::move(clear));
    http::Route fill = route("POST", "/api/v1/cache/_warm", Permission::CacheManage,
                             [&engine](http::Request &request) { return warm(engine, request); });
    fill.deadline = kWriteDeadline;
    router.add(std::move(fill));
}

} // namespace explorer::gateway
