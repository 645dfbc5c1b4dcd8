#include "core/api/batchreader.h"

#include "core/api/csvscanner.h"
#include "core/api/jsonscanner.h"

#include <algorithm>
#include <system_error>

namespace explorer::api
{
namespace
{

constexpr std::size_t kChunkBytes = 1 << 20;
/// A record is refused by the server above 1 MiB; what is far beyond is no record but a wrong format or an
/// open quote.
constexpr std::size_t kRecordLimitBytes = 16U << 20U;

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// A line end inside a JSON value would cut its NDJSON line. Between tokens a space means the same; inside a
/// string, where it is an error, the tab is as much one, and the server will say so.
void appendAsOneLine(std::string &body, std::string_view value)
{
    bool inString = false;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        if (c == '"')
            inString = !inString;
        if (c == '\\' && inString && i + 1 < value.size() && value[i + 1] != '\n' && value[i + 1] != '\r') {
            body.append(value.substr(i, 2));
            ++i;
            continue;
        }
        body += c == '\n' || c == '\r' ? (inString ? '\t' : ' ') : c;
    }
}

void appendText(Batch &batch, std::string_view text)
{
    batch.body.append(text).append("\n");
    batch.bodyLines += 1 + std::count(text.begin(), text.end(), '\n');
}

} // namespace

struct BatchReader::Private {
    struct Record {
        std::string_view text;
        std::int64_t line = 0;
    };

    InputStreamPtr stream;
    InputFormat format;
    BatchSize size;
    std::int64_t fileBytes = 0;
    std::string buffer;
    std::size_t at = 0;
    std::int64_t line = 1;
    bool atEnd = false;
    bool inArray = false;
    bool arrayDone = false;
    bool needComma = false;
    std::string header;
    /// Met behind records that were good: told once those are handed out.
    std::optional<Error> failure;

    [[nodiscard]] std::string_view rest() const { return std::string_view(buffer).substr(at); }
    void advance(std::size_t bytes, std::int64_t lineEnds)
    {
        at += bytes;
        line += lineEnds;
    }
    Result<void> fill();
    Result<void> prepare();
    Result<std::optional<Record>> record();
    Result<std::optional<Record>> lineRecord();
    Result<std::optional<Record>> csvRecord();
    Result<std::optional<Record>> jsonRecord();
    Result<char> significant();
    void append(Batch &batch, const Record &record) const;
};

/// Reads on; what was handed out before is dropped from the buffer, so a view taken earlier is dead
/// afterwards.
Result<void> BatchReader::Private::fill()
{
    if (buffer.size() - at > kRecordLimitBytes)
        return fail(ErrorCode::InvalidArgument, "record_too_large",
                    "The record that begins in line " + std::to_string(line) +
                        " is longer than 16 MiB. Check the format, and whether a quote is left open.");
    buffer.erase(0, at);
    at = 0;
    const std::size_t old = buffer.size();
    const std::size_t wanted = std::max(kChunkBytes, old);
    buffer.resize(old + wanted);
    const auto count = stream->read(buffer.data() + old, wanted);
    buffer.resize(old + (count ? *count : 0));
    if (!count)
        return fail(count.error());
    atEnd = *count == 0;
    return {};
}

Result<void> BatchReader::Private::prepare()
{
    if (auto filled = fill(); !filled)
        return filled;
    at = buffer.size() - withoutByteOrderMark(buffer).size();
    if (format.format != DocumentFormat::Csv)
        return {};
    if (format.csv.delimiter == '\0')
        format.csv.delimiter = sniffCsvDelimiter(rest(), format.csv.quote);
    if (!format.csv.hasHeader)
        return {};
    auto first = csvRecord();
    if (!first)
        return fail(std::move(first.error()));
    if (*first)
        header = (*first)->text;
    return {};
}

Result<std::optional<BatchReader::Private::Record>> BatchReader::Private::record()
{
    switch (format.format) {
    case DocumentFormat::NdJson:
    case DocumentFormat::Log:
        return lineRecord();
    case DocumentFormat::Csv:
        return csvRecord();
    case DocumentFormat::Json:
        return jsonRecord();
    }
    return std::nullopt;
}

Result<std::optional<BatchReader::Private::Record>> BatchReader::Private::lineRecord()
{
    for (;;) {
        const std::size_t length = rest().find('\n');
        if (length == std::string_view::npos && !atEnd) {
            if (auto filled = fill(); !filled)
                return fail(std::move(filled.error()));
            continue;
        }
        if (rest().empty())
            return std::nullopt;
        Record found{rest().substr(0, length), line};
        const bool ended = length != std::string_view::npos;
        advance(found.text.size() + (ended ? 1 : 0), ended ? 1 : 0);
        if (!isBlank(found.text))
            return found;
    }
}

Result<std::optional<BatchReader::Private::Record>> BatchReader::Private::csvRecord()
{
    for (;;) {
        const auto end = findCsvRecord(rest(), format.csv, atEnd);
        if (!end) {
            if (auto filled = fill(); !filled)
                return fail(std::move(filled.error()));
            continue;
        }
        if (rest().empty())
            return std::nullopt;
        Record found{rest().substr(0, end->length), line};
        advance(end->next, end->lineEnds);
        if (!isBlank(found.text))
            return found;
    }
}

/// The next byte that is not white space, left unread; 0 at the end of the file.
Result<char> BatchReader::Private::significant()
{
    for (;;) {
        while (at < buffer.size()) {
            const char c = buffer[at];
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
                return c;
            advance(1, c == '\n' ? 1 : 0);
        }
        if (atEnd)
            return '\0';
        if (auto filled = fill(); !filled)
            return fail(std::move(filled.error()));
    }
}

Result<std::optional<BatchReader::Private::Record>> BatchReader::Private::jsonRecord()
{
    const auto broken = [this](std::string_view what) {
        return fail(ErrorCode::InvalidArgument, "json_syntax",
                    "Line " + std::to_string(line) + ": " + std::string(what) +
                        " Nothing after it was read; correct the file and import the rest.");
    };
    for (;;) {
        const auto c = significant();
        if (!c)
            return fail(c.error());
        if (*c == '\0' && inArray)
            return broken("the file ends before its array is closed.");
        if (*c == '\0')
            return std::nullopt;
        if (arrayDone)
            return broken("there is text after the end of the array.");
        if (!inArray && *c == '[') {
            inArray = true;
            advance(1, 0);
            continue;
        }
        if (inArray && *c == ']') {
            inArray = false;
            arrayDone = true;
            advance(1, 0);
            continue;
        }
        if (inArray && needComma) {
            if (*c != ',')
                return broken("a comma is missing between two elements of the array.");
            needComma = false;
            advance(1, 0);
            continue;
        }
        const auto end = findJsonValue(rest(), atEnd);
        if (!end) {
            if (auto filled = fill(); !filled)
                return fail(std::move(filled.error()));
            continue;
        }
        if (end->truncated)
            return broken("the file ends inside the value that begins here.");
        if (end->length == 0 || *c == ',' || *c == ']' || *c == '}')
            return broken("a value is missing.");
        Record found{rest().substr(0, end->length), line};
        advance(end->length, end->lineEnds);
        needComma = inArray;
        return found;
    }
}

void BatchReader::Private::append(Batch &batch, const Record &record) const
{
    if (batch.records == 0) {
        batch.firstLine = record.line;
        if (format.format == DocumentFormat::Csv && format.csv.hasHeader)
            appendText(batch, header);
    }
    batch.starts.emplace_back(batch.bodyLines + 1, record.line);
    if (format.format == DocumentFormat::Json) {
        appendAsOneLine(batch.body, record.text);
        batch.body += '\n';
        ++batch.bodyLines;
    } else {
        appendText(batch, record.text);
    }
    ++batch.records;
}

std::int64_t Batch::fileLine(std::int64_t bodyLine) const
{
    const auto after =
        std::upper_bound(starts.begin(), starts.end(), bodyLine,
                         [](std::int64_t line, const auto &start) { return line < start.first; });
    if (after == starts.begin())
        return firstLine;
    const auto &[inBody, inFile] = *std::prev(after);
    return inFile + bodyLine - inBody;
}

BatchReader::BatchReader(std::unique_ptr<Private> priv) : d(std::move(priv)) {}
BatchReader::~BatchReader() = default;

Result<std::unique_ptr<BatchReader>> BatchReader::open(const std::filesystem::path &file,
                                                       const InputFormat &format, BatchSize size,
                                                       const std::string &encoding)
{
    auto input = openInput(file);
    if (input)
        input = unpacked(std::move(*input));
    if (input)
        input = asUtf8(std::move(*input), encoding);
    if (!input)
        return fail(std::move(input.error()));
    auto reader = read(std::move(*input), format, size);
    std::error_code problem;
    const auto bytes = std::filesystem::file_size(file, problem);
    if (reader && !problem)
        (*reader)->d->fileBytes = static_cast<std::int64_t>(bytes);
    return reader;
}

Result<std::unique_ptr<BatchReader>> BatchReader::read(InputStreamPtr text, const InputFormat &format,
                                                       BatchSize size)
{
    auto priv = std::make_unique<Private>();
    priv->stream = std::move(text);
    priv->format = format;
    priv->size = {std::max<std::int64_t>(1, size.records), std::max<std::int64_t>(1, size.bytes)};
    if (auto prepared = priv->prepare(); !prepared)
        return fail(std::move(prepared.error()));
    return std::unique_ptr<BatchReader>(new BatchReader(std::move(priv)));
}

Result<std::optional<Batch>> BatchReader::next()
{
    if (d->failure)
        return fail(*d->failure);
    Batch batch;
    while (batch.records < d->size.records && static_cast<std::int64_t>(batch.body.size()) < d->size.bytes) {
        auto record = d->record();
        if (!record) {
            d->failure = std::move(record.error());
            break;
        }
        if (!*record)
            break;
        d->append(batch, **record);
    }
    if (batch.records == 0 && d->failure)
        return fail(*d->failure);
    if (batch.records == 0)
        return std::nullopt;
    batch.bytesRead = d->stream->position();
    return batch;
}

std::int64_t BatchReader::fileBytes() const { return d->fileBytes; }

InputFormat BatchReader::bodyFormat() const
{
    InputFormat format = d->format;
    if (format.format == DocumentFormat::Json)
        format.format = DocumentFormat::NdJson;
    return format;
}

} // namespace explorer::api
