#include "builtview.h"
#include "core/index/lucene/execute/searchexecution.h"
#include "core/index/lucene/execute/viewwarming.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::index;
using explorer::test::BuiltView;
using explorer::test::RandomDocuments;

class TestViewWarming : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesForNewSegmentsWhatOlderOnesHave();
};

void TestViewWarming::makesForNewSegmentsWhatOlderOnesHave()
{
    RandomDocuments random(31);
    const BuiltView built(random, 200, 2, 0);
    const auto &segments = built.view().segments();
    const IndexView before({segments[0]}, 1);
    const auto isMade = [&segments](std::size_t segment, std::string_view field) {
        return segments[segment].segment->terms(field)->hasFuzzyIndex();
    };
    warmView(before, built.view(), RandomDocuments::schema());
    QVERIFY(!isMade(1, "title"));

    IndexQuery query;
    query.root = query::makeNode(query::Fuzzy{"title", "quikc", 1});
    QVERIFY(executeSearch(query, RandomDocuments::schema(), before).total > 0);
    QVERIFY(isMade(0, "title"));
    QVERIFY(!isMade(1, "title"));
    warmView(before, built.view(), RandomDocuments::schema());
    QVERIFY(isMade(1, "title"));
    QVERIFY(!isMade(1, "note"));
}

QTEST_GUILESS_MAIN(TestViewWarming)
#include "tst_viewwarming.moc"
