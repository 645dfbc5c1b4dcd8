#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace explorer::api
{

enum class DocumentFormat : std::uint8_t { Json, NdJson, Csv, Log };
std::string_view contentType(DocumentFormat format);
/// json, ndjson, csv or log.
std::string_view toString(DocumentFormat format);
/// InvalidArgument ("wrong_value") where it is none of these.
Result<DocumentFormat> documentFormatFromString(std::string_view text);

/// How the cells of a CSV text are told apart (RFC 4180 and its relatives).
struct CsvDialect {
    /// 0: the one of , ; tab | that stands most often in the first record.
    char delimiter = '\0';
    char quote = '"';
    /// Whether the first record names the columns; without one they are column_1 and so on.
    bool hasHeader = true;
    bool operator==(const CsvDialect &) const = default;
};

/// How a text becomes records.
struct InputFormat {
    DocumentFormat format = DocumentFormat::NdJson;
    CsvDialect csv = {};
    /// Of a log: the name of a ready-made pattern, or an expression with named groups.
    std::string pattern = {};
    bool operator==(const InputFormat &) const = default;
};

} // namespace explorer::api
