#include "core/index/lucene/execute/facetcounter.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"
#include "memorysegment.h"

#include <QTest>

#include <random>

using namespace explorer;
using namespace explorer::index;
using test::MemorySegment;

namespace
{

api::Schema schema()
{
    return api::schemaFromJson({{"fields",
                                 {{"host", "keyword"},
                                  {"tags", "keyword"},
                                  {"status", "long"},
                                  {"ratio", "double"},
                                  {"ok", "boolean"},
                                  {"time", "date"},
                                  {"body", "text"}}}})
        .value();
}

} // namespace

class TestFacetCounter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsAsAMapWould_data()
    {
        QTest::addColumn<int>("distinct");
        QTest::addColumn<int>("most");
        QTest::newRow("few values, in lanes") << 7 << 5;
        QTest::newRow("many values") << 5000 << 20;
        QTest::newRow("all values") << 50 << 1000;
        QTest::newRow("none shown") << 50 << 0;
    }
    void countsAsAMapWould()
    {
        QFETCH(int, distinct);
        QFETCH(int, most);
        std::mt19937 random(3);
        const auto below = [&](int limit) {
            return static_cast<int>(random() % static_cast<unsigned>(limit));
        };
        FacetCounter host("host", schema());
        FacetCounter tags("tags", schema());
        FacetCounter status("status", schema());
        std::map<std::string, std::int64_t> counts[3];
        std::int64_t missing[3] = {0, 0, 0};
        std::vector<std::unique_ptr<MemorySegment>> segments;
        for (const int size : {3000, 1, 800}) {
            std::map<std::string, MemorySegment::Rows<std::int64_t>> numbers;
            std::map<std::string, MemorySegment::Rows<std::string>> keywords;
            std::vector<int> hits;
            for (int i = 0; i < size; ++i) {
                auto &hostRow = keywords["host"].emplace_back();
                auto &tagRow = keywords["tags"].emplace_back();
                auto &statusRow = numbers["status"].emplace_back();
                if (below(5) != 0)
                    hostRow.push_back("host" + std::to_string(below(distinct)));
                for (int n = below(4); n > 0; --n)
                    tagRow.push_back("tag" + std::to_string(below(distinct)));
                if (below(6) != 0)
                    statusRow.push_back(below(distinct) - distinct / 2);
                if (below(3) == 0)
                    continue;
                hits.push_back(i);
                const std::set<std::string> once(tagRow.begin(), tagRow.end());
                for (const std::string &tag : once)
                    ++counts[1][tag];
                for (const std::string &name : hostRow)
                    ++counts[0][name];
                for (const std::int64_t number : statusRow)
                    ++counts[2][std::to_string(number)];
                missing[0] += hostRow.empty() ? 1 : 0;
                missing[1] += tagRow.empty() ? 1 : 0;
                missing[2] += statusRow.empty() ? 1 : 0;
            }
            segments.push_back(std::make_unique<MemorySegment>(size, numbers, keywords));
            const auto half = static_cast<std::ptrdiff_t>(hits.size() / 2);
            for (FacetCounter *facet : {&host, &tags, &status}) {
                facet->startSegment(*segments.back());
                facet->collect({hits.begin(), hits.begin() + half});
                facet->collect({hits.begin() + half, hits.end()});
                facet->finishSegment();
            }
        }
        const api::Facet facets[] = {host.take(most), tags.take(most), status.take(most)};
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(facets[i].missingCount, missing[i]);
            QCOMPARE(facets[i].distinctCount, static_cast<std::int64_t>(counts[i].size()));
            QCOMPARE(facets[i].values.size(), std::min(counts[i].size(), static_cast<std::size_t>(most)));
            std::int64_t all = facets[i].otherCount;
            std::int64_t wanted = 0;
            std::vector<std::int64_t> byCount;
            for (const auto &[text, count] : counts[i]) {
                wanted += count;
                byCount.push_back(count);
            }
            std::sort(byCount.rbegin(), byCount.rend());
            for (std::size_t n = 0; n < facets[i].values.size(); ++n) {
                const auto &[value, count] = facets[i].values[n];
                QCOMPARE(count, counts[i].at(value));
                QCOMPARE(count, byCount[n]);
                if (i < 2 && n > 0 && facets[i].values[n - 1].count == count)
                    QVERIFY(facets[i].values[n - 1].value < value);
                all += count;
            }
            QCOMPARE(all, wanted);
        }
    }
    void writesEachTypeAsItIs()
    {
        const MemorySegment segment(
            3,
            {{"ratio", {{sortableFromDouble(-0.25)}, {sortableFromDouble(1e300)}, {}}},
             {"ok", {{1}, {1}, {0}}},
             {"time", {{0}, {0}, {1'500}}}},
            {});
        const auto values = [&segment](const char *field) {
            FacetCounter facet(field, schema());
            facet.startSegment(segment);
            facet.collect(std::vector<int>{0, 1, 2});
            facet.finishSegment();
            std::vector<std::string> texts;
            for (const auto &value : facet.take(10).values)
                texts.push_back(value.value);
            return texts;
        };
        QCOMPARE(values("ratio"), (std::vector<std::string>{"-0.25", "1e+300"}));
        QCOMPARE(values("ok"), (std::vector<std::string>{"true", "false"}));
        QCOMPARE(values("time").size(), std::size_t{2});
        QVERIFY(values("time").front().starts_with("1970-01-01T00:00:00"));
        QVERIFY(values("host").empty());
    }
    void refusesTextAndUnknownFields()
    {
        for (const char *field : {"body", "nothing"}) {
            try {
                const FacetCounter facet(field, schema());
                QFAIL("counted what has no values");
            } catch (const SearchStopped &stopped) {
                QCOMPARE(stopped.error.reason, std::string("facet_field"));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestFacetCounter)
#include "tst_facetcounter.moc"
