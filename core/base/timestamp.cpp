#include "core/base/timestamp.h"

#include <array>
#include <cstdio>

namespace explorer
{
namespace
{

constexpr std::int64_t kMillisPerDay = 86'400'000;

bool readDigits(std::string_view text, std::size_t &at, int count, int &value)
{
    if (at + static_cast<std::size_t>(count) > text.size())
        return false;
    value = 0;
    for (int i = 0; i < count; ++i) {
        const char c = text[at + static_cast<std::size_t>(i)];
        if (c < '0' || c > '9')
            return false;
        value = value * 10 + (c - '0');
    }
    at += static_cast<std::size_t>(count);
    return true;
}

int daysInMonth(int year, int month)
{
    constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[static_cast<std::size_t>(month - 1)];
}

bool take(std::string_view text, std::size_t &at, char c)
{
    if (at >= text.size() || text[at] != c)
        return false;
    ++at;
    return true;
}

/// Reads `Z`, `+hh:mm`, `-hhmm` or nothing at the end of the text; minutes east of UTC.
std::optional<int> readOffset(std::string_view text, std::size_t at)
{
    if (at == text.size())
        return 0;
    if ((text[at] == 'Z' || text[at] == 'z') && at + 1 == text.size())
        return 0;
    if (text[at] != '+' && text[at] != '-')
        return std::nullopt;
    const int sign = text[at] == '-' ? -1 : 1;
    ++at;
    int hours = 0;
    int minutes = 0;
    if (!readDigits(text, at, 2, hours))
        return std::nullopt;
    take(text, at, ':');
    if (!readDigits(text, at, 2, minutes) || at != text.size() || hours > 23 || minutes > 59)
        return std::nullopt;
    return sign * (hours * 60 + minutes);
}

} // namespace

std::int64_t daysFromCivil(int year, int month, int day)
{
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto yearOfEra = static_cast<std::int64_t>(year) - era * 400;
    const std::int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146'097 + dayOfEra - 719'468;
}

void civilFromDays(std::int64_t days, int &year, int &month, int &day)
{
    days += 719'468;
    const std::int64_t era = (days >= 0 ? days : days - 146'096) / 146'097;
    const std::int64_t dayOfEra = days - era * 146'097;
    const std::int64_t yearOfEra =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / 146'096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t monthIndex = (5 * dayOfYear + 2) / 153;
    day = static_cast<int>(dayOfYear - (153 * monthIndex + 2) / 5 + 1);
    month = static_cast<int>(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9);
    year = static_cast<int>(yearOfEra + era * 400 + (month <= 2 ? 1 : 0));
}

std::string toRfc3339(UnixMillis millis)
{
    std::int64_t days = millis / kMillisPerDay;
    std::int64_t rest = millis % kMillisPerDay;
    if (rest < 0) {
        rest += kMillisPerDay;
        --days;
    }
    int year = 0;
    int month = 0;
    int day = 0;
    civilFromDays(days, year, month, day);
    const int seconds = static_cast<int>(rest / 1000);
    const int fraction = static_cast<int>(rest % 1000);
    std::array<char, 48> buffer{};
    int length = std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d", year, month,
                               day, seconds / 3600, seconds / 60 % 60, seconds % 60);
    if (fraction != 0)
        length += std::snprintf(buffer.data() + length, buffer.size() - static_cast<std::size_t>(length),
                                ".%03d", fraction);
    std::string text(buffer.data(), static_cast<std::size_t>(length));
    text += 'Z';
    return text;
}

std::optional<UnixMillis> fromRfc3339(std::string_view text)
{
    std::size_t at = 0;
    int year = 0;
    int month = 0;
    int day = 0;
    if (!readDigits(text, at, 4, year) || !take(text, at, '-') || !readDigits(text, at, 2, month) ||
        !take(text, at, '-') || !readDigits(text, at, 2, day))
        return std::nullopt;
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month))
        return std::nullopt;
    const std::int64_t midnight = daysFromCivil(year, month, day) * kMillisPerDay;
    if (at == text.size())
        return midnight;
    if (!take(text, at, 'T') && !take(text, at, 't') && !take(text, at, ' '))
        return std::nullopt;
    int hour = 0;
    int minute = 0;
    int second = 0;
    if (!readDigits(text, at, 2, hour) || !take(text, at, ':') || !readDigits(text, at, 2, minute))
        return std::nullopt;
    if (take(text, at, ':') && !readDigits(text, at, 2, second))
        return std::nullopt;
    int fraction = 0;
    if (take(text, at, '.') || take(text, at, ',')) {
        int digits = 0;
        for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, ++digits) {
            if (digits < 3)
                fraction = fraction * 10 + (text[at] - '0');
        }
        if (digits == 0)
            return std::nullopt;
        for (; digits < 3; ++digits)
            fraction *= 10;
    }
    // A leap second is read as the second before it: UTC milliseconds have no place for it.
    if (second == 60)
        second = 59;
    if (hour > 23 || minute > 59 || second > 59)
        return std::nullopt;
    const std::optional<int> offset = readOffset(text, at);
    if (!offset)
        return std::nullopt;
    return midnight + (hour * 3600LL + minute * 60LL + second) * 1000 + fraction - *offset * 60'000LL;
}

} // namespace explorer
