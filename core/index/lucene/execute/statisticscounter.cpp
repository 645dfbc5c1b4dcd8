#include "core/index/lucene/execute/statisticscounter.h"

#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>

namespace explorer::index
{

StatisticsCounter::StatisticsCounter(const std::string &field, const api::Schema &schema) : m_field(field)
{
    const api::Field *known = schema.find(field);
    if (known == nullptr || !api::isNumeric(known->type) || known->type == api::FieldType::Boolean)
        stopSearch(ErrorCode::InvalidArgument, "statistics_field",
                   "Statistics need a field of numbers or dates; " + field + " is none in this collection.");
    m_isReal = known->type == api::FieldType::Double;
}

void StatisticsCounter::startSegment(const Segment &segment)
{
    m_numbers = segment.columns().numbers(indexedFieldUtf8(m_field));
}

void StatisticsCounter::collect(std::span<const int> documents)
{
    if (m_numbers == nullptr)
        m_missing += static_cast<std::int64_t>(documents.size());
    else if (m_isReal)
        collectReals(documents);
    else
        collectIntegers(documents);
}

void StatisticsCounter::collectIntegers(std::span<const int> documents)
{
    m_numbers->visit([&](const auto &values) {
        std::uint64_t least = UINT64_MAX;
        std::uint64_t greatest = 0;
        std::int64_t count = 0;
        // Of what is stored; the base is added for all at once.
        unsigned __int128 sum = 0;
        for (const int document : documents) {
            const auto place = static_cast<std::size_t>(document);
            m_missing += values.isMissing(place) ? 1 : 0;
            values.each(place, [&](std::uint64_t stored) {
                least = std::min(least, stored);
                greatest = std::max(greatest, stored);
                sum += stored;
                ++count;
            });
        }
        if (count == 0)
            return;
        m_values += count;
        m_least = std::min(m_least, m_numbers->value(least));
        m_greatest = std::max(m_greatest, m_numbers->value(greatest));
        m_sum += static_cast<Sum>(sum) + static_cast<Sum>(m_numbers->value(0)) * count;
    });
}

void StatisticsCounter::collectReals(std::span<const int> documents)
{
    m_numbers->visit([&](const auto &values) {
        for (const int document : documents) {
            const auto place = static_cast<std::size_t>(document);
            m_missing += values.isMissing(place) ? 1 : 0;
            values.each(place, [&](std::uint64_t stored) {
                const std::int64_t value = m_numbers->value(stored);
                m_least = std::min(m_least, value);
                m_greatest = std::max(m_greatest, value);
                m_realSum += static_cast<long double>(doubleFromSortable(value));
                ++m_values;
            });
        }
    });
}

FieldSummary StatisticsCounter::take() const
{
    FieldSummary summary;
    summary.field = m_field;
    summary.count = m_values;
    summary.missing = m_missing;
    if (m_values == 0)
        return summary;
    const long double sum = m_isReal ? m_realSum : static_cast<long double>(m_sum);
    summary.sum = static_cast<double>(sum);
    summary.mean = static_cast<double>(sum / static_cast<long double>(m_values));
    if (m_isReal) {
        summary.least = doubleFromSortable(m_least);
        summary.greatest = doubleFromSortable(m_greatest);
    } else {
        summary.least = m_least;
        summary.greatest = m_greatest;
    }
    return summary;
}

} // namespace explorer::index
