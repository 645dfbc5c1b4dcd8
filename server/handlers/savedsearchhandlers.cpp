#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

/// A whole export of saved searches at their limits fits.
constexpr std::int64_t kImportLimitBytes = 24LL * 1024 * 1024;

http::Response one(int status, const api::SavedSearch &saved)
{
    return jsonResponse(status, api::toJson(saved)).withHeader("ETag", saved.etag);
}

Result<http::Response> file(search::KeptWork &kept, const http::Request &request)
{
    const auto all = kept.allSavedSearches(request.user->id);
    if (!all)
        return fail(all.error());
    return jsonResponse(200, api::portableSavedSearches(*all))
        .withHeader("Content-Disposition", "attachment; filename=\"saved-searches.json\"");
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
    const auto page = kept.savedSearches(request.user->id, wanted->cursor, wanted->size);
    if (!page)
        return fail(page.error());
    nlohmann::json answer{{"items", nlohmann::json::array()}};
    for (const api::SavedSearch &saved : page->items)
        answer["items"].push_back(api::toJson(saved));
    if (!page->nextCursor.empty())
        answer["next_cursor"] = page->nextCursor;
    return jsonResponse(200, answer);
}

Result<api::SavedSearchDraft> draftOf(const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    return api::savedSearchDraftFromJson(*json);
}

Result<http::Response> add(search::KeptWork &kept, const http::Request &request)
{
    const Result<api::SavedSearchDraft> draft = draftOf(request);
    if (!draft)
        return fail(draft.error());
    const Result<api::SavedSearch> saved = kept.addSavedSearch(request.user->id, *draft);
    if (!saved)
        return fail(saved.error());
    return one(201, *saved).withHeader("Location", "/api/v1/saved-searches/" + saved->id);
}

Result<http::Response> get(search::KeptWork &kept, const http::Request &request)
{
    const Result<api::SavedSearch> saved = kept.savedSearch(request.user->id, request.pathValue("id"));
    if (!saved)
        return fail(saved.error());
    if (request.header("if-none-match").value_or("") == saved->etag)
        return http::Response::empty(304).withHeader("ETag", saved->etag);
    return one(200, *saved);
}

Result<http::Response> replace(search::KeptWork &kept, const http::Request &request)
{
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request);
    if (!expected)
        return fail(expected.error());
    const Result<api::SavedSearchDraft> draft = draftOf(request);
    if (!draft)
        return fail(draft.error());
    const Result<api::SavedSearch> saved =
        kept.replaceSavedSearch(request.user->id, request.pathValue("id"), *draft, *expected);
    if (!saved)
        return fail(saved.error());
    return one(200, *saved);
}

Result<http::Response> remove(search::KeptWork &kept, const http::Request &request)
{
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request);
    if (!expected)
        return fail(expected.error());
    if (auto removed = kept.removeSavedSearch(request.user->id, request.pathValue("id"), *expected); !removed)
        return fail(removed.error());
    return http::Response::empty(204);
}

Result<http::Response> import(search::KeptWork &kept, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const auto drafts = api::savedSearchImportFromJson(*json);
    if (!drafts)
        return fail(drafts.error());
    const Result<api::ImportCounts> counts = kept.importSavedSearches(request.user->id, *drafts);
    if (!counts)
        return fail(counts.error());
    return jsonResponse(200, api::toJson(*counts));
}

} // namespace

void addSavedSearchRoutes(http::Router &router, engine::Engine &engine)
{
    constexpr auto kWho = auth::Permission::Authenticated;
    search::KeptWork &kept = engine.keptWork();
    const std::string path = "/api/v1/saved-searches";
    const auto addRoute = [&](const char *method, const std::string &pattern, auto handle) {
        router.add(route(method, pattern, kWho,
                         [&kept, handle](http::Request &request) { return handle(kept, request); }));
    };
    addRoute("GET", path, list);
    addRoute("POST", path, add);
    addRoute("GET", path + "/{id}", get);
    addRoute("PUT", path + "/{id}", replace);
    addRoute("DELETE", path + "/{id}", remove);
    http::Route imports = route("POST", path + "/_import", kWho,
                                [&kept](http::Request &request) { return import(kept, request); });
    imports.bodyLimitBytes = kImportLimitBytes;
    router.add(std::move(imports));
}

} // namespace explorer::gateway
