#pragma once

#include "core/api/inputformat.h"

#include <cstdint>
#include <optional>
#include <string_view>

/// Where CSV records begin and end (RFC 4180: a quote opens only at the start of a cell, a doubled one stands
/// for itself, line ends inside quotes belong to the cell). The reader of files and the server's parser share
/// it, so that both cut alike.
namespace explorer::api
{

/// The one of , ; tab | that stands most often outside quotes in the first record; a comma where none does.
char sniffCsvDelimiter(std::string_view text, char quote = '"');

struct CsvRecordEnd {
    /// Bytes of the record without its line end, and up to where the next one begins.
    std::size_t length = 0;
    std::size_t next = 0;
    /// Line ends passed, the record's own included.
    std::int64_t lineEnds = 0;
    /// The text ended inside quotes.
    bool unterminated = false;
};

/// The first record of the text. Nothing where the text ends before the record does and `isWhole` is false.
std::optional<CsvRecordEnd> findCsvRecord(std::string_view text, const CsvDialect &dialect, bool isWhole);

/// Without a UTF-8 byte order mark.
std::string_view withoutByteOrderMark(std::string_view text);

} // namespace explorer::api
