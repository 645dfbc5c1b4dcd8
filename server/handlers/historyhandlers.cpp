#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

/// A whole export of a history at its limits fits.
constexpr std::int64_t kImportLimitBytes = 24LL * 1024 * 1024;

Result<http::Response> file(search::KeptWork &kept, const http::Request &request)
{
    const auto all = kept.allHistory(request.user->id);
    if (!all)
        return fail(all.error());
    return jsonResponse(200, api::portableHistory(*all))
        .withHeader("Content-Disposition", "attachment; filename=\"history.json\"");
}

Result<http::Response> list(search::KeptWork &kept, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"size", "cursor", "format"}); !known)
        return fail(known.error());
    const std::string format = request.queryValue("format").value_or("page");
    if (format == "export")
        return file(kept, request);
    if (format != "page")
        return fail(ErrorCode::InvalidArgument, "wrong_value", "format is page or export.");
    const Result<PageWanted> wanted = pageWanted(request);
    if (!wanted)
        return fail(wanted.error());
    const auto page = kept.history(request.user->id, wanted->cursor, wanted->size);
    if (!page)
        return fail(page.error());
    nlohmann::json answer{{"items", nlohmann::json::array()}};
    for (const api::HistoryEntry &entry : page->items)
        answer["items"].push_back(api::toJson(entry));
    if (!page->nextCursor.empty())
        answer["next_cursor"] = page->nextCursor;
    return jsonResponse(200, answer);
}

Result<http::Response> add(search::KeptWork &kept, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    Result<api::HistoryEntry> entry = api::historyEntryFromJson(*json);
    if (!entry)
        return fail(entry.error());
    const Result<api::HistoryEntry> added = kept.addToHistory(request.user->id, std::move(*entry));
    if (!added)
        return fail(added.error());
    return jsonResponse(201, api::toJson(*added));
}

Result<http::Response> removeOne(search::KeptWork &kept, const http::Request &request)
{
    if (auto removed = kept.removeFromHistory(request.user->id, request.pathValue("id")); !removed)
        return fail(removed.error());
    return http::Response::empty(204);
}

Result<http::Response> clear(search::KeptWork &kept, const http::Request &request)
{
    if (auto cleared = kept.clearHistory(request.user->id); !cleared)
        return fail(cleared.error());
    return http::Response::empty(204);
}

Result<http::Response> import(search::KeptWork &kept, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const auto entries = api::historyImportFromJson(*json);
    if (!entries)
        return fail(entries.error());
    const Result<api::ImportCounts> counts = kept.importHistory(request.user->id, *entries);
    if (!counts)
        return fail(counts.error());
    return jsonResponse(200, api::toJson(*counts));
}

} // namespace

void addHistoryRoutes(http::Router &router, engine::Engine &engine)
{
    constexpr auto kWho = auth::Permission::Authenticated;
    search::KeptWork &kept = engine.keptWork();
    const std::string lines = "/api/v1/history";
    const auto addRoute = [&](const char *method, const std::string &pattern, auto handle) {
        router.add(route(method, pattern, kWho,
                         [&kept, handle](http::Request &request) { return handle(kept, request); }));
    };
    addRoute("GET", lines, list);
    addRoute("POST", lines, add);
    addRoute("DELETE", lines, clear);
    addRoute("DELETE", lines + "/{id}", removeOne);
    http::Route imports = route("POST", lines + "/_import", kWho,
                                [&kept](http::Request &request) { return import(kept, request); });
    imports.bodyLimitBytes = kImportLimitBytes;
    router.add(std::move(imports));
}

} // namespace explorer::gateway
