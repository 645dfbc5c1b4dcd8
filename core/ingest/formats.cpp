#include "core/ingest/formats.h"

#include "core/api/csvscanner.h"
#include "core/api/jsonscanner.h"
#include "core/ingest/ingestservice.h"
#include "core/ingest/rowrecords.h"

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

tl::unexpected<Error> badSyntax(std::string message)
{
    return fail(ErrorCode::InvalidArgument, "syntax", std::move(message));
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

Result<std::vector<Record>> readRows(const api::InputFormat &format, std::string_view body,
                                     const api::Schema &schema, const IngestSettings &settings,
                                     UnixMillis now)
{
    std::vector<Record> records;
    if (trimmed(api::withoutByteOrderMark(body)).empty())
        return records;
    auto rows = RowRecords::open(body, format, schema, settings.inferenceSample, now);
    if (!rows)
        return fail(std::move(rows.error()));
    Record record;
    while (rows->next(record)) {
        if (records.size() == static_cast<std::size_t>(settings.batchRecords))
            return tooMany(settings.batchRecords);
        records.push_back(std::move(record));
    }
    return records;
}

/// The elements of a JSON array, each with the line where it begins. What an element holds is for the next
/// stage to say; where the elements cannot be told apart, the whole array is refused.
Result<std::vector<Record>> readArray(std::string_view array, std::int64_t line, int limit)
{
    std::vector<Record> records;
    const auto skipSpace = [&array, &line] {
        const std::size_t from = std::min(array.find_first_not_of(" \t\r\n"), array.size());
        line += std::count(array.begin(), array.begin() + static_cast<std::ptrdiff_t>(from), '\n');
        array.remove_prefix(from);
        return array.empty() ? '\0' : array.front();
    };
    array.remove_prefix(1);
    for (char next = skipSpace(); next != ']'; next = skipSpace()) {
        if (!records.empty()) {
            if (next != ',')
                return badSyntax("Line " + std::to_string(line) +
                                 ": between two elements of the array a comma is missing, or the array is "
                                 "not closed. Nothing was stored.");
            array.remove_prefix(1);
            next = skipSpace();
        }
        const auto end = api::findJsonValue(array, true);
        if (!end || end->length == 0 || end->truncated || next == ',' || next == ']' || next == '}')
            return badSyntax("Line " + std::to_string(line) +
                             ": an element of the array is missing or not closed. Nothing was stored.");
        if (records.size() == static_cast<std::size_t>(limit))
            return tooMany(limit);
        Record record;
        record.raw = array.substr(0, end->length);
        record.line = line;
        records.push_back(std::move(record));
        line += end->lineEnds;
        array.remove_prefix(end->length);
    }
    array.remove_prefix(1);
    if (skipSpace() != '\0')
        return badSyntax("Line " + std::to_string(line) +
                         ": there is text after the end of the array. Nothing was stored.");
    return records;
}

Result<std::vector<Record>> readJson(std::string_view body, int limit)
{
    const std::string_view text = api::withoutByteOrderMark(body);
    Record record;
    record.line = 1;
    record.raw = trimmed(text);
    if (record.raw.empty())
        return badSyntax("The body is empty. Send one JSON object, or an array of them.");
    if (record.raw.front() == '[') {
        const auto linesBefore =
            std::count(text.begin(), text.begin() + (record.raw.data() - text.data()), '\n');
        return readArray(record.raw, 1 + linesBefore, limit);
    }
    std::vector<Record> records;
    records.push_back(std::move(record));
    return records;
}

} // namespace

Result<std::vector<Record>> readRecords(const api::InputFormat &format, std::string_view body,
                                        const api::Schema &schema, const IngestSettings &settings,
                                        UnixMillis now)
{
    switch (format.format) {
    case api::DocumentFormat::NdJson:
        return readLines(body, settings.batchRecords);
    case api::DocumentFormat::Csv:
    case api::DocumentFormat::Log:
        return readRows(format, body, schema, settings, now);
    case api::DocumentFormat::Json:
        return readJson(body, settings.batchRecords);
    }
    return std::vector<Record>{};
}

} // namespace explorer::ingest
