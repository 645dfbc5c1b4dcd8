#include "server/handlers/gateway.h"

#include "core/base/settings.h"
#include "server/handlers/resources.h"
#include "server/middleware/middleware.h"

namespace explorer::gateway
{
namespace
{

/// The health page's own view of the transport: near its connection limit it is degraded, draining too.
api::ComponentHealth healthOf(const http::ServerStatus &status)
{
    api::ComponentHealth health;
    health.name = "gateway";
    if (status.draining) {
        health.status = api::HealthStatus::Degraded;
        health.reason = "It is shutting down and takes no new connections.";
    } else if (status.openConnections * 10 > status.connectionLimit * 9) {
        health.status = api::HealthStatus::Degraded;
        health.reason = std::to_string(status.openConnections) + " of " +
                        std::to_string(status.connectionLimit) + " connections are open.";
    }
    return health;
}

} // namespace

void addAllRoutes(http::Router &router, engine::Engine &engine, std::function<http::ServerStatus()> status,
                  const middleware::RateSettings &rates)
{
    addAuthRoutes(router, engine);
    addCollectionRoutes(router, engine);
    addValidationRoutes(router, engine);
    addDocumentRoutes(router, engine);
    addContextRoutes(router, engine);
    addBulkRoutes(router, engine);
    addSearchRoutes(router, engine);
    addExportRoutes(router, engine, rates.exportsAtOnce);
    addSuggestRoutes(router, engine);
    addSavedSearchRoutes(router, engine);
    addHistoryRoutes(router, engine);
    addPreferencesRoutes(router, engine);
    addIngestRoutes(router, engine);
    addJobRoutes(router, engine);
    addQuarantineRoutes(router, engine);
    addHealthRoutes(router, engine, std::move(status));
    addCacheRoutes(router, engine);
    addAuditRoutes(router, engine);
    addMetaRoutes(router);
}

struct Gateway::Private {
    engine::Engine &engine;
    std::unique_ptr<http::HttpServer> server;
};

Gateway::Gateway(std::unique_ptr<Private> parts) : d(std::move(parts)) {}

Result<std::unique_ptr<Gateway>> Gateway::create(engine::Engine &engine, const GatewaySettings &settings)
{
    auto gateway = std::unique_ptr<Gateway>(new Gateway(std::make_unique<Private>(Private{engine, nullptr})));
    // The server exists only after its routes: they ask for it through the gateway.
    const auto status = [parts = gateway->d.get()] {
        return parts->server ? parts->server->status() : http::ServerStatus{};
    };
    http::HttpServer::Parts parts;
    addAllRoutes(parts.router, engine, status, settings.rates);
    if (!settings.launchSecret.empty())
        parts.admission.push_back(middleware::requireLaunchSecret(settings.launchSecret));
    if (settings.refuseOrigin)
        parts.admission.push_back(middleware::refuseOrigin());
    parts.admission.push_back(middleware::authenticate(engine.auth()));
    // The one user of an embedded server is not slowed down by limits made for strangers.
    if (settings.launchSecret.empty()) {
        parts.admission.push_back(middleware::limitRates(settings.rates, engine.clock()));
        parts.middleware.push_back(middleware::limitConcurrentSearches(settings.rates.searchesAtOnce));
    }
    parts.admission.push_back(middleware::authorize());
    parts.pool = &engine.pool();
    parts.metrics = &engine.metrics();
    parts.logger = &engine.logger();
    parts.settings = settings.http;
    Result<std::unique_ptr<http::HttpServer>> server = http::HttpServer::create(std::move(parts));
    if (!server)
        return fail(std::move(server.error()).withContext("starting the gateway"));
    gateway->d->server = std::move(*server);
    engine.health().setGateway([status] { return healthOf(status()); });
    return gateway;
}

Gateway::~Gateway()
{
    d->engine.health().setGateway({});
    stop();
}

Result<void> Gateway::listen(const std::string &address, std::uint16_t port)
{
    return d->server->listen(address, port);
}

std::uint16_t Gateway::port() const { return d->server->port(); }

std::string Gateway::url() const { return d->server->url(); }

http::ServerStatus Gateway::status() const { return d->server->status(); }

void Gateway::stop() { d->server->stop(); }

} // namespace explorer::gateway
