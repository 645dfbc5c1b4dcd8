#include "core/index/lucene/execute/histogramcounter.h"

#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <bit>
#include <type_traits>

namespace explorer::index
{
namespace
{

/// The values of documents with one at most, appended; `least` and `greatest` of all.
template <typename Values>
void gatherSingle(const Values &values, std::span<const int> documents, std::vector<std::uint64_t> &target,
                  std::uint64_t &least, std::uint64_t &greatest)
{
    const std::size_t before = target.size();
    target.resize(before + documents.size());
    std::uint64_t *out = target.data() + before;
    for (const int document : documents) {
        const auto place = static_cast<std::size_t>(document);
        if (values.isMissing(place))
            continue;
        const std::uint64_t value = values.least(place);
        least = std::min(least, value);
        greatest = std::max(greatest, value);
        *out++ = value;
    }
    target.resize(static_cast<std::size_t>(out - target.data()));
}

template <typename T>
void gatherLists(const ListedValues<T> &lists, std::span<const int> documents,
                 std::vector<std::uint64_t> &target, std::vector<std::size_t> &ends, std::uint64_t &least,
                 std::uint64_t &greatest)
{
    for (const int document : documents) {
        const auto place = static_cast<std::size_t>(document);
        if (lists.isMissing(place))
            continue;
        least = std::min<std::uint64_t>(least, lists.least(place));
        greatest = std::max<std::uint64_t>(greatest, lists.greatest(place));
        lists.each(place, [&target](std::uint64_t value) { target.push_back(value); });
        ends.push_back(target.size());
    }
}

/// Counts values into buckets between edges. A grid of cells, each no wider than the narrowest bucket, says
/// in which bucket a cell begins; the value is in that one or in the next.
class Buckets
{
public:
    explicit Buckets(const std::vector<std::int64_t> &edges)
        : m_front(static_cast<std::uint64_t>(edges.front())), m_counts((edges.size() - 1) * kLanes)
    {
        std::uint64_t narrowest = UINT64_MAX;
        for (std::size_t i = 1; i < edges.size(); ++i) {
            m_ends.push_back(static_cast<std::uint64_t>(edges[i]) - m_front);
            narrowest = std::min(narrowest, m_ends[i - 1] - (i > 1 ? m_ends[i - 2] : 0));
        }
        m_shift = static_cast<unsigned>(std::bit_width(std::max<std::uint64_t>(narrowest, 1)) - 1);
        // Where one bucket is much narrower than the others, a value may be some further.
        while ((m_ends.back() >> m_shift) >= kMostCells)
            ++m_shift;
        const std::uint64_t cells = (m_ends.back() >> m_shift) + 1;
        std::uint32_t bucket = 0;
        for (std::uint64_t cell = 0; cell < cells; ++cell) {
            while (bucket + 1 < m_ends.size() && m_ends[bucket] <= cell << m_shift)
                ++bucket;
            m_grid.push_back(static_cast<std::uint16_t>(bucket));
        }
    }
    /// `value` lies between the first edge and the last.
    [[nodiscard]] std::size_t find(std::int64_t value) const
    {
        const std::uint64_t distance = static_cast<std::uint64_t>(value) - m_front;
        std::size_t bucket = m_grid[distance >> m_shift];
        bucket += distance >= m_ends[bucket] ? 1 : 0;
        while (distance >= m_ends[bucket])
            ++bucket;
        return bucket;
    }
    /// Neighbours in different lanes, so that hits of the same bucket one after the other do not wait for
    /// each other.
    void count(std::size_t bucket, std::size_t lane) { ++m_counts[bucket * kLanes + lane % kLanes]; }
    [[nodiscard]] std::int64_t total(std::size_t bucket) const
    {
        std::int64_t sum = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            sum += m_counts[bucket * kLanes + lane];
        return sum;
    }

private:
    static constexpr std::size_t kLanes = 4;
    static constexpr std::uint64_t kMostCells = 16384;
    std::uint64_t m_front;
    /// Less the first edge.
    std::vector<std::uint64_t> m_ends;
    std::vector<std::uint16_t> m_grid;
    std::vector<std::uint32_t> m_counts;
    unsigned m_shift = 0;
};

/// Counts part by part, so that the deadline is looked at between.
template <typename Part>
void countSingle(const Part &part, Buckets &buckets, Interrupt &interrupt)
{
    constexpr std::size_t kChunk = 65536;
    for (std::size_t begin = 0; begin < part.values.size(); begin += kChunk) {
        interrupt.check();
        const std::size_t end = std::min(part.values.size(), begin + kChunk);
        for (std::size_t i = begin; i < end; ++i)
            buckets.count(buckets.find(part.column->value(part.values[i])), i);
    }
}

template <typename Part>
void countLists(const Part &part, Buckets &buckets, Interrupt &interrupt)
{
    std::size_t i = 0;
    for (const std::size_t end : part.ends) {
        interrupt.tick();
        std::size_t counted = SIZE_MAX;
        for (; i < end; ++i) {
            const std::size_t bucket = buckets.find(part.column->value(part.values[i]));
            if (bucket != counted)
                buckets.count(bucket, i);
            counted = bucket;
        }
    }
}

} // namespace

HistogramCounter::HistogramCounter(const HistogramRequest &request, const api::Schema &schema)
    : m_request(request)
{
    const api::Field *known = schema.find(request.field);
    if (known == nullptr || (known->type != api::FieldType::Date && known->type != api::FieldType::Long))
        stopSearch(ErrorCode::InvalidArgument, "histogram_field",
                   "A histogram needs a date field; " + request.field + " is none in this collection.");
}

void HistogramCounter::startSegment(const Segment &segment)
{
    m_parts.push_back({segment.columns().numbers(indexedFieldUtf8(m_request.field)), {}, {}});
}

void HistogramCounter::collect(std::span<const int> documents)
{
    Part &part = m_parts.back();
    if (part.column == nullptr)
        return;
    std::uint64_t least = UINT64_MAX;
    std::uint64_t greatest = 0;
    part.column->visit([&]<typename Values>(const Values &values) {
        if constexpr (std::is_same_v<Values, ListedValues<typename Values::Type>>)
            gatherLists(values, documents, part.values, part.ends, least, greatest);
        else
            gatherSingle(values, documents, part.values, least, greatest);
    });
    if (least > greatest)
        return;
    m_least = std::min(m_least, part.column->value(least));
    m_greatest = std::max(m_greatest, part.column->value(greatest));
}

std::vector<std::int64_t> HistogramCounter::edges(const query::CalendarInterval &interval) const
{
    std::vector<std::int64_t> edges{interval.floor(m_least, m_request.zone)};
    while (edges.back() <= m_greatest) {
        if (edges.size() > kMaxBuckets)
            stopSearch(ErrorCode::InvalidArgument, "histogram_too_fine",
                       "The interval " + interval.toString() + " would make more than " +
                           std::to_string(kMaxBuckets) +
                           " buckets; choose a longer one or a shorter time range.");
        edges.push_back(interval.next(edges.back(), m_request.zone));
    }
    return edges;
}

api::Histogram HistogramCounter::take(Interrupt &interrupt)
{
    api::Histogram histogram;
    histogram.field = m_request.field;
    const bool isEmpty = m_least > m_greatest;
    const auto interval =
        m_request.interval
            ? *m_request.interval
            : (isEmpty ? query::CalendarInterval{}
                       : query::CalendarInterval::fitting(m_least, m_greatest, kAutomaticBuckets));
    histogram.interval = interval.toString();
    if (isEmpty)
        return histogram;
    const auto boundaries = edges(interval);
    Buckets buckets(boundaries);
    for (const Part &part : m_parts) {
        if (part.ends.empty())
            countSingle(part, buckets, interrupt);
        else
            countLists(part, buckets, interrupt);
    }
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i)
        histogram.buckets.push_back({boundaries[i], buckets.total(i)});
    return histogram;
}

} // namespace explorer::index
