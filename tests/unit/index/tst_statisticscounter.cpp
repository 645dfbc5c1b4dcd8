#include "core/index/lucene/execute/statisticscounter.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"
#include "memorysegment.h"

#include <QTest>

using namespace explorer;
using namespace explorer::index;
using test::MemorySegment;

namespace
{

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

class TestStatisticsCounter : public QObject
{
    Q_OBJECT

private:
    static FieldSummary summary(const std::vector<const Segment *> &segments, const char *field)
    {
        StatisticsCounter counter(field, schema());
        for (const Segment *segment : segments) {
            counter.startSegment(*segment);
            counter.collect(allOf(*segment));
        }
        return counter.take();
    }

private Q_SLOTS:
    void sumsAreExactAtTheLimits()
    {
        const MemorySegment one(4, {{"n", {{INT64_MAX}, {INT64_MAX}, {}, {INT64_MIN, INT64_MIN, 7}}}}, {});
        const MemorySegment two(2, {}, {});
        const FieldSummary found = summary({&one, &two}, "n");
        QCOMPARE(found.count, std::int64_t{5});
        QCOMPARE(found.missing, std::int64_t{3});
        QVERIFY(found.least == SortValue(INT64_MIN));
        QVERIFY(found.greatest == SortValue(INT64_MAX));
        QCOMPARE(found.sum, 5.0);
        QCOMPARE(found.mean, 1.0);
    }
    void doublesAreDoubles()
    {
        const MemorySegment one(
            3,
            {{"ratio", {{sortableFromDouble(-1.5)}, {}, {sortableFromDouble(0.25), sortableFromDouble(4)}}}},
            {});
        const FieldSummary found = summary({&one}, "ratio");
        QCOMPARE(found.count, std::int64_t{3});
        QCOMPARE(found.missing, std::int64_t{1});
        QVERIFY(found.least == SortValue(-1.5));
        QVERIFY(found.greatest == SortValue(4.0));
        QCOMPARE(found.sum, 2.75);
    }
    void nothingIsNothing()
    {
        const MemorySegment none(2, {}, {});
        const FieldSummary found = summary({&none}, "time");
        QCOMPARE(found.count, std::int64_t{0});
        QCOMPARE(found.missing, std::int64_t{2});
        QCOMPARE(found.least.index(), std::size_t{0});
        try {
            summary({&none}, "host");
            QFAIL("summed words up");
        } catch (const SearchStopped &stopped) {
            QCOMPARE(stopped.error.reason, std::string("statistics_field"));
        }
    }
};

QTEST_GUILESS_MAIN(TestStatisticsCounter)
#include "tst_statisticscounter.moc"
