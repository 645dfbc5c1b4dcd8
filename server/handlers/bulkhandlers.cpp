#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

#include <array>

/// `_bulk` in the dialect of OpenSearch and Elasticsearch, so that shippers made for them can send here.
namespace explorer::gateway
{
namespace
{

using nlohmann::json;

constexpr std::int64_t kBulkLimitBytes = 32LL * 1024 * 1024;
constexpr std::chrono::seconds kBulkDeadline{30};

std::string_view nameOf(ingest::Action action)
{
    constexpr std::array<std::string_view, 4> names{"index", "create", "update", "delete"};
    return names[static_cast<std::size_t>(action)];
}

/// Status and type of a refusal as those servers have it.
std::pair<int, std::string_view> refusalOf(const api::BulkItem &item)
{
    const std::string &code = item.error->code;
    if (code == "precondition_failed")
        return {409, "version_conflict_engine_exception"};
    if (code == "collection_unknown")
        return {404, "index_not_found_exception"};
    if (code == "document_unknown")
        return {404, "document_missing_exception"};
    return {400, "mapper_parsing_exception"};
}

json toJson(const ingest::IngestService::BulkOutcome &outcome)
{
    const api::BulkItem &item = outcome.item;
    json result{{"_index", outcome.collection}, {"_id", item.id}};
    if (item.status == "indexed" || item.status == "duplicate") {
        const bool isDeleted = outcome.action == ingest::Action::Delete;
        result["result"] = item.status == "duplicate" ? "noop"
                           : isDeleted                ? "deleted"
                           : item.created             ? "created"
                                                      : "updated";
        result["status"] = item.created ? 201 : 200;
        result["_seq_no"] = item.sequence;
        result["_primary_term"] = 1;
        result["_version"] = item.sequence;
    } else if (outcome.action == ingest::Action::Delete && item.error->code == "document_unknown") {
        result["result"] = "not_found";
        result["status"] = 404;
    } else {
        const auto [status, type] = refusalOf(item);
        result["status"] = status;
        result["error"] = {{"type", type}, {"reason", item.error->message}};
        if (!item.error->pointer.empty())
            result["error"]["pointer"] = item.error->pointer;
        if (!item.quarantineId.empty())
            result["error"]["quarantine_id"] = item.quarantineId;
    }
    return {{nameOf(outcome.action), std::move(result)}};
}

/// What the shippers' parameter `refresh` asks for: false, true and wait_for.
Result<bool> waits(const http::Request &request)
{
    const std::string refresh = request.queryValue("refresh").value_or("false");
    if (refresh != "false" && refresh != "true" && refresh != "wait_for" && !refresh.empty())
        return fail(ErrorCode::InvalidArgument, "wrong_value", "refresh is true, false or wait_for.");
    return refresh != "false";
}

Result<http::Response> bulk(engine::Engine &engine, const http::Request &request)
{
    // Of meaning to a cluster, or to how the answer is laid out, only.
    if (auto known = requireKnownParameters(request, {"refresh", "timeout", "pretty", "human", "error_trace",
                                                      "wait_for_active_shards", "require_alias", "routing",
                                                      "_source", "filter_path", "type"});
        !known)
        return fail(known.error());
    const std::string type = mediaType(request);
    if (type != "application/x-ndjson" && type != "application/json" && type != "application/ndjson" &&
        !type.starts_with("application/vnd."))
        return fail(ErrorCode::InvalidArgument, "unsupported_media",
                    "A bulk is taken as application/x-ndjson; set Content-Type to it.");
    const Result<bool> wait = waits(request);
    if (!wait)
        return fail(wait.error());
    const auto started = std::chrono::steady_clock::now();
    const auto outcomes =
        engine.ingest().bulk({request.body, request.pathValue("collection"), *wait, request.requestId});
    if (!outcomes)
        return fail(outcomes.error());
    json items = json::array();
    bool hasErrors = false;
    for (const ingest::IngestService::BulkOutcome &outcome : *outcomes) {
        items.push_back(toJson(outcome));
        hasErrors = hasErrors || items.back().begin()->contains("error");
    }
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started);
    return jsonResponse(200, {{"took", took.count()}, {"errors", hasErrors}, {"items", std::move(items)}});
}

} // namespace

void addBulkRoutes(http::Router &router, engine::Engine &engine)
{
    for (const char *pattern : {"/api/v1/collections/_bulk", "/api/v1/collections/{collection}/_bulk"}) {
        for (const char *method : {"POST", "PUT"}) {
            http::Route made = route(method, pattern, auth::Permission::DocumentsWrite,
                                     [&engine](http::Request &request) { return bulk(engine, request); });
            made.bodyLimitBytes = kBulkLimitBytes;
            made.deadline = kBulkDeadline;
            router.add(std::move(made));
        }
    }
}

} // namespace explorer::gateway
