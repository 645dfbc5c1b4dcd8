#include "core/ingest/logtime.h"

#include "core/base/timestamp.h"

#include <array>
#include <cstdio>
#include <string>

namespace explorer::ingest
{
namespace
{

constexpr UnixMillis kDayMillis = 86'400'000;
/// No two leap years are further apart.
constexpr int kYearsBack = 8;

int monthOf(std::string_view name)
{
    constexpr std::string_view names = "JanFebMarAprMayJunJulAugSepOctNovDec";
    const std::size_t at = name.size() == 3 ? names.find(name) : std::string_view::npos;
    return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

std::string two(std::string_view digits)
{
    return (digits.front() == ' ' ? "0" : std::string(1, digits.front())) + std::string(1, digits.back());
}

std::optional<UnixMillis> compose(std::string_view year, int month, std::string_view day,
                                  std::string_view rest)
{
    if (month == 0)
        return std::nullopt;
    const std::string number = (month < 10 ? "0" : "") + std::to_string(month);
    return fromRfc3339(std::string(year) + '-' + number + '-' + two(day) + 'T' + std::string(rest));
}

/// 17/May/2015:10:05:03 +0000
std::optional<UnixMillis> readCommon(std::string_view text)
{
    if (text.size() < 20 || text[2] != '/' || text[6] != '/' || text[11] != ':')
        return std::nullopt;
    std::string rest(text.substr(12, 8));
    if (text.size() > 21)
        rest += text.substr(21);
    return compose(text.substr(7, 4), monthOf(text.substr(3, 3)), text.substr(0, 2), rest);
}

/// 2015/05/17 10:05:03
std::optional<UnixMillis> readSlashed(std::string_view text)
{
    if (text.size() != 19 || text[4] != '/' || text[7] != '/')
        return std::nullopt;
    std::string known(text);
    known[4] = known[7] = '-';
    return fromRfc3339(known);
}

/// Mar 27 13:06:56
std::optional<UnixMillis> readWithoutYear(std::string_view text, UnixMillis now)
{
    if (text.size() != 15 || text[3] != ' ' || text[6] != ' ')
        return std::nullopt;
    const int newest = std::stoi(toRfc3339(now + kDayMillis).substr(0, 4));
    for (int year = newest; year > newest - kYearsBack; --year) {
        const auto time = compose(std::to_string(year), monthOf(text.substr(0, 3)), text.substr(4, 2),
                                  std::string(text.substr(7)) + 'Z');
        if (time && *time <= now + kDayMillis)
            return time;
    }
    return std::nullopt;
}

} // namespace

std::optional<UnixMillis> readLogTime(std::string_view text, UnixMillis now)
{
    if (const auto common = readCommon(text))
        return common;
    if (const auto yearless = readWithoutYear(text, now))
        return yearless;
    if (const auto slashed = readSlashed(text))
        return slashed;
    return fromRfc3339(text);
}

} // namespace explorer::ingest
