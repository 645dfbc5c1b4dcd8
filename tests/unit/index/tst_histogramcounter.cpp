#include "core/index/lucene/execute/histogramcounter.h"
#include "core/index/lucene/lucenetext.h"
#include "memorysegment.h"

#include <QTest>

#include <random>

using namespace explorer;
using namespace explorer::index;
using test::MemorySegment;

namespace
{

constexpr std::int64_t kHour = 3'600'000;

api::Schema schema()
{
    return api::schemaFromJson(
               {{"fields", {{"time", "date"}, {"n", "long"}, {"ratio", "double"}, {"host", "keyword"}}}})
        .value();
}

std::vector<int> allOf(const Segment &segment)
{
    std::vector<int> documents;
    for (int i = 0; i < segment.documents(); ++i)
        documents.push_back(i);
    return documents;
}

} // namespace

class TestHistogramCounter : public QObject
{
    Q_OBJECT

private:
    static api::Histogram count(const std::vector<const Segment *> &segments, const HistogramRequest &request)
    {
        HistogramCounter counter(request, schema());
        for (const Segment *segment : segments) {
            counter.startSegment(*segment);
            const auto documents = allOf(*segment);
            for (std::size_t at = 0; at < documents.size(); at += 100)
                counter.collect(
                    std::span(documents).subspan(at, std::min<std::size_t>(100, documents.size() - at)));
        }
        Interrupt interrupt{Deadline(), CancelToken()};
        return counter.take(interrupt);
    }
    static HistogramRequest request(const char *interval, const char *zone = "UTC")
    {
        HistogramRequest wanted{"time", {}, zone};
        if (*interval != '\0')
            wanted.interval = query::CalendarInterval::parse(interval).value();
        return wanted;
    }

private Q_SLOTS:
    void countsEachDocumentOnceABucket_data()
    {
        QTest::addColumn<QString>("interval");
        QTest::addColumn<QString>("zone");
        for (const char *interval : {"1h", "3h", "1d", "1w", "1M", "1y", ""})
            for (const char *zone : {"UTC", "Europe/Berlin"})
                QTest::addRow("%s in %s", interval, zone) << interval << zone;
    }
    void countsEachDocumentOnceABucket()
    {
        QFETCH(QString, interval);
        QFETCH(QString, zone);
        std::mt19937 random(4);
        // Across the change of the clock at the end of March 2024.
        const std::int64_t begin = 1'709'300'000'000;
        MemorySegment::Rows<std::int64_t> single;
        MemorySegment::Rows<std::int64_t> listed;
        for (int i = 0; i < 3000; ++i) {
            const auto moment = [&] { return begin + static_cast<std::int64_t>(random() % (1200 * kHour)); };
            single.push_back({});
            if (i % 10 != 0)
                single.back().push_back(moment());
            listed.push_back({});
            for (auto n = random() % 4; n > 0; --n)
                listed.back().push_back(moment());
        }
        const MemorySegment first(3000, {{"time", single}}, {});
        const MemorySegment second(3000, {{"time", listed}}, {});
        const MemorySegment third(2, {}, {});
        const auto wantedRequest = request(qPrintable(interval), qPrintable(zone));
        const auto histogram = count({&first, &second, &third}, wantedRequest);

        const auto used = query::CalendarInterval::parse(histogram.interval).value();
        QCOMPARE(used.toString(), interval.isEmpty() ? histogram.interval : interval.toStdString());
        std::map<std::int64_t, std::int64_t> wanted;
        for (const auto *rows : {&single, &listed}) {
            for (const auto &row : *rows) {
                std::set<std::int64_t> starts;
                for (const std::int64_t value : row)
                    starts.insert(used.floor(value, wantedRequest.zone));
                for (const std::int64_t start : starts)
                    ++wanted[start];
            }
        }
        QVERIFY(histogram.buckets.size() <= kMaxBuckets);
        std::map<std::int64_t, std::int64_t> found;
        for (const auto &bucket : histogram.buckets) {
            if (bucket.count > 0)
                found[bucket.start] = bucket.count;
        }
        QCOMPARE(found, wanted);
        QCOMPARE(histogram.buckets.front().start, wanted.begin()->first);
        QCOMPARE(histogram.buckets.back().start, wanted.rbegin()->first);
    }
    void knowsNoHitsAndTooManyBuckets()
    {
        const MemorySegment none(3, {}, {});
        QVERIFY(count({&none}, request("1d")).buckets.empty());
        const MemorySegment wide(2, {{"time", {{0}, {3000 * kHour}}}}, {});
        try {
            count({&wide}, request("1h"));
            QFAIL("made too many buckets");
        } catch (const SearchStopped &stopped) {
            QCOMPARE(stopped.error.reason, std::string("histogram_too_fine"));
        }
        try {
            const HistogramCounter counter({"host", {}, "UTC"}, schema());
            QFAIL("took a field without numbers");
        } catch (const SearchStopped &stopped) {
            QCOMPARE(stopped.error.reason, std::string("histogram_field"));
        }
    }
};

QTEST_GUILESS_MAIN(TestHistogramCounter)
#include "tst_histogramcounter.moc"
