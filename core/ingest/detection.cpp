#include "core/ingest/ingestservice.h"

#include "core/api/csvscanner.h"
#include "core/api/inputstream.h"
#include "core/api/jsonscanner.h"
#include "core/ingest/csvreader.h"
#include "core/ingest/logpattern.h"
#include "core/ingest/rowrecords.h"
#include "core/ingest/structurecheck_p.h"

namespace explorer::ingest
{
namespace
{

constexpr std::size_t kShownSamples = 20;
constexpr std::size_t kShownRecords = 200;
constexpr int kLookedRecords = 1000;
/// Of a packed file.
constexpr std::size_t kUnpackedBytes = 1 << 20;
constexpr int kLookedLogLines = 200;
/// Of the lines, so that some which the daemon broke do no harm.
constexpr double kLogShare = 0.6;

/// Counts a file's first records and infers their schema.
class Sampler
{
public:
    explicit Sampler(Detection &detection) : m_detection(detection) {}

    [[nodiscard]] bool isFull() const { return m_detection.sampled >= kLookedRecords; }
    void take(std::string_view raw, std::string_view json, bool isGood)
    {
        ++m_detection.sampled;
        if (m_detection.samples.size() < kShownSamples)
            m_detection.samples.emplace_back(raw);
        if (!isGood || checkStructure(json))
            return;
        ++m_parsed;
        if (m_detection.records.size() < kShownRecords)
            m_detection.records.emplace_back(json);
        m_inference.look(json);
    }
    void finish()
    {
        if (m_detection.sampled > 0)
            m_detection.parsedRatio =
                static_cast<double>(m_parsed) / static_cast<double>(m_detection.sampled);
        m_detection.schema = m_inference.schema();
    }

private:
    Detection &m_detection;
    SchemaInference m_inference;
    std::int64_t m_parsed = 0;
};

void sampleLines(std::string_view text, bool isWhole, Sampler &sampler)
{
    while (!text.empty() && !sampler.isFull()) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos && !isWhole)
            return;
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!line.empty())
            sampler.take(line, line, true);
    }
}

/// Elements of an array, or objects one after the other.
void sampleValues(std::string_view text, bool isWhole, Sampler &sampler)
{
    constexpr std::string_view between = " \t\r\n,[]";
    if (text.front() == '[')
        text.remove_prefix(1);
    while (!sampler.isFull()) {
        const std::size_t start = text.find_first_not_of(between);
        if (start == std::string_view::npos)
            return;
        text.remove_prefix(start);
        const auto end = api::findJsonValue(text, isWhole);
        if (!end || end->length == 0)
            return;
        sampler.take(text.substr(0, end->length), text.substr(0, end->length), !end->truncated);
        text.remove_prefix(end->length);
    }
}

Result<void> sampleRows(std::string_view text, bool isWhole, const api::InputFormat &format, UnixMillis now,
                        Sampler &sampler)
{
    if (!isWhole)
        text = text.substr(0, text.rfind('\n') + 1);
    auto rows = RowRecords::open(text, format, {}, kLookedRecords, now);
    if (!rows)
        return fail(std::move(rows.error()));
    Record record;
    while (!sampler.isFull() && rows->next(record))
        sampler.take(record.raw, record.json(), !record.problem);
    return {};
}

/// One object a line, where the first object ends with its line and does not stand alone; JSON where it goes
/// over lines or is the whole file.
api::DocumentFormat jsonFormat(std::string_view text, bool isWhole)
{
    if (text.front() == '[')
        return api::DocumentFormat::Json;
    const auto end = api::findJsonValue(text, isWhole);
    const std::string_view value = text.substr(0, end ? end->length : text.size());
    if (value.find('\n') != std::string_view::npos)
        return api::DocumentFormat::Json;
    const bool standsAlone = isWhole && trimmed(text.substr(value.size())).empty();
    return standsAlone ? api::DocumentFormat::Json : api::DocumentFormat::NdJson;
}

/// The ready pattern that most of the first lines fit; empty where none does.
std::string sniffLogPattern(std::string_view text)
{
    for (const LogPattern::Ready &ready : LogPattern::ready()) {
        const auto pattern = LogPattern::make(std::string(ready.name));
        std::vector<std::string_view> groups;
        std::string_view rest = text;
        int lines = 0;
        int fitting = 0;
        while (pattern && !rest.empty() && lines < kLookedLogLines) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            const std::string_view line = trimmed(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.empty())
                continue;
            ++lines;
            fitting += (*pattern)->match(line, groups) ? 1 : 0;
        }
        if (lines > 0 && fitting >= kLogShare * lines)
            return std::string(ready.name);
    }
    return {};
}

/// What a head that is cut ends in is no failure: what came before it is looked at.
Result<std::string> readAll(Result<api::InputStreamPtr> stream, bool isWhole)
{
    if (!stream)
        return fail(std::move(stream.error()));
    std::string text(kUnpackedBytes, '\0');
    std::size_t size = 0;
    while (text.size() - size >= 8) {
        const auto count = (*stream)->read(text.data() + size, text.size() - size);
        if (!count && isWhole)
            return fail(count.error());
        if (!count || *count == 0)
            break;
        size += *count;
    }
    text.resize(size);
    return text;
}

api::DocumentFormat formatOf(std::string_view text, bool isWhole, api::InputFormat &format)
{
    if (text.front() == '{' || text.front() == '[')
        return jsonFormat(text, isWhole);
    if (format.pattern.empty())
        format.pattern = sniffLogPattern(text);
    return format.pattern.empty() ? api::DocumentFormat::Csv : api::DocumentFormat::Log;
}

void completeCsv(std::string_view text, bool isHeaderKnown, api::CsvDialect &csv)
{
    if (csv.delimiter == '\0')
        csv.delimiter = api::sniffCsvDelimiter(text, csv.quote);
    Row first;
    if (!isHeaderKnown && CsvReader(text, csv).next(first))
        csv.hasHeader = looksLikeHeader(first);
}

Result<void> sample(std::string_view text, bool isWhole, const api::InputFormat &format, Sampler &sampler)
{
    switch (format.format) {
    case api::DocumentFormat::Json:
        sampleValues(text, isWhole, sampler);
        return {};
    case api::DocumentFormat::NdJson:
        sampleLines(text, isWhole, sampler);
        return {};
    case api::DocumentFormat::Csv:
    case api::DocumentFormat::Log:
        return sampleRows(text, isWhole, format, SystemClock().nowMillis(), sampler);
    }
    return {};
}

} // namespace

Result<Detection> detectFormat(std::string_view head, bool isWhole, const DetectionWish &wish)
{
    const auto unpackedHead = readAll(api::unpacked(api::inputOf(head)), isWhole);
    if (!unpackedHead)
        return fail(unpackedHead.error());
    const bool isAll = isWhole && unpackedHead->size() + 8 <= kUnpackedBytes;
    Detection detection;
    detection.encoding = wish.encoding.empty() ? api::sniffEncoding(*unpackedHead) : wish.encoding;
    const auto decoded = readAll(api::asUtf8(api::inputOf(*unpackedHead), detection.encoding), isAll);
    if (!decoded)
        return fail(decoded.error());
    const std::size_t begin = decoded->find_first_not_of(" \t\r\n");
    if (begin == std::string::npos)
        return fail(ErrorCode::InvalidArgument, "file_empty",
                    "The file is empty. Choose one with records in it.");
    if (decoded->find('\0') != std::string::npos)
        return fail(ErrorCode::InvalidArgument, "format_unknown",
                    "The file is no text. Convert it to JSON, NDJSON, CSV or log lines.");
    const std::string_view text = std::string_view(*decoded).substr(begin);
    detection.format.csv = wish.csv;
    detection.format.pattern = wish.pattern;
    detection.format.format = wish.format ? *wish.format : formatOf(text, isAll, detection.format);
    if (detection.format.format == api::DocumentFormat::Log && detection.format.pattern.empty())
        detection.format.pattern = sniffLogPattern(text);
    if (detection.format.format == api::DocumentFormat::Csv)
        completeCsv(text, wish.isHeaderKnown, detection.format.csv);
    Sampler sampler(detection);
    if (auto sampled = sample(text, isAll, detection.format, sampler); !sampled)
        return fail(std::move(sampled.error()));
    sampler.finish();
    return detection;
}

} // namespace explorer::ingest
