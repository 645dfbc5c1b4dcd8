#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

std::string_view name(api::DocumentFormat format)
{
    switch (format) {
    case api::DocumentFormat::Json:
        return "json";
    case api::DocumentFormat::NdJson:
        return "ndjson";
    case api::DocumentFormat::Csv:
        return "csv";
    }
    return "ndjson";
}

/// The beginning of a file -> what it seems to be. Nothing is stored.
Result<http::Response> detect(const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"whole"}); !known)
        return fail(known.error());
    const Result<bool> whole = boolParameter(request, "whole", false);
    if (!whole)
        return fail(whole.error());
    const Result<ingest::Detection> detection = ingest::detectFormat(request.body, *whole);
    if (!detection)
        return fail(detection.error());
    return jsonResponse(200, {{"format", name(detection->format)},
                              {"delimiter", std::string(1, detection->delimiter)},
                              {"parsed_ratio", detection->parsedRatio},
                              {"sampled", detection->sampled},
                              {"schema", api::toJson(detection->schema)},
                              {"samples", detection->samples}});
}

} // namespace

void addIngestRoutes(http::Router &router, engine::Engine &)
{
    router.add(route("POST", "/api/v1/ingest/detect", auth::Permission::DocumentsWrite, detect));
}

} // namespace explorer::gateway
