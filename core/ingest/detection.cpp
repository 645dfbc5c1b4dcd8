#include "core/ingest/ingestservice.h"

#include "core/api/csvscanner.h"
#include "core/api/jsonscanner.h"
#include "core/ingest/csvrecords.h"
#include "core/ingest/structurecheck_p.h"

namespace explorer::ingest
{
namespace
{

constexpr std::size_t kShownSamples = 20;
constexpr int kLookedRecords = 1000;

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

Result<void> sampleRows(std::string_view text, bool isWhole, Sampler &sampler)
{
    if (!isWhole)
        text = text.substr(0, text.rfind('\n') + 1);
    auto rows = CsvRecords::open(text, {}, kLookedRecords);
    if (!rows)
        return fail(std::move(rows.error()));
    Record record;
    while (!sampler.isFull() && rows->next(record))
        sampler.take(record.raw, record.json(), !record.problem);
    return {};
}

/// One object a line, where the first object ends with its line and does not stand alone; JSON where it goes
/// over lines or is the whole file.
Format jsonFormat(std::string_view text, bool isWhole)
{
    if (text.front() == '[')
        return Format::Json;
    const auto end = api::findJsonValue(text, isWhole);
    const std::string_view value = text.substr(0, end ? end->length : text.size());
    if (value.find('\n') != std::string_view::npos)
        return Format::Json;
    const bool standsAlone = isWhole && trimmed(text.substr(value.size())).empty();
    return standsAlone ? Format::Json : Format::NdJson;
}

} // namespace

Result<Detection> detectFormat(std::string_view head, bool isWhole)
{
    const std::string_view text = trimmed(api::withoutByteOrderMark(head));
    if (text.empty())
        return fail(ErrorCode::InvalidArgument, "file_empty",
                    "The file is empty. Choose one with records in it.");
    if (head.find('\0') != std::string_view::npos)
        return fail(ErrorCode::InvalidArgument, "format_unknown",
                    "The file is not text in UTF-8. Convert it to JSON, NDJSON or CSV in UTF-8.");
    Detection detection;
    Sampler sampler(detection);
    const std::string_view untrimmed = head.substr(static_cast<std::size_t>(text.data() - head.data()));
    if (text.front() == '{' || text.front() == '[') {
        detection.format = jsonFormat(untrimmed, isWhole);
        if (detection.format == Format::Json)
            sampleValues(untrimmed, isWhole, sampler);
        else
            sampleLines(untrimmed, isWhole, sampler);
    } else {
        detection.format = Format::Csv;
        detection.delimiter = api::sniffCsvDelimiter(untrimmed);
        if (auto sampled = sampleRows(untrimmed, isWhole, sampler); !sampled)
            return fail(std::move(sampled.error()));
    }
    sampler.finish();
    return detection;
}

} // namespace explorer::ingest
