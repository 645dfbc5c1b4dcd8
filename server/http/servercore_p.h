#pragma once

#include "server/http/connectionledger_p.h"
#include "server/http/hostpolicy_p.h"
#include "server/http/httpserver.h"

#include <QSslConfiguration>

#include <atomic>
#include <optional>

namespace explorer::http
{

struct AnswerStream;
struct Exchange;

/// What all threads of one server share. Handlers that outlive a hurried stop keep it alive. After create()
/// only the counters and, before the first connection, the host policy change.
struct ServerCore {
    explicit ServerCore(HttpServer::Parts parts);

    HttpSettings settings;
    Router router;
    std::vector<HttpServer::Middleware> admission;
    std::vector<HttpServer::Middleware> middleware;
    /// By route, in the router's order: its admission, and its handler inside its middleware.
    std::vector<Handler> doors;
    std::vector<Handler> chains;
    ThreadPool *pool;
    metrics::Metrics *metrics;
    Logger *logger;
    std::optional<QSslConfiguration> tls;
    HostPolicy hosts;
    ConnectionLedger ledger;
    std::atomic<std::int64_t> bodyBytes{0};
    std::atomic<std::int64_t> answerBytes{0};
    std::atomic<int> activeRequests{0};
    std::atomic<bool> draining{false};

    /// The answer to a request that is not let in; nothing where it is.
    std::optional<Response> turnAway(Exchange &exchange);
    /// Runs the handler; what it throws becomes a 500. The answer is ready to be sent: packed, without a body
    /// for HEAD.
    Response run(Exchange &exchange);
    /// On the pool. What is thrown becomes a failure; after one, or the last piece, what made them is let go
    /// of.
    Result<std::string> nextPiece(AnswerStream &stream) const;
    /// Access log line and metrics.
    void record(const Exchange &exchange, int status, std::size_t bodyBytes) const;

private:
    [[nodiscard]] std::size_t numberOf(const Route &route) const;
    /// What the handler throws becomes a 500.
    Response call(const Handler &handler, Request &request) const;
};

} // namespace explorer::http
