#include "core/ingest/stages/commondates.h"

#include "core/base/timestamp.h"

#include <array>
#include <cctype>
#include <string>

namespace explorer::ingest
{
namespace
{

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::array<std::string_view, 12> kMonthNames{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

/// Reads pieces off the front; what does not fit leaves the text as it is.
class Reader
{
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    [[nodiscard]] bool isDone() const { return m_text.empty(); }
    bool take(char c)
    {
        if (m_text.empty() || m_text.front() != c)
            return false;
        m_text.remove_prefix(1);
        return true;
    }
    bool takeSpace()
    {
        const std::size_t before = m_text.size();
        m_text.remove_prefix(std::min(m_text.find_first_not_of(' '), m_text.size()));
        return m_text.size() < before;
    }
    /// A number of `least` to `most` digits, all that stand there.
    std::optional<int> number(std::size_t least, std::size_t most)
    {
        std::size_t digits = 0;
        int value = 0;
        while (digits < m_text.size() && digits < most &&
               std::isdigit(static_cast<unsigned char>(m_text[digits])) != 0)
            value = value * 10 + (m_text[digits++] - '0');
        if (digits < least)
            return std::nullopt;
        m_text.remove_prefix(digits);
        return value;
    }
    std::string word()
    {
        std::string letters;
        while (!m_text.empty() && std::isalpha(static_cast<unsigned char>(m_text.front())) != 0) {
            letters += static_cast<char>(std::tolower(static_cast<unsigned char>(m_text.front())));
            m_text.remove_prefix(1);
        }
        return letters;
    }

private:
    std::string_view m_text;
};

struct Civil {
    int year = 0;
    int month = 0;
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int milli = 0;
    int offsetMinutes = 0;
};

std::optional<UnixMillis> toMillis(const Civil &time)
{
    if (time.year < 1 || time.month < 1 || time.month > 12 || time.day < 1 || time.hour > 23 ||
        time.minute > 59 || time.second > 59)
        return std::nullopt;
    const std::int64_t days = daysFromCivil(time.year, time.month, time.day);
    int year = 0;
    int month = 0;
    int day = 0;
    civilFromDays(days, year, month, day);
    if (day != time.day || month != time.month)
        return std::nullopt;
    const std::int64_t minutes = days * 1440 + time.hour * 60 + time.minute - time.offsetMinutes;
    return (minutes * 60 + time.second) * 1000 + time.milli;
}

std::optional<int> monthOf(const std::string &word)
{
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (word == kMonths[i] || word == kMonthNames[i])
            return static_cast<int>(i) + 1;
    }
    return std::nullopt;
}

bool readZone(Reader &reader, Civil &time)
{
    if (reader.isDone())
        return true;
    const bool isEast = reader.take('+');
    if (!isEast && !reader.take('-')) {
        const std::string name = reader.word();
        return (name == "z" || name == "utc" || name == "gmt") && reader.isDone();
    }
    const auto hours = reader.number(2, 2);
    reader.take(':');
    const auto minutes = reader.number(2, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59 || !reader.isDone())
        return false;
    time.offsetMinutes = (isEast ? 1 : -1) * (*hours * 60 + *minutes);
    return true;
}

/// `12:34[:56[.789]]` and a zone to the end.
bool readClock(Reader &reader, Civil &time)
{
    const auto hour = reader.number(1, 2);
    const auto minute = reader.take(':') ? reader.number(2, 2) : std::nullopt;
    if (!hour || !minute)
        return false;
    time.hour = *hour;
    time.minute = *minute;
    if (reader.take(':')) {
        const auto second = reader.number(2, 2);
        if (!second)
            return false;
        time.second = *second;
    }
    if (reader.take('.') || reader.take(',')) {
        const auto milli = reader.number(3, 3);
        if (!milli)
            return false;
        time.milli = *milli;
    }
    reader.takeSpace();
    return readZone(reader, time);
}

std::optional<UnixMillis> withClock(Reader &reader, Civil time, char separator)
{
    const bool hasClock = !reader.isDone();
    if (hasClock && !reader.takeSpace() && !reader.take(separator))
        return std::nullopt;
    if (hasClock && !readClock(reader, time))
        return std::nullopt;
    return toMillis(time);
}

/// `2024/03/15`, with a clock behind a space or T.
std::optional<UnixMillis> yearFirst(Reader reader)
{
    const auto year = reader.number(4, 4);
    const auto month = reader.take('/') ? reader.number(1, 2) : std::nullopt;
    const auto day = reader.take('/') ? reader.number(1, 2) : std::nullopt;
    if (!year || !month || !day)
        return std::nullopt;
    return withClock(reader, {*year, *month, *day}, 'T');
}

/// `20240315T123456Z` (ISO 8601, basic). Eight digits alone are a number.
std::optional<UnixMillis> basic(Reader reader)
{
    Civil time;
    for (int *part : {&time.year, &time.month, &time.day, &time.hour, &time.minute, &time.second}) {
        if (part == &time.hour && !reader.take('T'))
            return std::nullopt;
        const std::size_t digits = part == &time.year ? 4 : 2;
        const auto value = reader.number(digits, digits);
        if (!value)
            return std::nullopt;
        *part = *value;
    }
    return readZone(reader, time) ? toMillis(time) : std::nullopt;
}

/// `15.03.2024`: with dots the day comes first everywhere it is used.
std::optional<UnixMillis> dayFirst(Reader reader)
{
    const auto day = reader.number(1, 2);
    const auto month = reader.take('.') ? reader.number(1, 2) : std::nullopt;
    const auto year = reader.take('.') ? reader.number(4, 4) : std::nullopt;
    if (!day || !month || !year)
        return std::nullopt;
    return withClock(reader, {*year, *month, *day}, ' ');
}

/// `[Fri, ]15 Mar 2024 12:34:56 +0000`, `15-Mar-2024`, `15/Mar/2024:12:34:56 +0000`.
std::optional<UnixMillis> dayMonthName(Reader reader)
{
    Reader copy = reader;
    const std::string name = copy.word();
    if (std::find(kDays.begin(), kDays.end(), name) != kDays.end() && copy.take(',')) {
        copy.takeSpace();
        reader = copy;
    }
    const auto day = reader.number(1, 2);
    const char separator = reader.take('/') ? '/' : reader.take('-') ? '-' : ' ';
    if (!day || (separator == ' ' && !reader.takeSpace()))
        return std::nullopt;
    const auto month = monthOf(reader.word());
    if (separator == ' ' ? !reader.takeSpace() : !reader.take(separator))
        return std::nullopt;
    const auto year = reader.number(4, 4);
    if (!month || !year)
        return std::nullopt;
    return withClock(reader, {*year, *month, *day}, separator == '/' ? ':' : ' ');
}

/// `Mar 15, 2024[ 12:34]`.
std::optional<UnixMillis> monthName(Reader reader)
{
    const auto month = monthOf(reader.word());
    if (!month || !reader.takeSpace())
        return std::nullopt;
    const auto day = reader.number(1, 2);
    if (!day || !reader.take(',') || !reader.takeSpace())
        return std::nullopt;
    const auto year = reader.number(4, 4);
    return year ? withClock(reader, {*year, *month, *day}, ' ') : std::nullopt;
}

} // namespace

std::optional<UnixMillis> readCommonDate(std::string_view text)
{
    const std::size_t from = text.find_first_not_of(' ');
    if (from == std::string_view::npos || text.size() > 64)
        return std::nullopt;
    text = text.substr(from, text.find_last_not_of(' ') - from + 1);
    if (const auto standard = fromRfc3339(text))
        return standard;
    for (const auto read : {yearFirst, basic, dayFirst, dayMonthName, monthName}) {
        if (const auto time = read(Reader(text)))
            return time;
    }
    return std::nullopt;
}

} // namespace explorer::ingest
