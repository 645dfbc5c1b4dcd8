#pragma once

#include "core/api/inputformat.h"
#include "core/ingest/rowreader.h"

namespace explorer::ingest
{

/// The rows of a CSV text (RFC 4180; blank lines are passed over). Linear; keeps nothing but the current row.
class CsvReader final : public RowReader
{
public:
    /// A delimiter of 0 is looked for.
    CsvReader(std::string_view text, const api::CsvDialect &dialect);
    /// A row whose quotes are never closed has a problem.
    bool next(Row &row) override;
    [[nodiscard]] std::unique_ptr<RowReader> clone() const override
    {
        return std::make_unique<CsvReader>(*this);
    }

private:
    void split(Row &row) const;

    std::string_view m_rest;
    api::CsvDialect m_dialect;
    std::int64_t m_line = 1;
};

/// The names of the columns: of the first row, an empty one becoming `column_N`, or all made where the
/// dialect has no header. InvalidArgument ("csv_header") where there is no row or two columns have one name.
Result<std::vector<std::string>> readCsvHeader(CsvReader &reader, bool hasHeader);

/// Whether the first row looks like names: texts that differ, none empty, none a number.
bool looksLikeHeader(const Row &row);

} // namespace explorer::ingest
