#pragma once

#include "core/index/lucene/indexview.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/searchindex.h"

#include <memory>
#include <span>
#include <vector>

namespace explorer::index
{

inline constexpr int kAutomaticBuckets = 120;
inline constexpr std::size_t kMaxBuckets = 2000;

inline namespace reading
{

/// Hits over time. The interval may depend on the hits' span, so hits are remembered as bits and counted at
/// the end; a document counts once a bucket.
class HistogramCounter
{
public:
    /// Throws SearchStopped ("histogram_field") where the field is no date and no long.
    HistogramCounter(const HistogramRequest &request, const api::Schema &schema);
    void startSegment(const SegmentView &segment);
    void collect(std::span<const int> documents);
    /// Throws SearchStopped ("histogram_too_fine").
    api::Histogram take(Interrupt &interrupt);

private:
    struct Part {
        std::shared_ptr<const NumericColumn> column;
        std::vector<std::uint64_t> hits;
    };
    [[nodiscard]] std::vector<std::int64_t> edges(const query::CalendarInterval &interval) const;
    static void count(const Part &part, const std::vector<std::int64_t> &edges, api::Histogram &histogram,
                      Interrupt &interrupt);

    HistogramRequest m_request;
    std::vector<Part> m_parts;
    std::int64_t m_least = INT64_MAX;
    std::int64_t m_greatest = INT64_MIN;
};

} // namespace reading

} // namespace explorer::index
