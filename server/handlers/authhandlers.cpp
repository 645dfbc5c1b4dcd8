#include "core/api/wire.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr std::int64_t kBodyLimitBytes = 4 * 1024;
/// A login may stand in the hashing pool's queue before its hash is made.
constexpr std::chrono::seconds kDeadline{10};

Result<std::string> requiredText(const nlohmann::json &json, std::string_view name)
{
    std::string text;
    if (auto read = api::readMember(json, name, text); !read)
        return fail(read.error());
    if (text.empty())
        return fail(ErrorCode::InvalidArgument, "missing_member", std::string(name) + " is missing.");
    return text;
}

Result<http::Response> login(engine::Engine &engine, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    if (auto known = api::requireKnownMembers(*json, {"username", "password"}); !known)
        return fail(known.error());
    const Result<std::string> name = requiredText(*json, "username");
    const Result<std::string> password = requiredText(*json, "password");
    if (!name || !password)
        return fail(!name ? name.error() : password.error());
    const Result<api::TokenAnswer> answer = engine.auth().login(*name, *password, request.clientAddress);
    if (!answer)
        return fail(answer.error());
    return jsonResponse(200, *answer).withHeader("Cache-Control", "no-store");
}

Result<std::string> refreshTokenOf(const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    if (auto known = api::requireKnownMembers(*json, {"refresh_token"}); !known)
        return fail(known.error());
    return requiredText(*json, "refresh_token");
}

Result<http::Response> refresh(engine::Engine &engine, const http::Request &request)
{
    const Result<std::string> token = refreshTokenOf(request);
    if (!token)
        return fail(token.error());
    const Result<api::TokenAnswer> answer = engine.auth().refresh(*token);
    if (!answer)
        return fail(answer.error());
    return jsonResponse(200, *answer).withHeader("Cache-Control", "no-store");
}

Result<http::Response> logout(engine::Engine &engine, const http::Request &request)
{
    const Result<std::string> token = refreshTokenOf(request);
    if (!token)
        return fail(token.error());
    if (auto ended = engine.auth().logout(*token); !ended)
        return fail(ended.error());
    return http::Response::empty(204);
}

} // namespace

void addAuthRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    const auto add = [&router](http::Route route) {
        route.bodyLimitBytes = kBodyLimitBytes;
        route.deadline = kDeadline;
        router.add(std::move(route));
    };
    add(route("POST", "/api/v1/auth/login", Permission::None,
              [&engine](http::Request &request) { return login(engine, request); }));
    add(route("POST", "/api/v1/auth/refresh", Permission::None,
              [&engine](http::Request &request) { return refresh(engine, request); }));
    add(route("POST", "/api/v1/auth/logout", Permission::None,
              [&engine](http::Request &request) { return logout(engine, request); }));
    add(route("GET", "/api/v1/auth/me", Permission::Authenticated,
              [](http::Request &request) -> Result<http::Response> {
                  return jsonResponse(200, request.user.value());
              }));
}

} // namespace explorer::gateway
