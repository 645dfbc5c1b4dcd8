#include "server/middleware/middleware.h"

namespace explorer::middleware
{

http::HttpServer::Middleware authenticate(const auth::AuthService &auth)
{
    return [&auth](http::Request &request, const http::Route &route, const http::Handler &next) {
        const std::optional<std::string> header = request.header("authorization");
        // A route for everybody answers a client with an old token too: it may come to get a new one.
        if (!header || route.permission == permissionNumber(auth::Permission::None))
            return next(request);
        constexpr std::string_view kScheme = "Bearer ";
        if (!header->starts_with(kScheme)) {
            return http::problem(makeError(ErrorCode::Unauthenticated, "token_invalid",
                                           "Only Bearer tokens are taken. Sign in at auth/login to get one."),
                                 request);
        }
        const Result<auth::Principal> principal =
            auth.verify(std::string_view(*header).substr(kScheme.size()));
        if (!principal)
            return http::problem(principal.error(), request);
        request.user = api::UserInfo{principal->userId, principal->name, principal->role};
        return next(request);
    };
}

} // namespace explorer::middleware
