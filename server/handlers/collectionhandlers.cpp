#include "core/api/wire.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr int kPageDefault = 100;
constexpr int kPageLimit = 1000;
/// A new schema or collection is written and fsynced before the answer.
constexpr std::chrono::seconds kWriteDeadline{10};

std::string etag(const api::CollectionInfo &info)
{
    return "\"v" + std::to_string(info.schemaVersion) + "\"";
}

http::Response collectionResponse(int status, const api::CollectionInfo &info)
{
    return jsonResponse(status, info).withHeader("ETag", etag(info));
}

/// Pages by name: the cursor is the last name of the page before.
Result<http::Response> list(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"size", "cursor"}); !known)
        return fail(known.error());
    const Result<std::optional<int>> size = intParameter(request, "size");
    if (!size)
        return fail(size.error());
    const int limit = std::clamp(size->value_or(kPageDefault), 1, kPageLimit);
    const std::string after = request.queryValue("cursor").value_or("");
    Result<std::vector<api::CollectionInfo>> all = engine.ingest().collections();
    if (!all)
        return fail(all.error());
    std::sort(all->begin(), all->end(),
              [](const auto &left, const auto &right) { return left.name < right.name; });
    nlohmann::json page = nlohmann::json::array();
    nlohmann::json answer;
    for (const api::CollectionInfo &info : *all) {
        if (info.name <= after)
            continue;
        if (page.size() == static_cast<std::size_t>(limit)) {
            answer["next_cursor"] = page.back()["name"];
            break;
        }
        page.push_back(info);
    }
    answer["collections"] = std::move(page);
    return jsonResponse(200, answer);
}

Result<http::Response> create(engine::Engine &engine, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<api::CollectionCreate> wanted = api::collectionCreateFromJson(*json);
    if (!wanted)
        return fail(wanted.error());
    const Result<api::CollectionInfo> info = engine.ingest().createCollection(*wanted);
    if (!info)
        return fail(info.error());
    return collectionResponse(201, *info).withHeader("Location", "/api/v1/collections/" + info->name);
}

Result<http::Response> show(engine::Engine &engine, const http::Request &request)
{
    const Result<api::CollectionInfo> info = engine.ingest().collection(request.pathValue("collection"));
    if (!info)
        return fail(info.error());
    return collectionResponse(200, *info);
}

Result<http::Response> removeCollection(engine::Engine &engine, const http::Request &request)
{
    const std::string &name = request.pathValue("collection");
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request, "v");
    if (!expected)
        return fail(expected.error());
    const Result<api::CollectionInfo> info = engine.ingest().collection(name);
    if (!info)
        return fail(info.error());
    if (*expected && **expected != info->schemaVersion)
        return fail(ErrorCode::InvalidArgument, "precondition_failed",
                    "The collection was changed meanwhile. Read it again and decide anew.");
    if (auto removed = engine.ingest().removeCollection(name); !removed)
        return fail(removed.error());
    return http::Response::empty(204);
}

Result<http::Response> showSchema(engine::Engine &engine, const http::Request &request)
{
    const Result<api::CollectionInfo> info = engine.ingest().collection(request.pathValue("collection"));
    if (!info)
        return fail(info.error());
    return jsonResponse(200, api::toJson(api::WireSchema{info->schema, info->jsonSchema}))
        .withHeader("ETag", etag(*info));
}

Result<http::Response> changeSchema(engine::Engine &engine, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<api::WireSchema> schema = api::wireSchemaFromJson(*json);
    if (!schema)
        return fail(schema.error());
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request, "v");
    if (!expected)
        return fail(expected.error());
    const Result<api::CollectionInfo> info = engine.ingest().changeSchema(
        request.pathValue("collection"), schema->schema, expected->value_or(0), schema->jsonSchema);
    if (!info)
        return fail(info.error());
    return collectionResponse(200, *info);
}

/// {schema?, critical?, type_policy?, security?}: what is left out stays.
Result<http::Response> change(engine::Engine &engine, const http::Request &request)
{
    const std::string &name = request.pathValue("collection");
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<api::CollectionChange> wanted = api::collectionChangeFromJson(*json);
    if (!wanted)
        return fail(wanted.error());
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request, "v");
    if (!expected)
        return fail(expected.error());
    Result<api::CollectionInfo> info = engine.ingest().collection(name);
    if (info && *expected && **expected != info->schemaVersion)
        return fail(ErrorCode::InvalidArgument, "precondition_failed",
                    "The collection was changed meanwhile. Read it again and decide anew.");
    if (info && wanted->schema)
        info = engine.ingest().changeSchema(name, *wanted->schema, expected->value_or(0), wanted->jsonSchema);
    if (info && wanted->critical)
        info = engine.ingest().setCritical(name, *wanted->critical);
    if (info && (wanted->typePolicy || wanted->security))
        info = engine.ingest().setPolicies(name, wanted->typePolicy, wanted->security);
    if (!info)
        return fail(info.error());
    return collectionResponse(200, *info);
}

} // namespace

void addCollectionRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    using Body = Result<http::Response> (*)(engine::Engine &, const http::Request &);
    const auto add = [&](std::string method, std::string pattern, Permission permission, Body body) {
        http::Route made = route(std::move(method), std::move(pattern), permission,
                                 [&engine, body](http::Request &request) { return body(engine, request); });
        if (made.method != "GET")
            made.deadline = kWriteDeadline;
        router.add(std::move(made));
    };
    add("GET", "/api/v1/collections", Permission::SearchRead, list);
    add("POST", "/api/v1/collections", Permission::CollectionsManage, create);
    add("GET", "/api/v1/collections/{collection}", Permission::SearchRead, show);
    add("PUT", "/api/v1/collections/{collection}", Permission::CollectionsManage, change);
    add("DELETE", "/api/v1/collections/{collection}", Permission::CollectionsManage, removeCollection);
    add("GET", "/api/v1/collections/{collection}/schema", Permission::SearchRead, showSchema);
    add("PUT", "/api/v1/collections/{collection}/schema", Permission::CollectionsManage, changeSchema);
}

} // namespace explorer::gateway
