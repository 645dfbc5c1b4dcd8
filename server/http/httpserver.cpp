#include "server/http/httpserver.h"

#include "server/http/listener_p.h"
#include "server/http/networkthread_p.h"
#include "server/http/tls_p.h"

namespace explorer::http
{

struct HttpServer::Private {
    std::shared_ptr<ServerCore> core;
    std::mutex lifeMutex;
    std::vector<std::unique_ptr<NetworkThread>> threads;
    /// Lives on the first network thread.
    Listener *listener = nullptr;
    std::string address;
    std::atomic<std::uint16_t> port{0};

    Result<void> openListener(const std::string &listenAddress, std::uint16_t listenPort);
    void endThreads();
};

Result<void> HttpServer::Private::openListener(const std::string &listenAddress, std::uint16_t listenPort)
{
    std::vector<NetworkWorker *> workers;
    for (int i = 0; i < std::max(1, core->settings.networkThreads); ++i) {
        threads.push_back(std::make_unique<NetworkThread>(core, i));
        workers.push_back(&threads.back()->begin());
    }
    Result<void> opened;
    runOn(*workers.front(), [&] {
        listener = new Listener(workers);
        opened = listener->open(listenAddress, listenPort);
        port = listener->serverPort();
        // The loop takes no connection before this function ends.
        core->hosts = HostPolicy(core->settings.hosts, port, core->tls.has_value());
    });
    return opened;
}

void HttpServer::Private::endThreads()
{
    for (const auto &thread : threads)
        thread->end();
    threads.clear();
    port = 0;
}

Result<std::unique_ptr<HttpServer>> HttpServer::create(Parts parts)
{
    if (auto routes = parts.router.check(); !routes)
        return fail(std::move(routes.error()));
    const auto needsPool = [](const Route &route) { return route.runOn == RunOn::Pool; };
    const std::vector<Route> &routes = parts.router.routes();
    if (!parts.pool && std::any_of(routes.begin(), routes.end(), needsPool))
        return fail(ErrorCode::InvalidArgument, "pool_missing",
                    "Routes that block need a thread pool, and none was given.");
    auto d = std::make_unique<Private>();
    d->core = std::make_shared<ServerCore>(std::move(parts));
    const HttpSettings &settings = d->core->settings;
    if (!settings.certificateFile.empty() || !settings.keyFile.empty()) {
        auto tls = loadTls(settings.certificateFile, settings.keyFile);
        if (!tls)
            return fail(std::move(tls.error()));
        d->core->tls = std::move(*tls);
    }
    return std::unique_ptr<HttpServer>(new HttpServer(std::move(d)));
}

HttpServer::HttpServer(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

HttpServer::~HttpServer() { stop(); }

Result<void> HttpServer::listen(const std::string &address, std::uint16_t port)
{
    const std::lock_guard lock(d->lifeMutex);
    if (!d->threads.empty())
        return fail(ErrorCode::AlreadyExists, "listening", "The server listens already, on " + url() + ".");
    d->core->draining = false;
    d->address = address;
    auto opened = d->openListener(address, port);
    if (!opened) {
        runOn(d->threads.front()->worker(), [this] { delete std::exchange(d->listener, nullptr); });
        d->endThreads();
    }
    return opened;
}

std::uint16_t HttpServer::port() const { return d->port; }

std::string HttpServer::url() const
{
    const bool isV6 = d->address.find(':') != std::string::npos;
    return (d->core->tls ? "https://" : "http://") + (isV6 ? "[" + d->address + "]" : d->address) + ":" +
           std::to_string(d->port);
}

ServerStatus HttpServer::status() const
{
    return {d->core->ledger.open(), d->core->settings.connectionLimit, d->core->activeRequests,
            d->core->draining};
}

void HttpServer::stop()
{
    const std::lock_guard lock(d->lifeMutex);
    if (d->threads.empty())
        return;
    d->core->draining = true;
    const auto until =
        std::chrono::steady_clock::now() + std::chrono::milliseconds(d->core->settings.drainMillis);
    runOn(d->threads.front()->worker(), [this] { delete std::exchange(d->listener, nullptr); });
    for (const auto &thread : d->threads)
        runOn(thread->worker(), [worker = &thread->worker()] { worker->drain(); });
    d->core->ledger.waitUntilEmpty(until);
    for (const auto &thread : d->threads)
        runOn(thread->worker(), [worker = &thread->worker()] { worker->abortAll(); });
    d->endThreads();
}

} // namespace explorer::http
