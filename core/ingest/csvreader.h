#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::ingest
{

/// The rows of a CSV text (RFC 4180; any of the usual delimiters; blank lines are passed over). Linear; keeps
/// nothing but the current row.
class CsvReader
{
public:
    CsvReader(std::string_view text, char delimiter);

    struct Row {
        std::vector<std::string> cells;
        /// Without its line end.
        std::string_view raw;
        std::int64_t line = 0;
        /// The last cell's quotes are never closed.
        bool unterminated = false;
    };
    /// False at the end. `row` is used again, so that its memory is.
    bool next(Row &row);

private:
    void split(Row &row) const;

    std::string_view m_rest;
    char m_delimiter;
    std::int64_t m_line = 1;
};

/// Reads the header: an empty name becomes `column_N`. InvalidArgument ("csv_header") where there is none or
/// two columns have one name.
Result<std::vector<std::string>> readCsvHeader(CsvReader &reader);

} // namespace explorer::ingest
