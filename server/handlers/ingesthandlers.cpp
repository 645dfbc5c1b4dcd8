#include "server/handlers/codec.h"
#include "server/handlers/inputparameters.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

/// The beginning of a file -> what it seems to be. Nothing is stored.
Result<http::Response> detect(const http::Request &request)
{
    if (auto known = requireKnownParameters(
            request, {"whole", "format", "delimiter", "quote", "header", "pattern", "encoding"});
        !known)
        return fail(known.error());
    const Result<bool> whole = boolParameter(request, "whole", false);
    if (!whole)
        return fail(whole.error());
    const Result<ingest::DetectionWish> wish = inputWish(request);
    if (!wish)
        return fail(wish.error());
    const Result<ingest::Detection> detection = ingest::detectFormat(request.body, *whole, *wish);
    if (!detection)
        return fail(detection.error());
    const api::InputFormat &format = detection->format;
    const bool isCsv = format.format == api::DocumentFormat::Csv;
    return jsonResponse(200, {{"format", api::toString(format.format)},
                              {"delimiter", isCsv ? std::string(1, format.csv.delimiter) : std::string()},
                              {"quote", isCsv ? std::string(1, format.csv.quote) : std::string()},
                              {"header", isCsv && format.csv.hasHeader},
                              {"pattern", format.pattern},
                              {"encoding", detection->encoding},
                              {"parsed_ratio", detection->parsedRatio},
                              {"sampled", detection->sampled},
                              {"schema", api::toJson(detection->schema)},
                              {"samples", detection->samples},
                              {"records", detection->records}});
}

} // namespace

void addIngestRoutes(http::Router &router, engine::Engine &)
{
    router.add(route("POST", "/api/v1/ingest/detect", auth::Permission::DocumentsWrite, detect));
}

} // namespace explorer::gateway
