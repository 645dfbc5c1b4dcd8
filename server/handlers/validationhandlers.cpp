#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

using Configuration = ingest::IngestService::Configuration;

/// A lookup's table comes with its enrichments.
constexpr std::int64_t kBodyLimitBytes = 2LL * 1024 * 1024;
constexpr std::chrono::seconds kWriteDeadline{10};
/// Of the 30 s a bulk may take: trying rules reads the whole collection.
constexpr std::chrono::seconds kTrialDeadline{30};
constexpr std::chrono::milliseconds kTrialReading{20'000};

http::Response answer(const Configuration &configuration, const char *prefix)
{
    return jsonResponse(200, configuration.json)
        .withHeader("ETag", std::string("\"") + prefix + std::to_string(configuration.version) + "\"");
}

Result<http::Response> showRules(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {}); !known)
        return fail(known.error());
    const auto rules = engine.ingest().rules(request.pathValue("collection"));
    return rules ? Result<http::Response>(answer(*rules, "r")) : fail(rules.error());
}

Result<http::Response> tryRules(engine::Engine &engine, const http::Request &request,
                                const nlohmann::json &json)
{
    const auto trial =
        engine.ingest().tryRules(request.pathValue("collection"), json, Deadline::after(kTrialReading));
    if (!trial)
        return fail(trial.error());
    nlohmann::json rules = nlohmann::json::array();
    for (const ingest::RuleTrial::Finding &finding : trial->findings)
        rules.push_back({{"name", finding.name}, {"broken", finding.broken}, {"ids", finding.ids}});
    return jsonResponse(
        200, {{"documents", trial->documents}, {"examined", trial->examined}, {"rules", std::move(rules)}});
}

/// `try=true` says what the rules would find in the documents that are there, and saves nothing.
Result<http::Response> putRules(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"try"}); !known)
        return fail(known.error());
    const Result<bool> isTrial = boolParameter(request, "try", false);
    const Result<nlohmann::json> json = jsonBody(request);
    if (!isTrial || !json)
        return fail(!isTrial ? isTrial.error() : json.error());
    if (*isTrial)
        return tryRules(engine, request, *json);
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request, "r");
    if (!expected)
        return fail(expected.error());
    const auto rules =
        engine.ingest().changeRules(request.pathValue("collection"), *json, expected->value_or(0));
    return rules ? Result<http::Response>(answer(*rules, "r")) : fail(rules.error());
}

Result<http::Response> showEnrichments(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {}); !known)
        return fail(known.error());
    const auto steps = engine.ingest().enrichments(request.pathValue("collection"));
    return steps ? Result<http::Response>(answer(*steps, "e")) : fail(steps.error());
}

Result<http::Response> putEnrichments(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {}); !known)
        return fail(known.error());
    const Result<nlohmann::json> json = jsonBody(request);
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request, "e");
    if (!json || !expected)
        return fail(!json ? json.error() : expected.error());
    const auto steps =
        engine.ingest().changeEnrichments(request.pathValue("collection"), *json, expected->value_or(0));
    return steps ? Result<http::Response>(answer(*steps, "e")) : fail(steps.error());
}

} // namespace

void addValidationRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    using Body = Result<http::Response> (*)(engine::Engine &, const http::Request &);
    const auto add = [&](std::string method, std::string pattern, Permission permission, Body body) {
        http::Route made = route(std::move(method), std::move(pattern), permission,
                                 [&engine, body](http::Request &request) { return body(engine, request); });
        if (made.method != "GET") {
            made.bodyLimitBytes = kBodyLimitBytes;
            made.deadline = body == putRules ? kTrialDeadline : kWriteDeadline;
        }
        router.add(std::move(made));
    };
    const std::string collection = "/api/v1/collections/{collection}";
    add("GET", collection + "/rules", Permission::SearchRead, showRules);
    add("PUT", collection + "/rules", Permission::CollectionsManage, putRules);
    add("GET", collection + "/enrichments", Permission::SearchRead, showEnrichments);
    add("PUT", collection + "/enrichments", Permission::CollectionsManage, putEnrichments);
}

} // namespace explorer::gateway
