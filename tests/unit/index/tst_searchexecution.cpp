#include "builtview.h"
#include "core/index/lucene/execute/searchexecution.h"
#include "core/index/lucene/interrupt.h"
#include "core/query/query.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::index;
using explorer::test::BuiltView;
using explorer::test::RandomDocuments;

namespace
{

std::vector<std::string> sortedIds(const IndexAnswer &answer)
{
    std::vector<std::string> ids;
    for (const IndexHit &hit : answer.hits)
        ids.push_back(hit.id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

IndexAnswer run(const BuiltView &built, const IndexQuery &query)
{
    return executeSearch(query, RandomDocuments::schema(), built.view());
}

IndexQuery everything(const query::NodePtr &root)
{
    IndexQuery query;
    query.root = root;
    query.size = 100'000;
    return query;
}

} // namespace

class TestSearchExecution : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatTheModelFinds_data();
    void findsWhatTheModelFinds();
    void keepsScoresWhenSortedOtherwise();
    void ordersByScoreThenId();
    void scoresAsBm25();
    void findsNothingInNoSegments();
    void stopsAtTheDeadline();
};

void TestSearchExecution::findsWhatTheModelFinds_data()
{
    QTest::addColumn<int>("documents");
    QTest::addColumn<int>("segments");
    QTest::addColumn<int>("deletedPercent");
    QTest::addColumn<int>("queries");
    for (const int segments : {1, 12}) {
        for (const int percent : {0, 5, 50})
            QTest::addRow("%d segments, %d %% deleted", segments, percent)
                << 300 << segments << percent << 1700;
    }
    // Beyond a window, and with skip lists of three levels.
    QTest::newRow("long segment") << 9000 << 1 << 5 << 60;
}

void TestSearchExecution::findsWhatTheModelFinds()
{
    QFETCH(int, documents);
    QFETCH(int, segments);
    QFETCH(int, deletedPercent);
    QFETCH(int, queries);
    RandomDocuments random(static_cast<unsigned>(documents + 100 * segments + deletedPercent));
    const BuiltView built(random, documents, segments, deletedPercent);
    std::size_t hits = 0;
    for (int i = 0; i < queries; ++i) {
        IndexQuery query = everything(random.tree(i % 4));
        std::vector<query::NodePtr> all{query.root};
        for (int k = random.below(3); k > 0; --k) {
            query.filters.push_back(random.tree(1));
            all.push_back(query.filters.back());
        }
        auto expected = built.oracle().matching(query::makeNode(query::And{all}));
        std::sort(expected.begin(), expected.end());
        if (i % 2 == 1)
            query.sort = {{"ts", true}};
        const IndexAnswer answer = run(built, query);
        QVERIFY2(sortedIds(answer) == expected, query::canonicalForm(query.root).c_str());
        QCOMPARE(static_cast<std::size_t>(answer.total), expected.size());
        hits += expected.size();
        query.size = 0;
        QCOMPARE(static_cast<std::size_t>(run(built, query).total), expected.size());
    }
    QVERIFY(hits > static_cast<std::size_t>(queries));
}

void TestSearchExecution::keepsScoresWhenSortedOtherwise()
{
    RandomDocuments random(7);
    const BuiltView built(random, 900, 3, 5);
    for (int i = 0; i < 300; ++i) {
        IndexQuery query = everything(random.tree(i % 4));
        std::map<std::string, double> scores;
        for (const IndexHit &hit : run(built, query).hits)
            scores[hit.id] = hit.score;
        query.sort = {{"host", false}};
        query.size = 20;
        for (const IndexHit &hit : run(built, query).hits)
            QCOMPARE(hit.score, scores.at(hit.id));
    }
}

void TestSearchExecution::ordersByScoreThenId()
{
    RandomDocuments random(8);
    const BuiltView built(random, 600, 3, 0);
    for (int i = 0; i < 200; ++i) {
        IndexQuery query = everything(random.tree(2));
        const auto all = run(built, query).hits;
        for (std::size_t k = 1; k < all.size(); ++k) {
            QVERIFY(all[k - 1].score >= all[k].score);
            QVERIFY(all[k - 1].score > all[k].score || all[k - 1].id < all[k].id);
        }
        query.size = 10;
        const auto top = run(built, query).hits;
        QCOMPARE(top.size(), std::min<std::size_t>(10, all.size()));
        for (std::size_t k = 0; k < top.size(); ++k)
            QCOMPARE(top[k].id, all[k].id);
    }
}

void TestSearchExecution::scoresAsBm25()
{
    // Two documents of 1 and 3 words; N = 2, both have the word; worked out by hand in double precision.
    const api::Schema schema = RandomDocuments::schema();
    QTemporaryDir directory;
    SegmentBuilder builder(schema);
    std::vector<query::TypeProblem> problems;
    for (const char *json : {R"({"title": "fox"})", R"({"title": "fox fox dog"})"})
        builder.add(json, query::extractFields(schema, json, problems).value());
    QVERIFY(builder.write(directory.path().toStdString(), "_0").has_value());
    const auto segment = Segment::open(directory.path().toStdString(), "_0", 2);
    QVERIFY(segment.has_value());
    const IndexView view({{*segment, nullptr}}, 1);
    const auto hits =
        executeSearch(everything(query::makeNode(query::Term{"title", "fox"}, 2.0)), schema, view).hits;
    QCOMPARE(hits.size(), std::size_t{2});
    const double weight = 2.0 * std::log(1 + 0.5 / 2.5);
    const auto expected = [weight](double frequency, double length) {
        return weight * frequency / (frequency + 1.2 * (0.25 + 0.75 * length / 2.0));
    };
    const double once = expected(1, 1);
    const double twice = expected(2, 3);
    QVERIFY(std::abs(hits[0].score - std::max(once, twice)) < 1e-6);
    QVERIFY(std::abs(hits[1].score - std::min(once, twice)) < 1e-6);
}

void TestSearchExecution::findsNothingInNoSegments()
{
    const IndexView view({}, 3);
    const auto answer =
        executeSearch(everything(query::makeNode(query::MatchAll{})), RandomDocuments::schema(), view);
    QCOMPARE(answer.total, 0);
    QCOMPARE(answer.generation, 3);
    QVERIFY(answer.hits.empty());
}

void TestSearchExecution::stopsAtTheDeadline()
{
    RandomDocuments random(9);
    const BuiltView built(random, 100, 1, 0);
    IndexQuery query = everything(query::makeNode(query::MatchAll{}));
    query.cancel.cancel();
    QVERIFY_THROWS_EXCEPTION(SearchStopped, run(built, query));
}

QTEST_GUILESS_MAIN(TestSearchExecution)
#include "tst_searchexecution.moc"
