#include "core/base/timestamp.h"
#include "core/storage/ingeststores.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr int kPageDefault = 50;
constexpr int kPageLimit = 200;

nlohmann::json toJson(const storage::QuarantinedRecord &record, const std::string &collection)
{
    return {{"id", record.id},           {"collection", collection}, {"raw", record.raw},
            {"stage", record.stage},     {"code", record.code},      {"message", record.message},
            {"pointer", record.pointer}, {"line", record.line},      {"request_id", record.requestId},
            {"at", toRfc3339(record.at)}};
}

/// What was not let into a collection, newest first.
Result<http::Response> list(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"collection", "size", "cursor"}); !known)
        return fail(known.error());
    const Result<std::optional<int>> size = intParameter(request, "size");
    if (!size)
        return fail(size.error());
    const int limit = std::clamp(size->value_or(kPageDefault), 1, kPageLimit);
    const std::string name = request.queryValue("collection").value_or("");
    const Result<storage::Collection> collection = storage::CollectionStore(engine.database()).find(name);
    if (!collection)
        return fail(collection.error());
    storage::QuarantineStore store(engine.database());
    const auto records = store.list(collection->key, request.queryValue("cursor").value_or(""), limit);
    const Result<std::int64_t> count = store.count(collection->key);
    if (!records || !count)
        return fail(!records ? records.error() : count.error());
    nlohmann::json answer{{"total", *count}, {"records", nlohmann::json::array()}};
    for (const storage::QuarantinedRecord &record : *records)
        answer["records"].push_back(toJson(record, name));
    if (records->size() == static_cast<std::size_t>(limit))
        answer["next_cursor"] = records->back().id;
    return jsonResponse(200, answer);
}

} // namespace

void addQuarantineRoutes(http::Router &router, engine::Engine &engine)
{
    router.add(route("GET", "/api/v1/quarantine", auth::Permission::DocumentsWrite,
                     [&engine](http::Request &request) { return list(engine, request); }));
}

} // namespace explorer::gateway
