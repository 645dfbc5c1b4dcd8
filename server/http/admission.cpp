#include "server/http/admission_p.h"

#include "server/http/gzip_p.h"
#include "server/http/responsewriter_p.h"
#include "server/http/target_p.h"
#include "server/http/text_p.h"

namespace explorer::http
{
namespace
{

tl::unexpected<Error> refuse(std::string reason, std::string message)
{
    return fail(ErrorCode::InvalidArgument, std::move(reason), std::move(message));
}

Result<void> checkHost(const ParsedHead &head, const Target &target, const std::string &localAddress,
                       const ServerCore &core)
{
    const int hosts = head.count("host");
    if (hosts > 1)
        return refuse("host_repeated", "The request has more than one Host header. Send one.");
    if (hosts == 0 && !head.isHttp10)
        return refuse("host_missing", "The request has no Host header. HTTP/1.1 asks for one.");
    const bool hostFits = hosts == 0 || core.hosts.allows(head.header("host"), localAddress);
    const bool targetFits = target.authority.empty() || core.hosts.allows(target.authority, localAddress);
    if (hostFits && targetFits)
        return {};
    return refuse(
        "misdirected",
        "This server does not answer for that host name. Use the address it listens on, or add the name "
        "to its settings (hosts).");
}

Result<void> checkMethod(std::string_view method)
{
    constexpr std::array<std::string_view, 7> kMethods{"GET",   "HEAD",   "POST",   "PUT",
                                                       "PATCH", "DELETE", "OPTIONS"};
    if (std::find(kMethods.begin(), kMethods.end(), method) != kMethods.end())
        return {};
    return refuse("method_not_implemented", "This server does not know that method.");
}

Result<void> findRoute(Exchange &exchange)
{
    Request &request = exchange.request;
    Router::Match match = exchange.core->router.find(request.method, request.segments);
    if (match.route) {
        exchange.route = match.route;
        request.route = match.route->pattern;
        request.pathValues = std::move(match.pathValues);
        return {};
    }
    if (match.allowed.empty())
        return fail(ErrorCode::NotFound, "route_unknown",
                    "There is nothing at this address. The API stands under /api/v1.");
    exchange.allowed = match.allowed;
    return refuse("method_not_allowed", "This address takes " + match.allowed + " only.");
}

Result<void> checkBody(const ParsedHead &head, Exchange &exchange)
{
    if (head.count("content-encoding") > 0) {
        const std::string_view coding = head.header("content-encoding");
        exchange.bodyIsGzip = equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip");
        if (!exchange.bodyIsGzip && !equalsIgnoringCase(coding, "identity"))
            return refuse("unsupported_media",
                          "Bodies may be packed with gzip only. Send it so, or unpacked.");
    }
    const auto limit = static_cast<std::uint64_t>(exchange.route->bodyLimitBytes);
    if (head.contentLength > limit)
        return refuse("too_large", "The body has " + std::to_string(head.contentLength) +
                                       " bytes; this address takes " + std::to_string(limit) +
                                       " at most. Send it in parts.");
    const std::int64_t inMemory = exchange.core->bodyBytes.load();
    if (head.hasBody() &&
        inMemory + static_cast<std::int64_t>(head.contentLength) > exchange.core->settings.bodiesLimitBytes)
        return fail(ErrorCode::ResourceExhausted, "bodies_limit",
                    "The server holds as many request bodies as it may. Try again in a second.");
    const auto expectation = exchange.request.header("expect");
    if (!expectation)
        return {};
    if (!equalsIgnoringCase(*expectation, "100-continue"))
        return refuse("expectation_failed", "Only the expectation 100-continue is understood.");
    exchange.awaitsContinue = head.hasBody() && !head.isHttp10;
    return {};
}

} // namespace

Result<void> admit(ParsedHead head, const std::string &localAddress, Exchange &exchange)
{
    Request &request = exchange.request;
    request.method = head.method;
    request.target = head.target;
    request.requestId = requestIdFor(head.header("x-request-id"));
    exchange.isHead = head.method == "HEAD";
    exchange.isHttp10 = head.isHttp10;
    exchange.closeAfter = !head.keepAlive;
    exchange.clientTakesGzip = acceptsGzip(head.header("accept-encoding"));
    request.headers = head.headers;
    if (auto method = checkMethod(head.method); !method)
        return method;
    auto target = parseTarget(head.target);
    if (!target)
        return fail(std::move(target.error()));
    if (auto host = checkHost(head, *target, localAddress, *exchange.core); !host)
        return host;
    request.segments = std::move(target->segments);
    request.query = std::move(target->query);
    if (auto route = findRoute(exchange); !route)
        return route;
    return checkBody(head, exchange);
}

} // namespace explorer::http
