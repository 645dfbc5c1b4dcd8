#include "core/resilience/concurrencygate.h"
#include "core/search/hitexport.h"
#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

/// The service's own limit speaks first.
constexpr std::chrono::seconds kDeadline{605};
constexpr int kRetrySeconds = 5;
constexpr std::size_t kEndMarkBytes = 128;

std::string fileNameOf(const api::ExportRequest &wanted)
{
    const std::string &collection = wanted.search.collections.front();
    const bool isPlain = std::all_of(collection.begin(), collection.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
    return (isPlain ? collection : "export") + "." + std::string(api::toString(wanted.format));
}

/// A client whose library does not tell a body that breaks off from one that ends sends a text of its own, to
/// have it behind the last row.
std::string endMarkOf(const http::Request &request)
{
    std::string mark = request.header("x-explorerio-end").value_or("");
    mark.resize(std::min(mark.size(), kEndMarkBytes));
    return mark;
}

/// The pieces, and the mark with the last.
std::function<Result<std::string>()> piecesOf(std::shared_ptr<search::HitExport> hits, std::string mark)
{
    return [hits = std::move(hits), mark = std::move(mark)]() mutable -> Result<std::string> {
        Result<std::string> piece = hits->next();
        if (piece && hits->isOver())
            piece->append(std::exchange(mark, {}));
        return piece;
    };
}

Result<http::Response> exportHits(engine::Engine &engine, const resilience::ConcurrencyGate &gate,
                                  const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    const Result<api::ExportRequest> wanted = api::exportRequestFromJson(*json);
    if (!wanted)
        return fail(wanted.error());
    std::shared_ptr<void> pass = gate.enter(request.user->id);
    if (!pass) {
        Error error = makeError(ErrorCode::ResourceExhausted, "exports_at_once",
                                std::to_string(gate.limit()) +
                                    " exports of this user are running already. Wait for one, or cancel it.");
        error.retryAfterSeconds = kRetrySeconds;
        return fail(std::move(error));
    }
    Result<std::unique_ptr<search::HitExport>> opened = engine.search().openExport(*wanted, request.cancel);
    if (!opened)
        return fail(std::move(opened.error()));
    // Shared, since what holds it has to be copyable.
    const std::shared_ptr<search::HitExport> hits = std::move(*opened);
    // Whatever is wrong from the start is still an answer of its own.
    const auto pieces = piecesOf(hits, endMarkOf(request));
    Result<std::string> first = pieces();
    if (!first)
        return fail(std::move(first.error()));
    http::Response response =
        http::Response::text(200, std::move(*first), std::string(api::mediaTypeOf(wanted->format)));
    response.withHeader("Content-Disposition", "attachment; filename=\"" + fileNameOf(*wanted) + "\"");
    if (!hits->isOver())
        response.next = [pieces, pass] { return pieces(); };
    return response;
}

} // namespace

void addExportRoutes(http::Router &router, engine::Engine &engine, int exportsAtOnce)
{
    http::Route made = route("POST", "/api/v1/search/export", auth::Permission::SearchRead,
                             [&engine, gate = resilience::ConcurrencyGate(exportsAtOnce)](
                                 http::Request &request) { return exportHits(engine, gate, request); });
    made.deadline = kDeadline;
    router.add(std::move(made));
}

} // namespace explorer::gateway
