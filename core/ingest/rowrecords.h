#pragma once

#include "core/ingest/rowreader.h"

#include "core/api/inputformat.h"
#include "core/api/schema.h"
#include "core/base/clock.h"

namespace explorer::ingest
{

/// The rows of a text in columns as JSON objects. A cell that reads as its field's type goes in as a number
/// or boolean, else as a string; an empty cell is left out. Columns that the schema lacks get their type from
/// the first rows.
class RowRecords
{
public:
    /// Of CSV or a log. Fails where the header does ("csv_header") or the pattern ("log_pattern"). `now`
    /// tells the year of times that lack it.
    static Result<RowRecords> open(std::string_view text, const api::InputFormat &format,
                                   const api::Schema &schema, int inferenceSample, UnixMillis now);

    /// False at the end. A row with another number of cells than there are columns has a problem and no JSON.
    bool next(Record &record);

private:
    RowRecords(std::unique_ptr<RowReader> reader, std::vector<std::string> columns);
    void inferColumns(const api::Schema &schema, int inferenceSample);

    std::unique_ptr<RowReader> m_reader;
    std::vector<std::string> m_columns;
    std::vector<std::optional<api::FieldType>> m_types;
    Row m_row;
};

} // namespace explorer::ingest
