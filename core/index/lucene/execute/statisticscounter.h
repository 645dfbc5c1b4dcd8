#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/segment/segment.h"
#include "core/index/searchindex.h"

#include <span>
#include <string>

namespace explorer::index
{

/// Count, least, greatest and sum of a numeric field's values over all hits. Sums of integers are exact.
class StatisticsCounter
{
public:
    /// Throws SearchStopped ("statistics_field") where a field holds no numbers.
    StatisticsCounter(const std::string &field, const api::Schema &schema);
    void startSegment(const Segment &segment);
    void collect(std::span<const int> documents);
    [[nodiscard]] FieldSummary take() const;

private:
    __extension__ using Sum = __int128;
    void collectIntegers(std::span<const int> documents);
    void collectReals(std::span<const int> documents);

    std::string m_field;
    bool m_isReal;
    const NumericColumn *m_numbers = nullptr;
    std::int64_t m_values = 0;
    std::int64_t m_missing = 0;
    /// Doubles in their sortable form.
    std::int64_t m_least = INT64_MAX;
    std::int64_t m_greatest = INT64_MIN;
    Sum m_sum = 0;
    long double m_realSum = 0;
};

} // namespace explorer::index
