#include "core/query/civiltime_p.h"
#include "core/query/coercion_p.h"
#include "core/query/query.h"

#include "core/base/timestamp.h"

#include <array>

namespace explorer::query
{
namespace
{

/// From the finest to the coarsest; `x` is a millisecond.
constexpr std::string_view kUnits = "xsmhdwMy";
constexpr std::int64_t kCountLimit = 10'000'000'000;
/// 0001-01-01 and 10000-01-01, between which every date has to stay.
constexpr UnixMillis kEarliest = -62'135'596'800'000;
constexpr UnixMillis kEnd = 253'402'300'800'000;

/// A start and the unit whose length it has.
struct Anchor {
    UnixMillis from = 0;
    char unit = 'x';
    Zone zone;
};

class DateReader
{
public:
    DateReader(std::string_view text, UnixMillis now, const Zone &zone)
        : m_text(text), m_now(now), m_zone(zone)
    {
    }

    std::optional<DateInterval> read()
    {
        Anchor anchor{m_now, 'x', m_zone};
        if (m_text.substr(0, 3) == "now") {
            m_at = 3;
        } else {
            const std::size_t end = std::min(m_text.find("||"), m_text.size());
            const std::optional<Anchor> written = readAnchor(m_text.substr(0, end));
            if (!written)
                return std::nullopt;
            anchor = *written;
            m_at = std::min(end + 2, m_text.size());
        }
        if (!isInRange(anchor.from) || !applyMath(anchor))
            return std::nullopt;
        const UnixMillis to =
            anchor.unit == 'x' ? anchor.from + 1 : anchor.zone.add(anchor.from, 1, anchor.unit);
        return DateInterval{anchor.from, to};
    }

private:
    static bool isInRange(UnixMillis at) { return at >= kEarliest && at < kEnd; }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    std::optional<Anchor> readAnchor(std::string_view text) const
    {
        // Nine digits and more are milliseconds; fewer could be a slip in a written date.
        if (text.size() >= 9 && text.find_first_not_of("0123456789") == std::string_view::npos) {
            const std::optional<std::int64_t> millis = parseLong(text);
            return millis ? std::optional(Anchor{*millis, 'x', m_zone}) : std::nullopt;
        }
        Anchor anchor{0, 'y', m_zone};
        std::array<int, 6> parts{1, 1, 1, 0, 0, 0};
        std::size_t at = 0;
        const std::optional<std::size_t> count = readParts(text, at, parts);
        if (!count)
            return std::nullopt;
        anchor.unit = std::string_view("yMdxms")[*count - 1];
        int millis = 0;
        if (*count == 6 && at < text.size() && (text[at] == '.' || text[at] == ',')) {
            if (!readFraction(text, at, millis))
                return std::nullopt;
            anchor.unit = 'x';
        }
        if (at < text.size()) {
            const std::optional<int> offset = *count > 4 ? readOffset(text.substr(at)) : std::nullopt;
            if (!offset)
                return std::nullopt;
            anchor.zone = Zone::fixed(*offset);
        }
        return finish(anchor, parts, *count, millis);
    }

    static std::optional<Anchor> finish(Anchor anchor, const std::array<int, 6> &parts, std::size_t count,
                                        int millis)
    {
        // An hour alone (2024-02-15T10) is an hour's interval.
        if (count == 4)
            anchor.unit = 'h';
        CivilTime civil;
        civil.year = parts[0];
        civil.month = parts[1];
        civil.day = parts[2];
        civil.millisOfDay = ((parts[3] * 60LL + parts[4]) * 60LL + parts[5]) * 1000LL + millis;
        if (civil.year < 1 || civil.month < 1 || civil.month > 12 || civil.day < 1 || parts[3] > 23 ||
            parts[4] > 59 || parts[5] > 59)
            return std::nullopt;
        CivilTime check;
        civilFromDays(daysFromCivil(civil.year, civil.month, civil.day), check.year, check.month, check.day);
        if (check.month != civil.month || check.day != civil.day)
            return std::nullopt;
        anchor.from = anchor.zone.fromCivil(civil);
        return anchor;
    }

    /// YYYY[-MM[-DD[(T| )HH[:MM[:SS]]]]]: how many parts there are.
    static std::optional<std::size_t> readParts(std::string_view text, std::size_t &at,
                                                std::array<int, 6> &parts)
    {
        constexpr std::array<std::string_view, 6> separators{"", "-", "-", "Tt ", ":", ":"};
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::size_t start = at;
            if (i > 0) {
                if (at >= text.size() || separators[i].find(text[at]) == std::string_view::npos)
                    return i;
                ++start;
            }
            const std::size_t digits = i == 0 ? 4 : 2;
            if (start + digits > text.size())
                return std::nullopt;
            int value = 0;
            for (std::size_t d = 0; d < digits; ++d) {
                if (!isDigit(text[start + d]))
                    return std::nullopt;
                value = value * 10 + (text[start + d] - '0');
            }
            parts[i] = value;
            at = start + digits;
        }
        return parts.size();
    }

    static bool readFraction(std::string_view text, std::size_t &at, int &millis)
    {
        int digits = 0;
        for (++at; at < text.size() && isDigit(text[at]); ++at, ++digits) {
            if (digits < 3)
                millis = millis * 10 + (text[at] - '0');
        }
        for (int i = digits; i < 3; ++i)
            millis *= 10;
        return digits > 0;
    }

    static std::optional<int> readOffset(std::string_view text)
    {
        if (text == "Z" || text == "z")
            return 0;
        std::string digits;
        for (const char c : text.substr(1)) {
            if (isDigit(c))
                digits += c;
            else if (c != ':' || digits.size() != 2)
                return std::nullopt;
        }
        if ((text[0] != '+' && text[0] != '-') || digits.size() != 4)
            return std::nullopt;
        const int hours = (digits[0] - '0') * 10 + (digits[1] - '0');
        const int minutes = (digits[2] - '0') * 10 + (digits[3] - '0');
        if (hours > 23 || minutes > 59)
            return std::nullopt;
        return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
    }

    bool applyMath(Anchor &anchor)
    {
        while (m_at < m_text.size()) {
            const char sign = m_text[m_at++];
            if (sign != '+' && sign != '-' && sign != '/')
                return false;
            std::int64_t count = 0;
            const std::size_t digitsBegin = m_at;
            for (; m_at < m_text.size() && isDigit(m_text[m_at]); ++m_at) {
                count = count * 10 + (m_text[m_at] - '0');
                if (count > kCountLimit)
                    return false;
            }
            const bool hasDigits = m_at > digitsBegin;
            if (m_at >= m_text.size() || hasDigits == (sign == '/') ||
                std::string_view("yMwdhHms").find(m_text[m_at]) == std::string_view::npos)
                return false;
            const char unit = m_text[m_at] == 'H' ? 'h' : m_text[m_at];
            ++m_at;
            if (sign == '/')
                roundDown(anchor, unit);
            else if (!shift(anchor, sign == '-' ? -count : count, unit))
                return false;
        }
        return true;
    }

    static void roundDown(Anchor &anchor, char unit)
    {
        anchor.from = anchor.zone.floor(anchor.from, unit);
        if (kUnits.find(unit) > kUnits.find(anchor.unit))
            anchor.unit = unit;
    }

    static bool shift(Anchor &anchor, std::int64_t count, char unit)
    {
        // Ten thousand years in the shortest unit that could hold them: what is further never lands in range
        // and must not overflow.
        const std::int64_t limit = unit == 'y'   ? 10'000
                                   : unit == 'M' ? 120'000
                                   : unit == 'w' ? 530'000
                                   : unit == 'd' ? 3'660'000
                                                 : kCountLimit * 40;
        if (count > limit || count < -limit)
            return false;
        anchor.from = anchor.zone.add(anchor.from, count, unit);
        return isInRange(anchor.from);
    }

    std::string_view m_text;
    UnixMillis m_now;
    const Zone &m_zone;
    std::size_t m_at = 0;
};

} // namespace

Result<DateInterval> resolveDate(std::string_view text, UnixMillis now, const std::string &zone)
{
    const std::optional<Zone> found = Zone::find(zone);
    if (!found)
        return fail(ErrorCode::InvalidArgument, "zone_unknown",
                    "The time zone `" + zone +
                        "` is not known. Give an IANA name such as Europe/Berlin, or none for UTC.");
    const std::optional<DateInterval> interval = DateReader(text, now, *found).read();
    if (!interval)
        return fail(ErrorCode::InvalidArgument, "date_invalid",
                    "`" + std::string(text) +
                        "` is no date. Write 2024, 2024-02, 2024-02-15, 2024-02-15T10:30, or now with steps "
                        "such as now-7d/d.");
    return *interval;
}

} // namespace explorer::query
