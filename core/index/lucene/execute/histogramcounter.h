#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/segment/segment.h"
#include "core/index/searchindex.h"

#include <span>
#include <vector>

namespace explorer::index
{

inline constexpr int kAutomaticBuckets = 120;
inline constexpr std::size_t kMaxBuckets = 2000;

/// Hits over time. The interval and the first bucket depend on the hits' span, so their values are gathered
/// (8 bytes each) and counted at the end; a document counts once a bucket.
class HistogramCounter
{
public:
    /// Throws SearchStopped ("histogram_field") where the field is no date and no long.
    HistogramCounter(const HistogramRequest &request, const api::Schema &schema);
    /// The segment must live until take().
    void startSegment(const Segment &segment);
    void collect(std::span<const int> documents);
    /// Throws SearchStopped ("histogram_too_fine").
    api::Histogram take(Interrupt &interrupt);

private:
    struct Part {
        const NumericColumn *column = nullptr;
        /// As the column stores them.
        std::vector<std::uint64_t> values;
        /// Where documents have several: the end of each document's.
        std::vector<std::size_t> ends;
    };
    [[nodiscard]] std::vector<std::int64_t> edges(const query::CalendarInterval &interval) const;

    HistogramRequest m_request;
    std::vector<Part> m_parts;
    std::int64_t m_least = INT64_MAX;
    std::int64_t m_greatest = INT64_MIN;
};

} // namespace explorer::index
