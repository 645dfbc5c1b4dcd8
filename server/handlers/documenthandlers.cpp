#include "core/api/inputstream.h"
#include "core/api/wire.h"
#include "server/handlers/codec.h"
#include "server/handlers/inputparameters.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr std::int64_t kBulkLimitBytes = 32LL * 1024 * 1024;
constexpr std::chrono::seconds kBulkDeadline{30};
constexpr std::size_t kKeyLimitBytes = 255;
constexpr std::size_t kSourceLimitBytes = 255;

/// Reads a parameter that has exactly two values; true for the second.
Result<bool> choice(const http::Request &request, std::string_view name, std::string_view fallback,
                    std::string_view other)
{
    const std::string value = request.queryValue(name).value_or(std::string(fallback));
    if (value != fallback && value != other)
        return fail(ErrorCode::InvalidArgument, "wrong_value",
                    std::string(name) + " is " + std::string(fallback) + " or " + std::string(other) + ".");
    return value == other;
}

Result<ingest::IngestRequest> ingestRequestOf(const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"async", "mode", "dry_run", "refresh", "items",
                                                      "source", "format", "delimiter", "quote", "header",
                                                      "pattern", "encoding"});
        !known)
        return fail(known.error());
    const Result<BodyFormat> body = bodyFormat(request);
    const Result<bool> atomic = choice(request, "mode", "partial", "atomic");
    const Result<bool> dryRun = boolParameter(request, "dry_run", false);
    const Result<bool> wait = choice(request, "refresh", "none", "wait");
    const Result<bool> problemsOnly = choice(request, "items", "all", "problems");
    for (const Result<bool> *read : {&atomic, &dryRun, &wait, &problemsOnly}) {
        if (!*read)
            return fail(read->error());
    }
    if (!body)
        return fail(body.error());
    ingest::IngestRequest wanted;
    wanted.collection = request.pathValue("collection");
    wanted.format = body->format;
    wanted.body = request.body;
    wanted.atomic = *atomic;
    wanted.dryRun = *dryRun;
    wanted.waitVisible = *wait;
    wanted.onlyProblems = *problemsOnly;
    wanted.idempotencyKey = request.header("idempotency-key").value_or("");
    if (wanted.idempotencyKey.size() > kKeyLimitBytes)
        return fail(ErrorCode::InvalidArgument, "wrong_value", "An Idempotency-Key has at most 255 bytes.");
    wanted.source = request.queryValue("source").value_or("");
    if (wanted.source.size() > kSourceLimitBytes)
        return fail(ErrorCode::InvalidArgument, "wrong_value", "source has at most 255 bytes.");
    wanted.userId = request.user->id;
    wanted.requestId = request.requestId;
    return wanted;
}

/// The body in UTF-8 where it comes in another encoding; else nothing.
Result<std::string> asUtf8(const http::Request &request)
{
    const Result<BodyFormat> body = bodyFormat(request);
    std::string text;
    if (!body || body->encoding.empty())
        return text;
    auto input = api::asUtf8(api::inputOf(request.body), body->encoding);
    if (!input)
        return fail(std::move(input.error()));
    constexpr std::size_t chunk = 64 * 1024;
    for (;;) {
        const std::size_t size = text.size();
        text.resize(size + chunk);
        const auto count = (*input)->read(text.data() + size, chunk);
        if (!count)
            return fail(count.error());
        text.resize(size + *count);
        if (*count == 0)
            return text;
    }
}

/// The body becomes the file of a job: 202 once it is durable.
Result<http::Response> postLater(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(
            request, {"async", "mode", "format", "delimiter", "quote", "header", "pattern", "encoding"});
        !known)
        return fail(known.error());
    auto wish = inputWish(request);
    const Result<BodyFormat> body = bodyFormat(request);
    const Result<bool> atomic = choice(request, "mode", "partial", "atomic");
    if (!wish)
        return fail(std::move(wish.error()));
    if (!body || !atomic)
        return fail(!body ? body.error() : atomic.error());
    wish->format = body->format.format;
    wish->csv = body->format.csv;
    wish->encoding = body->encoding.empty() ? "utf-8" : body->encoding;
    if (request.body.empty())
        return fail(ErrorCode::InvalidArgument, "syntax", "The body is empty. Send the documents in it.");
    ingest::JobService &jobs = engine.jobs();
    const auto job =
        jobs.create({request.pathValue("collection"), "request", *std::move(wish), *atomic,
                     static_cast<std::int64_t>(request.body.size()), request.user->id, request.user->name});
    if (!job)
        return fail(job.error());
    const auto received = jobs.receive(job->id, 0, request.body);
    if (!received)
        return fail(received.error());
    return jsonResponse(202, *received).withHeader("Location", "/api/v1/jobs/" + job->id);
}

Result<http::Response> post(engine::Engine &engine, const http::Request &request)
{
    const Result<bool> isLater = boolParameter(request, "async", false);
    if (!isLater)
        return fail(isLater.error());
    if (*isLater)
        return postLater(engine, request);
    Result<ingest::IngestRequest> wanted = ingestRequestOf(request);
    if (!wanted)
        return fail(wanted.error());
    const Result<std::string> text = asUtf8(request);
    if (!text)
        return fail(text.error());
    if (!text->empty())
        wanted->body = *text;
    const Result<api::BulkAnswer> answer = engine.ingest().ingest(*wanted);
    if (!answer)
        return fail(answer.error());
    return jsonResponse(200, *answer);
}

Result<http::Response> get(engine::Engine &engine, const http::Request &request)
{
    const Result<storage::Document> document =
        engine.ingest().get(request.pathValue("collection"), request.pathValue("id"));
    if (!document)
        return fail(document.error());
    const std::string etag = "\"" + std::to_string(document->sequence) + "\"";
    if (request.header("if-none-match").value_or("") == etag)
        return http::Response::empty(304).withHeader("ETag", etag);
    return http::Response::json(200, document->source).withHeader("ETag", etag);
}

Result<http::Response> put(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"refresh"}); !known)
        return fail(known.error());
    if (mediaType(request) != "application/json")
        return fail(ErrorCode::InvalidArgument, "unsupported_media",
                    "A document is put as JSON: send Content-Type: application/json.");
    const Result<bool> wait = choice(request, "refresh", "none", "wait");
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request);
    if (!wait || !expected)
        return fail(!wait ? wait.error() : expected.error());
    const Result<ingest::IngestService::Written> written = engine.ingest().put(
        request.pathValue("collection"), request.pathValue("id"), request.body, *expected, *wait);
    if (!written)
        return fail(written.error());
    return jsonResponse(written->created ? 201 : 200, {{"id", written->id}, {"sequence", written->sequence}})
        .withHeader("ETag", "\"" + std::to_string(written->sequence) + "\"");
}

Result<http::Response> removeDocument(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"refresh"}); !known)
        return fail(known.error());
    const Result<bool> wait = choice(request, "refresh", "none", "wait");
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request);
    if (!wait || !expected)
        return fail(!wait ? wait.error() : expected.error());
    const Result<ingest::IngestService::Written> written =
        engine.ingest().remove(request.pathValue("collection"), request.pathValue("id"), *expected, *wait);
    if (!written)
        return fail(written.error());
    return http::Response::empty(204);
}

} // namespace

void addDocumentRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    const std::string documents = "/api/v1/collections/{collection}/documents";
    http::Route bulk = route("POST", documents, Permission::DocumentsWrite,
                             [&engine](http::Request &request) { return post(engine, request); });
    bulk.bodyLimitBytes = kBulkLimitBytes;
    bulk.deadline = kBulkDeadline;
    router.add(std::move(bulk));
    router.add(route("GET", documents + "/{id}", Permission::SearchRead,
                     [&engine](http::Request &request) { return get(engine, request); }));
    for (http::Route made :
         {route("PUT", documents + "/{id}", Permission::DocumentsWrite,
                [&engine](http::Request &request) { return put(engine, request); }),
          route("DELETE", documents + "/{id}", Permission::DocumentsWrite,
                [&engine](http::Request &request) { return removeDocument(engine, request); })}) {
        made.deadline = kBulkDeadline;
        router.add(std::move(made));
    }
}

} // namespace explorer::gateway
