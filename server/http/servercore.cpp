#include "server/http/servercore_p.h"

#include "server/http/answerstream_p.h"
#include "server/http/responsewriter_p.h"

#include <exception>

namespace explorer::http
{
namespace
{

std::string_view methodLabel(std::string_view method)
{
    constexpr std::array<std::string_view, 7> kMethods{"GET",   "HEAD",   "POST",   "PUT",
                                                       "PATCH", "DELETE", "OPTIONS"};
    // A label value per invented method would grow the metrics without end.
    return std::find(kMethods.begin(), kMethods.end(), method) == kMethods.end() ? std::string_view("OTHER")
                                                                                 : method;
}

/// No status of HTTP: the request passed every layer of the admission.
constexpr int kLetIn = 0;

/// `layers` are kept by reference.
Handler wrapped(Handler chain, const std::vector<HttpServer::Middleware> &layers, const Route &route)
{
    for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
        chain = [&wrap = *layer, &route, next = std::move(chain)](Request &request) {
            return wrap(request, route, next);
        };
    }
    return chain;
}

} // namespace

ServerCore::ServerCore(HttpServer::Parts parts)
    : settings(std::move(parts.settings)), router(std::move(parts.router)),
      admission(std::move(parts.admission)), middleware(std::move(parts.middleware)), pool(parts.pool),
      metrics(parts.metrics), logger(parts.logger),
      ledger(settings.connectionLimit, settings.connectionsPerAddress)
{
    const Handler letIn = [](Request &) {
        Response response;
        response.status = kLetIn;
        return response;
    };
    for (const Route &route : router.routes()) {
        doors.push_back(wrapped(letIn, admission, route));
        chains.push_back(wrapped(route.handler, middleware, route));
    }
}

std::size_t ServerCore::numberOf(const Route &route) const
{
    return static_cast<std::size_t>(&route - router.routes().data());
}

std::optional<Response> ServerCore::turnAway(Exchange &exchange)
{
    Response response = call(doors[numberOf(*exchange.route)], exchange.request);
    if (response.status == kLetIn)
        return std::nullopt;
    prepareResponse(response, exchange);
    return response;
}

Response ServerCore::run(Exchange &exchange)
{
    Response response = call(chains[numberOf(*exchange.route)], exchange.request);
    prepareResponse(response, exchange);
    return response;
}

Response ServerCore::call(const Handler &handler, Request &request) const
{
    std::string thrown;
    try {
        return handler(request);
    } catch (const std::exception &failure) {
        thrown = failure.what();
        if (thrown.empty())
            thrown = "an exception without a text";
    } catch (...) {
        thrown = "an exception of an unknown type";
    }
    if (logger)
        logger->error("handler_threw",
                      {{"route", request.route}, {"request_id", request.requestId}, {"what", thrown}});
    return problem(makeError(ErrorCode::Internal, "internal", thrown), request);
}

Result<std::string> ServerCore::nextPiece(AnswerStream &stream) const
{
    const Request &request = stream.exchange->request;
    if (request.cancel.isCancelled())
        return fail(ErrorCode::Cancelled, "cancelled", "The client is gone.");
    Result<std::string> piece;
    try {
        piece = stream.next();
    } catch (const std::exception &failure) {
        piece = fail(ErrorCode::Internal, "internal", failure.what());
    } catch (...) {
        piece = fail(ErrorCode::Internal, "internal", "an exception of an unknown type");
    }
    if (!piece && logger)
        logger->warning("stream_broken", {{"route", request.route},
                                          {"request_id", request.requestId},
                                          {"reason", piece.error().reason},
                                          {"what", piece.error().message}});
    if (!piece || piece->empty())
        stream.next = nullptr;
    return piece;
}

void ServerCore::record(const Exchange &exchange, int status, std::size_t bytes) const
{
    const auto elapsed = std::chrono::steady_clock::now() - exchange.started;
    const std::string_view route = exchange.route ? std::string_view(exchange.route->pattern) : "unmatched";
    const std::string_view method = methodLabel(exchange.request.method);
    if (metrics)
        metrics->recordRequest(method, route, status, elapsed);
    if (!logger || !logger->isEnabled(LogLevel::Info))
        return;
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count();
    std::string millis = std::to_string(micros / 1000) + "." + std::to_string(micros % 1000 / 100);
    logger->info("request", {{"method", std::string(method)},
                             {"route", std::string(route)},
                             {"status", std::to_string(status)},
                             {"ms", std::move(millis)},
                             {"bytes", std::to_string(bytes)},
                             {"request_id", exchange.request.requestId}});
}

} // namespace explorer::http
