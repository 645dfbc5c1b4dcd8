#pragma once

#include "core/api/search.h"

namespace explorer::api
{

enum class ExportFormat : std::uint8_t { Csv, NdJson, Json };
std::string_view toString(ExportFormat format);
/// csv, ndjson or json.
std::optional<ExportFormat> exportFormatFromString(std::string_view text);
std::string_view mediaTypeOf(ExportFormat format);

/// The body of POST search/export: every hit of a search, to the last.
struct ExportRequest {
    /// Its `size`, `cursor`, `facets`, `histogram`, `statistics` and `highlight` mean nothing here. `fields`
    /// are the columns, by dotted path; empty: the whole source, and in CSV `id` and the schema's fields.
    SearchRequest search;
    /// Of the hits only these documents, 10,000 at most; empty: all.
    std::vector<std::string> ids;
    ExportFormat format = ExportFormat::NdJson;
    /// CSV: cells that a spreadsheet would run as a formula get a leading apostrophe.
    bool formulaGuard = true;
};
Result<ExportRequest> exportRequestFromJson(const nlohmann::json &json);
nlohmann::json toJson(const ExportRequest &request);

} // namespace explorer::api
