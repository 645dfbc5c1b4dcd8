#pragma once

#include "core/ingest/csvreader.h"
#include "core/ingest/record.h"

#include "core/api/schema.h"

namespace explorer::ingest
{

/// CSV rows as JSON objects. A cell that reads as its field's type goes in as a number or boolean, else as a
/// string; an empty cell is left out. Columns that the schema lacks get their type from the first rows.
class CsvRecords
{
public:
    /// Fails where the header does ("csv_header").
    static Result<CsvRecords> open(std::string_view body, const api::Schema &schema, int inferenceSample);

    /// False at the end. A row with another number of cells than the header has a problem and no JSON.
    bool next(Record &record);

private:
    CsvRecords(CsvReader reader, std::vector<std::string> header);
    void inferColumns(const api::Schema &schema, int inferenceSample);
    void appendMember(std::string &json, std::size_t column, const std::string &cell, bool &first) const;

    CsvReader m_reader;
    std::vector<std::string> m_header;
    std::vector<std::optional<api::FieldType>> m_types;
    CsvReader::Row m_row;
};

} // namespace explorer::ingest
