#pragma once

#include "core/engine/engine.h"
#include "server/http/httpserver.h"
#include "server/middleware/middleware.h"

namespace explorer::gateway
{

struct GatewaySettings {
    http::HttpSettings http;
    middleware::RateSettings rates;
    /// Requests must carry it in X-ExplorerIO-Launch where set: the embedded server's secret of this launch.
    std::string launchSecret;
    /// Any Origin header is refused (the embedded server has no pages).
    bool refuseOrigin = true;
};

Result<GatewaySettings> gatewaySettingsFromJson(const nlohmann::json &file);
nlohmann::json toJson(const GatewaySettings &settings);

/// The engine behind the HTTP contract: routes, middleware in a visible order, transport.
class Gateway
{
public:
    static Result<std::unique_ptr<Gateway>> create(engine::Engine &engine, const GatewaySettings &settings);
    ~Gateway();
    Result<void> listen(const std::string &address, std::uint16_t port);
    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] std::string url() const;
    [[nodiscard]] http::ServerStatus status() const;
    void stop();

private:
    struct Private;
    explicit Gateway(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::gateway
