#include "core/ingest/sampleshop_p.h"

#include "core/base/timestamp.h"
#include "core/ingest/record.h"

#include <algorithm>

namespace explorer::ingest::sample
{
namespace
{
constexpr std::array<std::int64_t, 24> kHourWeights{4,  2,  1,  1,  1,  2,  6,  14, 24, 32, 36, 38,
                                                    42, 38, 34, 34, 38, 46, 58, 66, 62, 46, 26, 12};
constexpr std::array<std::int64_t, 7> kDayWeights{10, 9, 9, 10, 11, 13, 14};
} // namespace

std::vector<UnixMillis> makeMoments(SampleRandom &random, std::size_t count)
{
    std::vector<std::int64_t> sums;
    std::int64_t sum = 0;
    for (std::int64_t day = 0; day < kDays; ++day) {
        for (const std::int64_t weight : kHourWeights)
            sums.push_back(sum += weight * kDayWeights[static_cast<std::size_t>(day % 7)]);
    }
    std::vector<UnixMillis> moments;
    moments.reserve(count);
    while (moments.size() < count) {
        const auto slot = std::upper_bound(sums.begin(), sums.end(), random.below(sum)) - sums.begin();
        moments.push_back(kStart + slot * kHour + random.below(kHour));
    }
    std::sort(moments.begin(), moments.end());
    return moments;
}

std::vector<UnixMillis> makeMomentsBetween(SampleRandom &random, std::size_t count, UnixMillis from,
                                           UnixMillis to)
{
    std::vector<UnixMillis> moments;
    while (moments.size() < count)
        moments.push_back(from + random.below(to - from));
    std::sort(moments.begin(), moments.end());
    return moments;
}

void JsonLine::begin(std::string_view name)
{
    if (m_json.size() > 1)
        m_json += ',';
    appendJsonString(m_json, name);
    m_json += ':';
}

JsonLine &JsonLine::text(std::string_view name, std::string_view value)
{
    begin(name);
    appendJsonString(m_json, value);
    return *this;
}

JsonLine &JsonLine::number(std::string_view name, std::int64_t value)
{
    begin(name);
    m_json += std::to_string(value);
    return *this;
}

JsonLine &JsonLine::cents(std::string_view name, std::int64_t value)
{
    begin(name);
    m_json += money(value);
    return *this;
}

JsonLine &JsonLine::boolean(std::string_view name, bool value)
{
    begin(name);
    m_json += value ? "true" : "false";
    return *this;
}

JsonLine &JsonLine::time(std::string_view name, UnixMillis value) { return text(name, toRfc3339(value)); }

JsonLine &JsonLine::texts(std::string_view name, const std::vector<std::string> &values)
{
    begin(name);
    m_json += '[';
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0)
            m_json += ',';
        appendJsonString(m_json, values[i]);
    }
    m_json += ']';
    return *this;
}

std::string JsonLine::take() { return std::move(m_json) + "}"; }

std::string money(std::int64_t cents) { return std::to_string(cents / 100) + "." + padded(cents % 100, 2); }

std::string padded(std::int64_t number, std::size_t digits)
{
    std::string text = std::to_string(number);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

} // namespace explorer::ingest::sample
