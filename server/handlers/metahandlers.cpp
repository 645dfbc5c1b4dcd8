#include "server/handlers/codec.h"
#include "server/handlers/openapi.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{

void addMetaRoutes(http::Router &router)
{
    using auth::Permission;
    http::Route meta =
        route("GET", "/api/v1/meta", Permission::None, [](http::Request &) -> Result<http::Response> {
            return jsonResponse(200, {{"name", "ExplorerIO"},
                                      {"version", EXPLORERIO_VERSION},
                                      {"api_version", 1},
                                      {"oldest_client", "0.1.0"},
                                      {"newest_client", EXPLORERIO_VERSION}});
        });
    meta.runOn = http::RunOn::Inline;
    router.add(std::move(meta));
    http::Route openApi =
        route("GET", "/api/v1/openapi.json", Permission::None, [](http::Request &) -> Result<http::Response> {
            return http::Response::json(200, std::string(openApiDocument()));
        });
    openApi.runOn = http::RunOn::Inline;
    router.add(std::move(openApi));
}

} // namespace explorer::gateway
