#pragma once

#include "core/base/logging.h"
#include "core/base/threadpool.h"
#include "core/metrics/metrics.h"
#include "server/http/router.h"

#include <memory>

namespace explorer::http
{

/// The HTTP rows of the limits table.
struct HttpSettings {
    int requestLineLimitBytes = 8 * 1024;
    int headerCountLimit = 64;
    int headerLimitBytes = 32 * 1024;
    int headerDeadlineMillis = 5000;
    int bodyLeastBytesPerSecond = 1024;
    int bodyDeadlineMillis = 120'000;
    int idleMillis = 30'000;
    int connectionLimit = 512;
    int connectionsPerAddress = 64;
    /// Bodies in memory at once, over all connections; past it 429 with Retry-After.
    std::int64_t bodiesLimitBytes = 64LL * 1024 * 1024;
    /// Answers that their clients have not read yet, over all connections; past it 503 with Retry-After.
    std::int64_t answersLimitBytes = 128LL * 1024 * 1024;
    int drainMillis = 30'000;
    int networkThreads = 1;
    int gzipLeastBytes = 1024;
    /// Host names that are answered besides the address listened on; others get 421.
    std::vector<std::string> hosts;
    /// PEM files; both empty: no TLS.
    std::string certificateFile;
    std::string keyFile;
};

struct ServerStatus {
    int openConnections = 0;
    int connectionLimit = 0;
    int activeRequests = 0;
    bool draining = false;
};

/// HTTP/1.1 over QTcpServer and QSslSocket with Beast's parser. Answers in order, one request at a time a
/// connection; keep-alive, pipelining, HEAD, 100-continue, gzip, chunked bodies. Everything over a limit is
/// refused before memory is taken for it. An object: several may live in one process, each on its own
/// threads; the destructor drains and joins.
class HttpServer
{
public:
    /// Wraps the matched route's handler: authentication, rate limits and the like, in the order the gateway
    /// builds.
    using Middleware = std::function<Response(Request &, const Route &, const Handler &next)>;

    struct Parts {
        Router router;
        /// On the network thread as soon as a request's head is known, so that a body is only read from those
        /// who may send it. Must not block, and sees no body.
        std::vector<Middleware> admission;
        /// Around the handler, on its thread.
        std::vector<Middleware> middleware;
        ThreadPool *pool = nullptr;
        metrics::Metrics *metrics = nullptr;
        Logger *logger = nullptr;
        HttpSettings settings;
    };
    static Result<std::unique_ptr<HttpServer>> create(Parts parts);
    ~HttpServer();

    /// Port 0 takes a free one. Unavailable ("address_in_use"). Blocks until connections are taken.
    Result<void> listen(const std::string &address, std::uint16_t port);
    [[nodiscard]] std::uint16_t port() const;
    /// `http://127.0.0.1:8470`
    [[nodiscard]] std::string url() const;
    [[nodiscard]] ServerStatus status() const;
    /// Takes no more connections, answers what is under way (at most drainMillis), then closes. Blocks.
    /// Idempotent.
    void stop();

private:
    struct Private;
    explicit HttpServer(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::http
