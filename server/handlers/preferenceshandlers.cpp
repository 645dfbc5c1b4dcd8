#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr std::int64_t kLimitBytes = 64 * 1024;

std::string etag(std::int64_t version) { return "\"" + std::to_string(version) + "\""; }

Result<http::Response> show(search::KeptWork &kept, const http::Request &request)
{
    const Result<storage::StoredPreferences> stored = kept.preferences(request.user->id);
    if (!stored)
        return fail(stored.error());
    if (request.header("if-none-match").value_or("") == etag(stored->version))
        return http::Response::empty(304).withHeader("ETag", etag(stored->version));
    return http::Response::json(200, stored->json).withHeader("ETag", etag(stored->version));
}

Result<http::Response> set(search::KeptWork &kept, const http::Request &request)
{
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request);
    if (!expected)
        return fail(expected.error());
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<std::int64_t> version = kept.setPreferences(request.user->id, request.body, *expected);
    if (!version)
        return fail(version.error());
    return http::Response::json(200, request.body).withHeader("ETag", etag(*version));
}

} // namespace

void addPreferencesRoutes(http::Router &router, engine::Engine &engine)
{
    constexpr auto kWho = auth::Permission::Authenticated;
    search::KeptWork &kept = engine.keptWork();
    const std::string path = "/api/v1/preferences";
    router.add(route("GET", path, kWho, [&kept](http::Request &request) { return show(kept, request); }));
    http::Route put =
        route("PUT", path, kWho, [&kept](http::Request &request) { return set(kept, request); });
    put.bodyLimitBytes = kLimitBytes;
    router.add(std::move(put));
}

} // namespace explorer::gateway
