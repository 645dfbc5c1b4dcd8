#include "server/middleware/middleware.h"

namespace explorer::middleware
{
namespace
{

bool isLoopback(const std::string &address) { return address.starts_with("127.") || address == "::1"; }

} // namespace

http::HttpServer::Middleware authorize()
{
    return [](http::Request &request, const http::Route &route, const http::Handler &next) {
        const auto needed = static_cast<auth::Permission>(route.permission.value());
        if (needed == auth::Permission::None)
            return next(request);
        // A scraper on the same machine reads the metrics without a token.
        if (needed == auth::Permission::MetricsRead && isLoopback(request.clientAddress))
            return next(request);
        if (!request.user) {
            return http::problem(
                makeError(ErrorCode::Unauthenticated, "token_missing",
                          "This needs a signed-in user. Sign in at auth/login and send the access token."),
                request);
        }
        if (!auth::roleHas(request.user->role, needed)) {
            return http::problem(makeError(ErrorCode::PermissionDenied, "role_insufficient",
                                           "The role " + std::string(api::toString(request.user->role)) +
                                               " may not do this. Ask an admin for a role that may."),
                                 request);
        }
        return next(request);
    };
}

} // namespace explorer::middleware
