#include "builtview.h"
#include "core/index/lucene/execute/searchexecution.h"
#include "core/index/lucene/execute/window.h"
#include "core/query/query.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::index;
using explorer::test::BuiltView;
using explorer::test::RandomDocuments;

namespace
{

IndexAnswer run(const BuiltView &built, const IndexQuery &query)
{
    return executeSearch(query, RandomDocuments::schema(), built.view());
}

std::vector<api::SortField> randomSort(RandomDocuments &random)
{
    static const std::vector<std::vector<api::SortField>> sorts{{},
                                                                {},
                                                                {{"score", true}, {"ts", true}},
                                                                {{"score", false}},
                                                                {{"ts", true}},
                                                                {{"ts", false}},
                                                                {{"ts", true}, {"score", true}},
                                                                {{"price", true}},
                                                                {{"status", false}, {"host", true}},
                                                                {{"host", true}},
                                                                {{"tag", false}, {"id", true}},
                                                                {{"id", true}}};
    return sorts[static_cast<std::size_t>(random.below(static_cast<int>(sorts.size())))];
}

/// Mostly ORs of words, some of them rare: where early end has the most to leave out, and to get wrong.
query::NodePtr randomRoot(RandomDocuments &random)
{
    if (random.oneIn(3))
        return random.tree(random.below(4));
    std::vector<query::NodePtr> children;
    for (int i = 2 + random.below(4); i > 0; --i)
        children.push_back(
            random.oneIn(4) ? random.tree(1)
                            : query::makeNode(query::Term{random.oneIn(2) ? "title" : "note", random.word()},
                                              0.125 * (1 + random.below(64))));
    // Positions are walked on after the words' documents are only asked for.
    if (random.oneIn(3))
        children.push_back(
            query::makeNode(query::Phrase{"note", {random.word(), random.word()}, random.below(9)}, 0.02));
    if (random.oneIn(6))
        children.push_back(query::makeNode(
            query::Not{query::makeNode(query::Phrase{"title", {random.word()}, random.below(2)})}));
    if (random.oneIn(3))
        return query::makeNode(query::AnyField{children});
    const query::NodePtr any = query::makeNode(query::Or{children}, random.oneIn(2) ? 1.0 : 0.3);
    return random.oneIn(3) ? query::makeNode(query::And{{any, random.leaf(3)}}) : any;
}

/// The text of the first difference; empty: none.
std::string difference(const IndexAnswer &exact, const IndexAnswer &early)
{
    if (exact.hits.size() != early.hits.size())
        return "sizes " + std::to_string(exact.hits.size()) + " and " + std::to_string(early.hits.size());
    for (std::size_t i = 0; i < exact.hits.size(); ++i) {
        const IndexHit &a = exact.hits[i];
        const IndexHit &b = early.hits[i];
        if (a.id != b.id || a.score != b.score || a.sortValues != b.sortValues)
            return "hit " + std::to_string(i) + ": " + a.id + " and " + b.id;
    }
    if (exact.totalIsLowerBound || early.total > exact.total)
        return "totals";
    if (!early.totalIsLowerBound && early.total != exact.total)
        return "a total that is less and does not say so";
    return {};
}

constexpr int kOrdered = 60'000;
constexpr int kRareEvery = 500;

/// In the order of time, three documents a moment; some without a time.
std::string orderedDocument(int number)
{
    nlohmann::json json = {{"title", number % kRareEvery == 7 ? "quick error" : "quick"}};
    if (number % 11 != 0)
        json["ts"] = RandomDocuments::kStart + 1000LL * (number / 3);
    return json.dump();
}

IndexQuery newestFirst(const std::string &word, int size)
{
    IndexQuery query;
    query.root = query::makeNode(query::Term{"title", word});
    query.sort = {{"ts", true}};
    query.size = size;
    query.exactTotals = false;
    return query;
}

} // namespace

class TestEarlyEnd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsTheHitsOfAnExactSearch_data();
    void findsTheHitsOfAnExactSearch();
    void findsThemInTheOrderOfTimeToo();
    void leavesOutOlderDocuments_data();
    void leavesOutOlderDocuments();
    void leavesOutDocumentsOfTheCommonWordOnly();
    void leavesNothingOutWhereAllIsCounted();

private:
    std::unique_ptr<BuiltView> m_ordered;
};

void TestEarlyEnd::initTestCase()
{
    m_ordered = std::make_unique<BuiltView>(orderedDocument, kOrdered, 3,
                                            [](int number) { return number % 10 == 3; });
}

void TestEarlyEnd::findsTheHitsOfAnExactSearch_data()
{
    QTest::addColumn<int>("documents");
    QTest::addColumn<int>("segments");
    QTest::addColumn<int>("deletedPercent");
    QTest::addColumn<int>("queries");
    QTest::addColumn<int>("leastLeftOut");
    // Of one window nothing is left out.
    QTest::newRow("small") << 300 << 1 << 0 << 800 << 0;
    QTest::newRow("small, deleted") << 300 << 12 << 50 << 800 << 40;
    QTest::newRow("segments") << 5000 << 5 << 5 << 400 << 20;
    QTest::newRow("long segments") << 24000 << 2 << 5 << 150 << 10;
}

void TestEarlyEnd::findsTheHitsOfAnExactSearch()
{
    QFETCH(int, documents);
    QFETCH(int, segments);
    QFETCH(int, deletedPercent);
    QFETCH(int, queries);
    QFETCH(int, leastLeftOut);
    RandomDocuments random(static_cast<unsigned>(documents + segments));
    const BuiltView built(random, documents, segments, deletedPercent);
    int left = 0;
    for (int i = 0; i < queries; ++i) {
        IndexQuery query;
        query.root = randomRoot(random);
        for (int k = random.below(2); k > 0; --k)
            query.filters.push_back(random.tree(1));
        query.sort = randomSort(random);
        query.size = std::vector<int>{0, 1, 10, 10, 200}[static_cast<std::size_t>(random.below(5))];
        IndexQuery everything = query;
        everything.size = documents + 1;
        const auto all = run(built, everything).hits;
        std::size_t shown = 0;
        for (int page = 0; page < 3; ++page) {
            query.exactTotals = true;
            const IndexAnswer exact = run(built, query);
            // Where all are kept no segment's hits have to be better than another's.
            for (const IndexHit &hit : exact.hits)
                QCOMPARE(hit.id, all[shown++].id);
            query.exactTotals = false;
            const IndexAnswer early = run(built, query);
            const std::string differing = difference(exact, early);
            QVERIFY2(differing.empty(), (differing + " of " + query::canonicalForm(query.root)).c_str());
            left += early.totalIsLowerBound ? 1 : 0;
            if (exact.hits.empty())
                break;
            query.after = {exact.hits.back().sortValues, exact.hits.back().id};
        }
    }
    QVERIFY2(left >= leastLeftOut, std::to_string(left).c_str());
}

void TestEarlyEnd::findsThemInTheOrderOfTimeToo()
{
    for (const bool descending : {true, false}) {
        for (const int size : {1, 10, 200, 3000}) {
            for (const char *word : {"quick", "error"}) {
                IndexQuery query = newestFirst(word, size);
                query.sort[0].descending = descending;
                if (size == 200)
                    query.sort.push_back({"score", true});
                for (int page = 0; page < 4; ++page) {
                    query.exactTotals = true;
                    const IndexAnswer exact = run(*m_ordered, query);
                    query.exactTotals = false;
                    const std::string differing = difference(exact, run(*m_ordered, query));
                    QVERIFY2(differing.empty(), differing.c_str());
                    if (exact.hits.empty())
                        break;
                    // Not only near the newest ones.
                    query.after = {exact.hits.back().sortValues, exact.hits.back().id};
                    if (page == 1 && std::holds_alternative<std::int64_t>(exact.hits.back().sortValues[0]))
                        query.after->first[0] = RandomDocuments::kStart + 1000LL * (kOrdered / 6);
                }
            }
        }
    }
}

void TestEarlyEnd::leavesOutOlderDocuments_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<int>("most");
    QTest::newRow("common, newest") << "quick" << true << 2 * ValueBlocks::kSize;
    QTest::newRow("common, oldest") << "quick" << false << 2 * ValueBlocks::kSize;
    // Of one of the three segments.
    QTest::newRow("rare, newest") << "error" << true << kOrdered / kRareEvery / 3 + 1;
    QTest::newRow("rare, oldest") << "error" << false << kOrdered / kRareEvery / 3 + 1;
}

void TestEarlyEnd::leavesOutOlderDocuments()
{
    QFETCH(QString, word);
    QFETCH(bool, descending);
    QFETCH(int, most);
    IndexQuery query = newestFirst(word.toStdString(), 10);
    query.sort[0].descending = descending;
    const IndexAnswer early = run(*m_ordered, query);
    QVERIFY(early.totalIsLowerBound);
    QVERIFY2(early.total <= most, std::to_string(early.total).c_str());
    QCOMPARE(early.hits.size(), std::size_t{10});
}

void TestEarlyEnd::leavesOutDocumentsOfTheCommonWordOnly()
{
    IndexQuery query = newestFirst("quick", 10);
    query.root = query::makeNode(query::Or{
        {query::makeNode(query::Term{"title", "quick"}), query::makeNode(query::Term{"title", "error"})}});
    query.sort.clear();
    const IndexAnswer early = run(*m_ordered, query);
    QVERIFY(early.totalIsLowerBound);
    // Both words are walked until ten rare ones are known, which is in the second window.
    const int most = 2 * explorer::index::Window::kSize + kOrdered / kRareEvery;
    QVERIFY2(early.total <= most, std::to_string(early.total).c_str());
    query.exactTotals = true;
    const std::string differing = difference(run(*m_ordered, query), early);
    QVERIFY2(differing.empty(), differing.c_str());
}

void TestEarlyEnd::leavesNothingOutWhereAllIsCounted()
{
    const std::int64_t total = kOrdered - kOrdered / 10;
    std::vector<IndexQuery> queries(4, newestFirst("quick", 10));
    queries[0].facets = {"host"};
    queries[1].histogram = HistogramRequest{"ts", std::nullopt, "UTC"};
    queries[2].statistics = {"ts"};
    queries[3].size = 0;
    for (const IndexQuery &query : queries) {
        const IndexAnswer answer = run(*m_ordered, query);
        QCOMPARE(answer.total, total);
        QVERIFY(!answer.totalIsLowerBound);
    }
    // Fewer than asked for.
    const IndexAnswer all = run(*m_ordered, newestFirst("error", 200));
    QVERIFY(!all.totalIsLowerBound);
    QCOMPARE(static_cast<std::size_t>(all.total), all.hits.size());
}

QTEST_GUILESS_MAIN(TestEarlyEnd)
#include "tst_earlyend.moc"
