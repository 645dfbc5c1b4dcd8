#include "core/api/wire.h"
#include "core/base/timestamp.h"
#include "core/search/runningsearches.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

#include <sstream>

namespace explorer::gateway
{
namespace
{

/// Above the longest timeout a search may ask for, so that its own deadline speaks first.
constexpr std::chrono::milliseconds kDeadline{6000};

std::vector<std::string> splitCommas(const std::string &text)
{
    std::vector<std::string> parts;
    std::istringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');) {
        if (!part.empty())
            parts.push_back(part);
    }
    return parts;
}

Result<void> readTime(const http::Request &request, api::SearchRequest &wanted)
{
    const std::string from = request.queryValue("from").value_or("");
    const std::string to = request.queryValue("to").value_or("");
    wanted.zone = request.queryValue("zone").value_or("");
    if (!from.empty() || !to.empty())
        wanted.time = api::TimeRange{"", from, to, wanted.zone};
    if (const std::optional<std::string> now = request.queryValue("now")) {
        wanted.now = fromRfc3339(*now);
        if (!wanted.now)
            return fail(ErrorCode::InvalidArgument, "type_mismatch",
                        "now is a time such as 2024-03-15T12:34:56Z.");
    }
    return {};
}

Result<api::SearchRequest> requestOf(const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"q", "collection", "size", "sort", "cursor", "offset",
                                                      "fields", "facets", "histogram", "statistics", "from",
                                                      "to", "zone", "highlight", "timeout_ms", "literal",
                                                      "default_operator", "ranking", "now"});
        !known)
        return fail(known.error());
    const Result<std::optional<int>> size = intParameter(request, "size");
    const Result<std::optional<int>> offset = intParameter(request, "offset");
    const Result<std::optional<int>> timeout = intParameter(request, "timeout_ms");
    const Result<bool> highlight = boolParameter(request, "highlight", false);
    const Result<bool> literal = boolParameter(request, "literal", false);
    Result<std::vector<api::SortField>> sort = api::parseSort(request.queryValue("sort").value_or(""));
    api::SearchRequest wanted;
    const Result<void> time = readTime(request, wanted);
    const auto failureOf = [](const auto &result) -> const Error * {
        return result ? nullptr : &result.error();
    };
    for (const Error *error : {failureOf(size), failureOf(offset), failureOf(timeout), failureOf(highlight),
                               failureOf(literal), failureOf(sort), failureOf(time)}) {
        if (error != nullptr)
            return fail(*error);
    }
    wanted.collections = splitCommas(request.queryValue("collection").value_or(""));
    wanted.query = request.queryValue("q").value_or("");
    wanted.sort = std::move(*sort);
    wanted.size = size->value_or(wanted.size);
    wanted.cursor = request.queryValue("cursor").value_or("");
    wanted.offset = offset->value_or(0);
    wanted.fields = splitCommas(request.queryValue("fields").value_or(""));
    wanted.facets = splitCommas(request.queryValue("facets").value_or(""));
    wanted.histogram = request.queryValue("histogram").value_or("");
    wanted.statistics = splitCommas(request.queryValue("statistics").value_or(""));
    wanted.highlight = *highlight;
    wanted.literal = *literal;
    wanted.timeoutMillis = *timeout;
    wanted.defaultOperator = request.queryValue("default_operator").value_or("and");
    if (wanted.defaultOperator != "and" && wanted.defaultOperator != "or")
        return fail(ErrorCode::InvalidArgument, "wrong_value", "default_operator is and or or.");
    wanted.ranking = request.queryValue("ranking").value_or("natural");
    if (wanted.ranking != "natural" && wanted.ranking != "bm25")
        return fail(ErrorCode::InvalidArgument, "wrong_value", "ranking is natural or bm25.");
    return wanted;
}

Result<api::SearchRequest> requestOfBody(const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    return api::searchRequestFromJson(*json);
}

Result<http::Response> run(engine::Engine &engine, search::RunningSearches &running,
                           const http::Request &request, const Result<api::SearchRequest> &wanted)
{
    if (!wanted)
        return fail(wanted.error());
    if (wanted->collections.empty())
        return fail(ErrorCode::InvalidArgument, "missing_member",
                    "collection is missing: name one, or several with commas.");
    const bool bypass = request.header("cache-control").value_or("").find("no-cache") != std::string::npos;
    const search::RunningSearches::Entry entry(running, request.requestId, request.user->id, request.cancel);
    // Every signed-in user sees every collection, so the role is the whole scope of an answer.
    Result<std::string> answer = engine.search().search(
        *wanted, std::string(api::toString(request.user->role)), bypass, request.cancel);
    if (!answer)
        return fail(answer.error());
    return http::Response::json(200, std::move(*answer));
}

Result<http::Response> cancel(search::RunningSearches &running, const http::Request &request)
{
    const bool isAdmin = request.user->role == api::Role::Admin;
    if (running.cancel(request.pathValue("id"), request.user->id, isAdmin) == 0)
        return fail(ErrorCode::NotFound, "search_not_running",
                    "No search of yours with this X-Request-Id is running: it may be over already.");
    return http::Response::empty(204);
}

Result<http::Response> validate(engine::Engine &engine, const http::Request &request)
{
    const Result<api::SearchRequest> wanted = requestOfBody(request);
    if (!wanted)
        return fail(wanted.error());
    const Result<search::SearchService::Validation> validation = engine.search().validate(*wanted);
    if (!validation)
        return fail(validation.error());
    nlohmann::json answer{{"valid", validation->errors.empty()},
                          {"errors", nlohmann::json::array()},
                          {"warnings", nlohmann::json::array()}};
    for (const ErrorDetail &error : validation->errors)
        answer["errors"].push_back(api::toJson(error));
    for (const ErrorDetail &warning : validation->warnings)
        answer["warnings"].push_back(api::toJson(warning));
    if (!validation->canonical.empty())
        answer["canonical"] = validation->canonical;
    return jsonResponse(200, answer);
}

} // namespace

void addSearchRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    const auto running = std::make_shared<search::RunningSearches>();
    http::Route cancels = route("DELETE", "/api/v1/search/{id}", Permission::SearchRead,
                                [running](http::Request &request) { return cancel(*running, request); });
    // Behind the searches that fill the pool it would come too late.
    cancels.runOn = http::RunOn::Inline;
    router.add(std::move(cancels));
    for (http::Route made :
         {route("GET", "/api/v1/search", Permission::SearchRead,
                [&engine, running](http::Request &request) {
                    return run(engine, *running, request, requestOf(request));
                }),
          route("POST", "/api/v1/search", Permission::SearchRead,
                [&engine, running](http::Request &request) {
                    return run(engine, *running, request, requestOfBody(request));
                }),
          route("POST", "/api/v1/search/validate", Permission::SearchRead,
                [&engine](http::Request &request) { return validate(engine, request); })}) {
        made.deadline = kDeadline;
        router.add(std::move(made));
    }
}

} // namespace explorer::gateway
