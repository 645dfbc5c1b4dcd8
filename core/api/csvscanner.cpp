#include "core/api/csvscanner.h"

#include <array>

namespace explorer::api
{
namespace
{

constexpr std::string_view kDelimiters = ",;\t|";

/// Behind the closing quote of a cell whose first character follows `at`; npos where there is none.
std::size_t skipQuoted(std::string_view text, std::size_t at, char quote, std::int64_t &lineEnds)
{
    for (; at < text.size(); ++at) {
        if (text[at] == '\n')
            ++lineEnds;
        if (text[at] != quote)
            continue;
        if (at + 1 < text.size() && text[at + 1] == quote)
            ++at;
        else
            return at + 1;
    }
    return std::string_view::npos;
}

} // namespace

std::string_view withoutByteOrderMark(std::string_view text)
{
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    return text.substr(0, mark.size()) == mark ? text.substr(mark.size()) : text;
}

char sniffCsvDelimiter(std::string_view text, char quote)
{
    text = withoutByteOrderMark(text);
    std::array<std::size_t, kDelimiters.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        if (c == quote)
            quoted = !quoted;
        if (quoted)
            continue;
        if (c == '\n' || c == '\r')
            break;
        if (const std::size_t which = kDelimiters.find(c); which != std::string_view::npos)
            ++counts[which];
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < counts.size(); ++i) {
        if (counts[i] > counts[best])
            best = i;
    }
    return kDelimiters[best];
}

std::optional<CsvRecordEnd> findCsvRecord(std::string_view text, const CsvDialect &dialect, bool isWhole)
{
    CsvRecordEnd end;
    bool cellStart = true;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        if (c == dialect.quote && cellStart) {
            at = skipQuoted(text, at + 1, dialect.quote, end.lineEnds);
            cellStart = false;
            // A quote at the very end may be the first half of a doubled one.
            if (at >= text.size() && !isWhole)
                return std::nullopt;
            if (at == std::string_view::npos) {
                end.unterminated = true;
                break;
            }
            continue;
        }
        if (c == '\n' || c == '\r') {
            const bool pair = c == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
            if (c == '\r' && at + 1 == text.size() && !isWhole)
                return std::nullopt;
            end.length = at;
            end.next = at + (pair ? 2 : 1);
            ++end.lineEnds;
            return end;
        }
        cellStart = c == dialect.delimiter;
        ++at;
    }
    if (!isWhole)
        return std::nullopt;
    end.length = text.size();
    end.next = text.size();
    return end;
}

} // namespace explorer::api
