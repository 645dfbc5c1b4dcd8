#include "core/ingest/formats.h"

#include "core/api/csvscanner.h"
#include "core/ingest/csvrecords.h"

namespace explorer::ingest
{
namespace
{

tl::unexpected<Error> tooMany(int limit)
{
    return fail(ErrorCode::InvalidArgument, "too_large",
                "A request takes at most " + std::to_string(limit) +
                    " records (batch_records). Send them in several requests.");
}

Result<std::vector<Record>> readLines(std::string_view body, int limit)
{
    std::vector<Record> records;
    body = api::withoutByteOrderMark(body);
    for (std::int64_t line = 1; !body.empty(); ++line) {
        const std::size_t end = std::min(body.find('\n'), body.size());
        Record record;
        record.raw = trimmed(body.substr(0, end));
        record.line = line;
        body.remove_prefix(std::min(end + 1, body.size()));
        if (record.raw.empty())
            continue;
        if (records.size() == static_cast<std::size_t>(limit))
            return tooMany(limit);
        records.push_back(std::move(record));
    }
    return records;
}

Result<std::vector<Record>> readRows(std::string_view body, const api::Schema &schema, int limit, int sample)
{
    std::vector<Record> records;
    if (trimmed(api::withoutByteOrderMark(body)).empty())
        return records;
    auto rows = CsvRecords::open(body, schema, sample);
    if (!rows)
        return fail(std::move(rows.error()));
    Record record;
    while (rows->next(record)) {
        if (records.size() == static_cast<std::size_t>(limit))
            return tooMany(limit);
        records.push_back(std::move(record));
    }
    return records;
}

Result<std::vector<Record>> readOne(std::string_view body)
{
    Record record;
    record.line = 1;
    record.raw = trimmed(api::withoutByteOrderMark(body));
    if (record.raw.empty())
        return fail(ErrorCode::InvalidArgument, "syntax", "The body is empty. Send one JSON object.");
    std::vector<Record> records;
    records.push_back(std::move(record));
    return records;
}

} // namespace

Result<std::vector<Record>> readRecords(api::DocumentFormat format, std::string_view body,
                                        const api::Schema &schema, int recordLimit, int inferenceSample)
{
    switch (format) {
    case api::DocumentFormat::NdJson:
        return readLines(body, recordLimit);
    case api::DocumentFormat::Csv:
        return readRows(body, schema, recordLimit, inferenceSample);
    case api::DocumentFormat::Json:
        return readOne(body);
    }
    return std::vector<Record>{};
}

} // namespace explorer::ingest
