#include "core/index/lucene/histogramcounter.h"

#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <bit>

namespace explorer::index
{

HistogramCounter::HistogramCounter(const HistogramRequest &request, const api::Schema &schema)
    : m_request(request)
{
    const api::Field *known = schema.find(request.field);
    if (known == nullptr || (known->type != api::FieldType::Date && known->type != api::FieldType::Long))
        stopSearch(ErrorCode::InvalidArgument, "histogram_field",
                   "A histogram needs a date field; " + request.field + " is none in this collection.");
}

void HistogramCounter::startSegment(const SegmentView &segment)
{
    Part part;
    part.column = segment.columns->numeric(segment.reader, indexedField(m_request.field));
    part.hits.resize((static_cast<std::size_t>(segment.documents) + 63) / 64);
    m_parts.push_back(std::move(part));
}

void HistogramCounter::collect(std::span<const int> documents)
{
    Part &part = m_parts.back();
    for (const int document : documents) {
        const auto values = part.column->table.of(document);
        if (values.empty())
            continue;
        const auto index = static_cast<std::size_t>(document);
        part.hits[index / 64] |= 1ULL << (index % 64);
        m_least = std::min(m_least, values.front());
        m_greatest = std::max(m_greatest, values.back());
    }
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

void HistogramCounter::count(const Part &part, const std::vector<std::int64_t> &edges,
                             api::Histogram &histogram, Interrupt &interrupt)
{
    // Buckets are nearly even: the guess is right or one off, except across changes of the clock and uneven
    // months.
    const double width =
        static_cast<double>(edges.back() - edges.front()) / static_cast<double>(edges.size() - 1);
    const std::size_t last = edges.size() - 2;
    for (std::size_t word = 0; word < part.hits.size(); ++word) {
        for (std::uint64_t bits = part.hits[word]; bits != 0; bits &= bits - 1) {
            interrupt.tick();
            const auto document = static_cast<int>(word * 64) + std::countr_zero(bits);
            std::size_t counted = edges.size();
            for (const std::int64_t value : part.column->table.of(document)) {
                auto bucket = static_cast<std::size_t>(static_cast<double>(value - edges.front()) / width);
                bucket = std::min(bucket, last);
                while (value < edges[bucket])
                    --bucket;
                while (value >= edges[bucket + 1])
                    ++bucket;
                if (bucket != counted)
                    ++histogram.buckets[bucket].count;
                counted = bucket;
            }
        }
    }
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
    for (std::size_t i = 0; i + 1 < boundaries.size(); ++i)
        histogram.buckets.push_back({boundaries[i], 0});
    for (const Part &part : m_parts)
        count(part, boundaries, histogram, interrupt);
    return histogram;
}

} // namespace explorer::index
