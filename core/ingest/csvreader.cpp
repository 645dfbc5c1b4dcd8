#include "core/ingest/csvreader.h"

#include "core/api/csvscanner.h"
#include "core/ingest/celltext.h"

#include <algorithm>
#include <set>

namespace explorer::ingest
{

CsvReader::CsvReader(std::string_view text, const api::CsvDialect &dialect)
    : m_rest(api::withoutByteOrderMark(text)), m_dialect(dialect)
{
    if (m_dialect.delimiter == '\0')
        m_dialect.delimiter = api::sniffCsvDelimiter(m_rest, m_dialect.quote);
}

bool CsvReader::next(Row &row)
{
    while (!m_rest.empty()) {
        const auto end = api::findCsvRecord(m_rest, m_dialect, true);
        if (!end)
            return false;
        row.raw = m_rest.substr(0, end->length);
        row.line = m_line;
        row.problem.reset();
        m_rest.remove_prefix(end->next);
        m_line += end->lineEnds;
        if (row.raw.find_first_not_of(" \t") == std::string_view::npos &&
            row.raw.find(m_dialect.delimiter) == std::string_view::npos)
            continue;
        split(row);
        if (end->unterminated)
            row.problem = Problem{"structure", "csv_quote", "A quoted cell is never closed.", {}, {}};
        return true;
    }
    return false;
}

void CsvReader::split(Row &row) const
{
    const char quote = m_dialect.quote;
    std::size_t count = 0;
    std::size_t at = 0;
    for (;;) {
        if (row.cells.size() == count)
            row.cells.emplace_back();
        std::string &cell = row.cells[count++];
        cell.clear();
        if (at < row.raw.size() && row.raw[at] == quote) {
            for (++at; at < row.raw.size(); ++at) {
                if (row.raw[at] != quote)
                    cell += row.raw[at];
                else if (at + 1 < row.raw.size() && row.raw[at + 1] == quote)
                    cell += row.raw[at++];
                else
                    break;
            }
            at = std::min(at + 1, row.raw.size());
        }
        const std::size_t end = std::min(row.raw.find(m_dialect.delimiter, at), row.raw.size());
        cell.append(row.raw.substr(at, end - at));
        at = end;
        if (at == row.raw.size())
            break;
        ++at;
    }
    row.cells.resize(count);
}

Result<std::vector<std::string>> readCsvHeader(CsvReader &reader, bool hasHeader)
{
    Row row;
    const CsvReader start = reader;
    if (!reader.next(row))
        return fail(ErrorCode::InvalidArgument, "csv_header",
                    "The CSV has no row. Its first line has to name the fields.");
    if (!hasHeader) {
        reader = start;
        for (std::string &cell : row.cells)
            cell.clear();
    }
    std::set<std::string> seen;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (row.cells[i].empty())
            row.cells[i] = "column_" + std::to_string(i + 1);
        // Named by its number: the name may be no UTF-8, which an answer cannot carry.
        if (!seen.insert(row.cells[i]).second)
            return fail(ErrorCode::InvalidArgument, "csv_header",
                        "Column " + std::to_string(i + 1) +
                            " of the CSV has the name of a column before it. Give each its own name.");
    }
    return std::move(row.cells);
}

bool looksLikeHeader(const Row &row)
{
    const std::set<std::string_view> different(row.cells.begin(), row.cells.end());
    return different.size() == row.cells.size() &&
           std::none_of(row.cells.begin(), row.cells.end(),
                        [](const std::string &cell) { return cell.empty() || isJsonNumber(cell); });
}

} // namespace explorer::ingest
