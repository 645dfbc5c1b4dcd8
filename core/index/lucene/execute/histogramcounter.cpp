#include "core/index/lucene/execute/histogramcounter.h"

#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <array>

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

/// Counts values into buckets between edges.
class Buckets
{
public:
    explicit Buckets(const std::vector<std::int64_t> &edges)
        : m_edges(edges), m_counts((edges.size() - 1) * kLanes)
    {
        // Buckets are nearly even: the guess is right or one off, except across changes of the clock and
        // uneven months.
        m_perUnit = static_cast<double>(edges.size() - 1) / static_cast<double>(edges.back() - edges.front());
    }
    [[nodiscard]] std::size_t find(std::int64_t value) const
    {
        auto bucket = static_cast<std::size_t>(static_cast<double>(value - m_edges.front()) * m_perUnit);
        bucket = std::min(bucket, m_edges.size() - 2);
        while (value < m_edges[bucket])
            --bucket;
        while (value >= m_edges[bucket + 1])
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
    const std::vector<std::int64_t> &m_edges;
    std::vector<std::uint32_t> m_counts;
    double m_perUnit;
};

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
    m_parts.push_back({segment.columns().numbers(toUtf8(indexedField(m_request.field))), {}, {}});
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
        std::size_t i = 0;
        if (part.ends.empty()) {
            for (; i < part.values.size(); ++i) {
                interrupt.tick();
                buckets.count(buckets.find(part.column->value(part.values[i])), i);
            }
        }
        for (const std::size_t end : part.ends) {
            interrupt.tick();
            std::size_t counted = boundaries.size();
            for (; i < end; ++i) {
                const std::size_t bucket = buckets.find(part.column->value(part.values[i]));
                if (bucket != counted)
                    buckets.count(bucket, i);
                counted = bucket;
            }
        }
    }
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i)
        histogram.buckets.push_back({boundaries[i], buckets.total(i)});
    return histogram;
}

} // namespace explorer::index
