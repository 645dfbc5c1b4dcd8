#include "core/search/contextfinder.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr int kMostNeighbours = 100;

Error limitExceeded(const std::string &name)
{
    Error error = makeError(ErrorCode::InvalidArgument, "limit_exceeded", name + " is 0 to 100.");
    ErrorDetail detail;
    detail.code = error.reason;
    detail.message = error.message;
    detail.pointer = "/" + name;
    error.details.push_back(std::move(detail));
    return error;
}

Result<search::ContextRequest> requestOf(const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"sort", "before", "after", "q", "filter"}); !known)
        return fail(known.error());
    search::ContextRequest wanted;
    wanted.collection = request.pathValue("collection");
    wanted.id = request.pathValue("id");
    for (const auto &[name, target] : {std::pair{"before", &wanted.before}, {"after", &wanted.after}}) {
        const Result<std::optional<int>> count = intParameter(request, name);
        if (!count)
            return fail(count.error());
        *target = count->value_or(*target);
        if (*target < 0 || *target > kMostNeighbours)
            return fail(limitExceeded(name));
    }
    Result<std::vector<api::SortField>> sort = api::parseSort(request.queryValue("sort").value_or(""));
    if (!sort)
        return fail(std::move(sort.error()));
    if (sort->size() > 1 || (sort->size() == 1 && sort->front().field == "score"))
        return fail(ErrorCode::InvalidArgument, "sort_field",
                    "Neighbours are those in the order of one field: name one, or id.");
    wanted.sort = std::move(*sort);
    wanted.query = request.queryValue("q").value_or("");
    for (const auto &[name, value] : request.query) {
        if (name == "filter")
            wanted.filters.push_back(value);
    }
    return wanted;
}

} // namespace

void addContextRoutes(http::Router &router, engine::Engine &engine)
{
    router.add(route("GET", "/api/v1/collections/{collection}/documents/{id}/context",
                     auth::Permission::SearchRead,
                     [&engine](http::Request &request) -> Result<http::Response> {
                         const Result<search::ContextRequest> wanted = requestOf(request);
                         if (!wanted)
                             return fail(wanted.error());
                         const Result<api::DocumentContext> context =
                             engine.search().context(*wanted, request.deadline, request.cancel);
                         if (!context)
                             return fail(context.error());
                         return http::Response::json(200, api::encodeDocumentContext(*context));
                     }));
}

} // namespace explorer::gateway
