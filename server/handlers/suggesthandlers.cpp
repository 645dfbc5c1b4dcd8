#include "core/api/suggest.h"
#include "core/search/suggester.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

/// Later than that nobody reads suggestions: what is known by then is the answer.
constexpr std::chrono::milliseconds kLookUp{300};

Result<http::Response> suggest(search::Suggester &suggester, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<api::SuggestRequest> wanted = api::suggestRequestFromJson(*json);
    if (!wanted)
        return fail(wanted.error());
    const Result<api::SuggestAnswer> answer =
        suggester.suggest(*wanted, request.user->id, Deadline::after(kLookUp), request.cancel);
    if (!answer)
        return fail(answer.error());
    return jsonResponse(200, api::toJson(*answer));
}

} // namespace

void addSuggestRoutes(http::Router &router, engine::Engine &engine)
{
    const auto suggester = std::make_shared<search::Suggester>(
        engine.database(), [&engine](std::int64_t collection) { return engine.indexes().find(collection); },
        engine.keptWork(), engine.clock());
    router.add(route("POST", "/api/v1/search/suggest", auth::Permission::SearchRead,
                     [suggester](http::Request &request) { return suggest(*suggester, request); }));
}

} // namespace explorer::gateway
