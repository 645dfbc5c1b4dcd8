#pragma once

#include "core/base/random.h"
#include "server/http/httpserver.h"
#include "support/rawhttpclient.h"

#include <condition_variable>
#include <mutex>

namespace explorer::test
{

/// A gate that a handler waits at until the test opens it.
class Gate
{
public:
    void open()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOpen = true;
        }
        m_changed.notify_all();
    }
    bool wait(std::chrono::milliseconds limit = std::chrono::seconds(10))
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, limit, [this] { return m_isOpen; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOpen = false;
};

/// A server on a free port of 127.0.0.1 with a pool of its own and a few plain routes: GET /hello, POST /echo
/// (64 KiB at most), GET /inline, GET /big (8 MiB), GET /throw.
class TestServer
{
public:
    explicit TestServer(http::HttpSettings settings = {}, std::vector<http::Route> routes = {},
                        std::vector<http::HttpServer::Middleware> middleware = {},
                        std::vector<http::HttpServer::Middleware> admission = {})
        : m_pool("test", 2, 16)
    {
        http::HttpServer::Parts parts;
        for (http::Route &route : plainRoutes())
            parts.router.add(std::move(route));
        for (http::Route &route : routes)
            parts.router.add(std::move(route));
        parts.admission = std::move(admission);
        parts.middleware = std::move(middleware);
        parts.pool = &m_pool;
        parts.logger = &m_logger;
        parts.settings = std::move(settings);
        auto created = http::HttpServer::create(std::move(parts));
        if (!created)
            return;
        m_server = std::move(*created);
        m_isListening = m_server->listen("127.0.0.1", 0).has_value();
    }

    static http::Route route(std::string method, std::string pattern, http::Handler handler)
    {
        http::Route made;
        made.method = std::move(method);
        made.pattern = std::move(pattern);
        made.permission = 0;
        made.handler = std::move(handler);
        return made;
    }

    [[nodiscard]] bool isListening() const { return m_isListening; }
    http::HttpServer &server() { return *m_server; }
    ThreadPool &pool() { return m_pool; }
    RawHttpClient client(std::chrono::milliseconds timeout = std::chrono::seconds(10))
    {
        return RawHttpClient(m_server->port(), timeout);
    }
    std::string host() { return "127.0.0.1:" + std::to_string(m_server->port()); }
    std::string log()
    {
        const std::lock_guard lock(m_logMutex);
        return m_log;
    }

private:
    static std::vector<http::Route> plainRoutes()
    {
        using http::Request;
        using http::Response;
        std::vector<http::Route> routes;
        routes.push_back(
            route("GET", "/hello", [](Request &) { return Response::text(200, "hello", "text/plain"); }));
        routes.push_back(
            route("GET", "/inline", [](Request &) { return Response::text(200, "inline", "text/plain"); }));
        routes.back().runOn = http::RunOn::Inline;
        routes.push_back(route("POST", "/echo", [](Request &request) {
            return Response::text(200, request.body, "application/octet-stream");
        }));
        routes.back().bodyLimitBytes = 64 * 1024;
        routes.push_back(route("GET", "/big", [](Request &) {
            return Response::text(200, std::string(8 * 1024 * 1024, 'b'), "application/octet-stream");
        }));
        routes.push_back(
            route("GET", "/throw", [](Request &) -> Response { throw std::runtime_error("boom-detail"); }));
        routes.push_back(route("GET", "/items/{id}", [](Request &request) {
            return Response::text(200, request.pathValue("id") + "|" + request.queryValue("n").value_or(""),
                                  "text/plain");
        }));
        return routes;
    }

    std::mutex m_logMutex;
    std::string m_log;
    Logger m_logger{LogLevel::Info, [this](std::string_view line) {
                        const std::lock_guard lock(m_logMutex);
                        m_log += line;
                    }};
    // The server goes first: its stop waits for handlers on the pool.
    ThreadPool m_pool;
    std::unique_ptr<http::HttpServer> m_server;
    bool m_isListening = false;
};

} // namespace explorer::test
