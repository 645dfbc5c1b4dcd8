#include "ui/ingest/samplerecords.h"

#include "core/api/csvscanner.h"

#include <nlohmann/json.hpp>

namespace explorer::ui
{

namespace
{

constexpr std::size_t kMostRecords = 200;

std::vector<std::string> cellsOf(std::string_view record, char delimiter)
{
    std::vector<std::string> cells(1);
    bool isQuoted = false;
    bool atStart = true;
    for (std::size_t i = 0; i < record.size(); ++i) {
        const char c = record[i];
        if (isQuoted) {
            if (c != '"')
                cells.back() += c;
            else if (i + 1 < record.size() && record[i + 1] == '"')
                cells.back() += record[++i];
            else
                isQuoted = false;
        } else if (c == '"' && atStart) {
            isQuoted = true;
        } else if (c == delimiter) {
            cells.emplace_back();
            atStart = true;
            continue;
        } else {
            cells.back() += c;
        }
        atStart = false;
    }
    return cells;
}

std::vector<std::string> csvRecords(std::string_view text, char delimiter)
{
    std::vector<std::string> header;
    std::vector<std::string> records;
    while (!text.empty() && records.size() < kMostRecords) {
        const auto end = api::findCsvRecord(text, delimiter, false);
        if (!end)
            break;
        const std::vector<std::string> cells = cellsOf(text.substr(0, end->length), delimiter);
        text.remove_prefix(std::max<std::size_t>(1, end->next));
        if (header.empty()) {
            header = cells;
            continue;
        }
        nlohmann::ordered_json object = nlohmann::ordered_json::object();
        for (std::size_t i = 0; i < std::min(header.size(), cells.size()); ++i) {
            if (!cells[i].empty())
                object[header[i]] = cells[i];
        }
        records.push_back(object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
    }
    return records;
}

std::vector<std::string> lineRecords(std::string_view text)
{
    std::vector<std::string> records;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos && records.size() < kMostRecords;
         end = text.find('\n')) {
        if (end > 0)
            records.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    return records;
}

} // namespace

std::vector<std::string> sampleRecords(const QByteArray &head, api::DocumentFormat format, char delimiter,
                                       const std::vector<std::string> &fallback)
{
    const std::string_view text = api::withoutByteOrderMark({head.constData(), std::size_t(head.size())});
    std::vector<std::string> records;
    if (format == api::DocumentFormat::Csv)
        records = csvRecords(text, delimiter);
    else if (format == api::DocumentFormat::NdJson)
        records = lineRecords(text);
    return records.empty() ? fallback : records;
}

} // namespace explorer::ui
