#include "server/middleware/middleware.h"

namespace explorer::middleware
{

http::HttpServer::Middleware refuseOrigin()
{
    return [](http::Request &request, const http::Route &, const http::Handler &next) {
        if (request.header("origin")) {
            return http::problem(makeError(ErrorCode::PermissionDenied, "origin_refused",
                                           "Requests from web pages are not answered here."),
                                 request);
        }
        return next(request);
    };
}

} // namespace explorer::middleware
