#include "core/api/exportrequest.h"

#include "core/api/searchpart_p.h"
#include "core/api/wire.h"

namespace explorer::api
{
namespace
{

constexpr std::size_t kMostIds = 10'000;

} // namespace

std::string_view toString(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return "csv";
    case ExportFormat::NdJson:
        return "ndjson";
    case ExportFormat::Json:
        break;
    }
    return "json";
}

std::optional<ExportFormat> exportFormatFromString(std::string_view text)
{
    for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::NdJson, ExportFormat::Json}) {
        if (toString(format) == text)
            return format;
    }
    return std::nullopt;
}

std::string_view mediaTypeOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Csv:
        return "text/csv; charset=utf-8; header=present";
    case ExportFormat::NdJson:
        return "application/x-ndjson";
    case ExportFormat::Json:
        break;
    }
    return "application/json";
}

Result<ExportRequest> exportRequestFromJson(const nlohmann::json &json)
{
    Problems problems;
    problems.note(requireKnownMembers(json, {"collection", "query", "filters", "time", "zone", "now", "sort",
                                             "fields", "ids", "literal", "default_operator", "ranking",
                                             "format", "formula_guard"}));
    ExportRequest request;
    std::string format(toString(request.format));
    problems.note(readMember(json, "format", format));
    problems.note(readMember(json, "formula_guard", request.formulaGuard));
    problems.note(readMember(json, "ids", request.ids));
    if (request.ids.size() > kMostIds)
        problems.note(makeError(ErrorCode::InvalidArgument, "limit_exceeded",
                                "At most 10,000 documents can be named. Narrow the query instead."),
                      {}, "/ids");
    if (const auto known = exportFormatFromString(format))
        request.format = *known;
    else
        problems.note(makeError(ErrorCode::InvalidArgument, "wrong_value", "format is csv, ndjson or json."),
                      {}, "/format");
    Result<SearchRequest> search =
        readSearchPart(json, {"collection", "query", "filters", "time", "zone", "now", "sort", "fields",
                              "literal", "default_operator", "ranking"});
    if (search)
        request.search = std::move(*search);
    else
        problems.note(search.error());
    if (auto good = problems.finish(); !good)
        return fail(std::move(good.error()));
    return request;
}

nlohmann::json toJson(const ExportRequest &request)
{
    nlohmann::json json = toJson(request.search);
    for (const char *member : {"size", "cursor", "facets", "histogram", "statistics", "highlight", "explain",
                               "offset", "timeout_ms"})
        json.erase(member);
    if (!request.ids.empty())
        json["ids"] = request.ids;
    json["format"] = toString(request.format);
    json["formula_guard"] = request.formulaGuard;
    return json;
}

} // namespace explorer::api
