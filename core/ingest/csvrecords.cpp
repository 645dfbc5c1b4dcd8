#include "core/ingest/csvrecords.h"

#include "core/api/csvscanner.h"
#include "core/ingest/ingestservice.h"

#include <charconv>

namespace explorer::ingest
{
namespace
{

enum class CellKind : std::uint8_t { Text, Integer, Real, Boolean };

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t skipDigits(std::string_view cell, std::size_t at)
{
    while (at < cell.size() && isDigit(cell[at]))
        ++at;
    return at;
}

/// By JSON's grammar of numbers: `007` and `+1` are texts, as their zeros and signs may mean something.
CellKind kindOf(std::string_view cell)
{
    if (cell == "true" || cell == "false")
        return CellKind::Boolean;
    std::size_t at = !cell.empty() && cell[0] == '-' ? 1 : 0;
    const std::size_t digits = skipDigits(cell, at);
    if (digits == at || (cell[at] == '0' && digits > at + 1))
        return CellKind::Text;
    if (digits == cell.size()) {
        std::int64_t value = 0;
        const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        return read.ec == std::errc() ? CellKind::Integer : CellKind::Text;
    }
    at = digits;
    if (cell[at] == '.') {
        const std::size_t fraction = skipDigits(cell, at + 1);
        if (fraction == at + 1)
            return CellKind::Text;
        at = fraction;
    }
    if (at < cell.size() && (cell[at] == 'e' || cell[at] == 'E')) {
        ++at;
        if (at < cell.size() && (cell[at] == '+' || cell[at] == '-'))
            ++at;
        const std::size_t exponent = skipDigits(cell, at);
        // Far below what a double holds, so that no cell becomes a number that JSON readers refuse.
        if (exponent == at || exponent - at > 2)
            return CellKind::Text;
        at = exponent;
    }
    return at == cell.size() && cell.size() < 64 ? CellKind::Real : CellKind::Text;
}

bool goesUnquoted(CellKind kind, std::optional<api::FieldType> type)
{
    if (kind == CellKind::Text)
        return false;
    if (!type)
        return true;
    switch (*type) {
    case api::FieldType::Long:
    case api::FieldType::Date:
        return kind == CellKind::Integer;
    case api::FieldType::Double:
        return kind == CellKind::Integer || kind == CellKind::Real;
    case api::FieldType::Boolean:
        return kind == CellKind::Boolean;
    case api::FieldType::Text:
    case api::FieldType::Keyword:
        return false;
    }
    return false;
}

} // namespace

CsvRecords::CsvRecords(CsvReader reader, std::vector<std::string> header)
    : m_reader(reader), m_header(std::move(header)), m_types(m_header.size())
{
}

Result<CsvRecords> CsvRecords::open(std::string_view body, const api::Schema &schema, int inferenceSample)
{
    CsvReader reader(body, api::sniffCsvDelimiter(body));
    auto header = readCsvHeader(reader);
    if (!header)
        return fail(std::move(header.error()));
    CsvRecords records(reader, std::move(*header));
    records.inferColumns(schema, inferenceSample);
    return records;
}

void CsvRecords::inferColumns(const api::Schema &schema, int inferenceSample)
{
    bool isComplete = true;
    for (std::size_t i = 0; i < m_header.size(); ++i) {
        if (m_header[i] == "id")
            m_types[i] = api::FieldType::Keyword;
        else if (const api::Field *field = schema.find(m_header[i]))
            m_types[i] = field->type;
        isComplete = isComplete && m_types[i].has_value();
    }
    if (isComplete)
        return;
    const CsvReader start = m_reader;
    SchemaInference inference;
    Record record;
    for (int i = 0; i < inferenceSample && next(record); ++i) {
        if (!record.problem)
            inference.look(record.made);
    }
    m_reader = start;
    const api::Schema found = inference.schema();
    for (std::size_t i = 0; i < m_header.size(); ++i) {
        const api::Field *field = found.find(m_header[i]);
        if (!m_types[i] && field != nullptr)
            m_types[i] = field->type;
    }
}

void CsvRecords::appendMember(std::string &json, std::size_t column, const std::string &cell,
                              bool &first) const
{
    if (cell.empty())
        return;
    if (!first)
        json += ',';
    first = false;
    appendJsonString(json, m_header[column]);
    json += ':';
    if (goesUnquoted(kindOf(cell), m_types[column]))
        json += cell;
    else
        appendJsonString(json, cell);
}

bool CsvRecords::next(Record &record)
{
    if (!m_reader.next(m_row))
        return false;
    record = {};
    record.line = m_row.line;
    record.raw = m_row.raw;
    if (m_row.unterminated) {
        record.problem = Problem{"structure", "csv_quote", "A quoted cell is never closed.", {}, {}};
    } else if (m_row.cells.size() != m_header.size()) {
        record.problem = Problem{"structure",
                                 "csv_columns",
                                 "The row has " + std::to_string(m_row.cells.size()) +
                                     " cells where the header names " + std::to_string(m_header.size()) + ".",
                                 {},
                                 {}};
    } else {
        bool first = true;
        record.made = "{";
        for (std::size_t i = 0; i < m_header.size(); ++i)
            appendMember(record.made, i, m_row.cells[i], first);
        record.made += '}';
    }
    return true;
}

} // namespace explorer::ingest
