#include "server/middleware/middleware.h"

namespace explorer::middleware
{
namespace
{

/// Takes the same time wherever the texts differ.
bool isEqual(std::string_view left, std::string_view right)
{
    if (left.size() != right.size())
        return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        difference |=
            static_cast<unsigned>(static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]));
    return difference == 0;
}

} // namespace

http::HttpServer::Middleware requireLaunchSecret(std::string secret)
{
    return
        [secret = std::move(secret)](http::Request &request, const http::Route &, const http::Handler &next) {
            if (!isEqual(request.header("x-explorerio-launch").value_or(""), secret)) {
                return http::problem(
                    makeError(ErrorCode::PermissionDenied, "launch_secret",
                              "This server belongs to one ExplorerIO window and answers only that."),
                    request);
            }
            return next(request);
        };
}

} // namespace explorer::middleware
