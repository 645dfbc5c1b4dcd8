#pragma once

#include "core/auth/authservice.h"
#include "server/http/httpserver.h"

#include <string>

/// What every request goes through, in the order of the gateway's list. Each is one function that makes a
/// link of the chain; what it refers to must outlive the server.
namespace explorer::middleware
{

/// Refuses (403) a request without the embedded server's secret of this launch in X-ExplorerIO-Launch.
http::HttpServer::Middleware requireLaunchSecret(std::string secret);

/// Refuses (403) a request that a web page sends: the service has no pages, so an Origin is always foreign.
http::HttpServer::Middleware refuseOrigin();

/// Verifies a Bearer token where one is sent and sets Request::user. A wrong or expired one is 401 on every
/// route.
http::HttpServer::Middleware authenticate(const auth::AuthService &auth);

/// Lets a request reach its route only with the route's permission. Deny by default.
http::HttpServer::Middleware authorize();

/// The rates of the limits table; those at once are by user.
struct RateSettings {
    double userPerSecond = 50;
    double userBurst = 100;
    double anonymousPerSecond = 10;
    int searchesAtOnce = 2;
    int exportsAtOnce = 2;
};

/// One token bucket a user, one an address without a user. 429 with Retry-After.
http::HttpServer::Middleware limitRates(const RateSettings &settings, const Clock &clock);

/// At most `limit` searches of one user at once; the next one is 429.
http::HttpServer::Middleware limitConcurrentSearches(int limit);

/// A permission as the router carries it.
inline int permissionNumber(auth::Permission permission) { return static_cast<int>(permission); }

} // namespace explorer::middleware
