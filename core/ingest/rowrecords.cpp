#include "core/ingest/rowrecords.h"

#include "core/ingest/celltext.h"
#include "core/ingest/csvreader.h"
#include "core/ingest/ingestservice.h"
#include "core/ingest/logreader.h"

namespace explorer::ingest
{

RowRecords::RowRecords(std::unique_ptr<RowReader> reader, std::vector<std::string> columns)
    : m_reader(std::move(reader)), m_columns(std::move(columns)), m_types(m_columns.size())
{
}

Result<RowRecords> RowRecords::open(std::string_view text, const api::InputFormat &format,
                                    const api::Schema &schema, int inferenceSample, UnixMillis now)
{
    std::unique_ptr<RowReader> reader;
    std::vector<std::string> columns;
    if (format.format == api::DocumentFormat::Log) {
        auto pattern = LogPattern::make(format.pattern);
        if (!pattern)
            return fail(std::move(pattern.error()));
        columns = (*pattern)->names();
        reader = std::make_unique<LogReader>(text, *pattern, now);
    } else {
        auto rows = std::make_unique<CsvReader>(text, format.csv);
        auto header = readCsvHeader(*rows, format.csv.hasHeader);
        if (!header)
            return fail(std::move(header.error()));
        columns = std::move(*header);
        reader = std::move(rows);
    }
    RowRecords records(std::move(reader), std::move(columns));
    records.inferColumns(schema, inferenceSample);
    return records;
}

void RowRecords::inferColumns(const api::Schema &schema, int inferenceSample)
{
    bool isComplete = true;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i] == "id")
            m_types[i] = api::FieldType::Keyword;
        else if (const api::Field *field = schema.find(m_columns[i]))
            m_types[i] = field->type;
        isComplete = isComplete && m_types[i].has_value();
    }
    if (isComplete)
        return;
    auto start = m_reader->clone();
    SchemaInference inference;
    Record record;
    for (int i = 0; i < inferenceSample && next(record); ++i) {
        if (!record.problem)
            inference.look(record.made);
    }
    m_reader = std::move(start);
    const api::Schema found = inference.schema();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        const api::Field *field = found.find(m_columns[i]);
        if (!m_types[i] && field != nullptr)
            m_types[i] = field->type;
    }
}

bool RowRecords::next(Record &record)
{
    if (!m_reader->next(m_row))
        return false;
    record = {};
    record.line = m_row.line;
    record.raw = m_row.raw;
    if (m_row.problem) {
        record.problem = m_row.problem;
        return true;
    }
    if (m_row.cells.size() != m_columns.size()) {
        record.problem =
            Problem{"structure",
                    "csv_columns",
                    "The row has " + std::to_string(m_row.cells.size()) + " cells where the header names " +
                        std::to_string(m_columns.size()) + ".",
                    {},
                    {}};
        return true;
    }
    record.made = "{";
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_row.cells[i].empty())
            continue;
        if (record.made.size() > 1)
            record.made += ',';
        appendJsonString(record.made, m_columns[i]);
        record.made += ':';
        appendCell(record.made, m_row.cells[i], m_types[i]);
    }
    record.made += '}';
    return true;
}

} // namespace explorer::ingest
