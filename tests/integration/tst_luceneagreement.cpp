#include "agreementqueries.h"
#include "core/index/searchindex.h"
#include "librarysearch.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace explorer;
using namespace explorer::index;

namespace
{

constexpr int kDocuments = 1200;
constexpr int kRows = 9;

int queriesEach()
{
    bool isNumber = false;
    const int all = qEnvironmentVariableIntValue("EXPLORERIO_AGREEMENT_QUERIES", &isNumber);
    return (isNumber ? std::clamp(all, kRows, 1'000'000) : 900) / kRows;
}

api::Schema agreementSchema()
{
    return api::schemaFromJson({{"fields",
                                 {{"body", "text"},
                                  {"title", "text"},
                                  {"tags", "keyword"},
                                  {"size", "long"},
                                  {"ratio", "double"},
                                  {"time", "date"}}}})
        .value();
}

std::vector<std::string> idsOf(const IndexAnswer &answer)
{
    std::vector<std::string> ids;
    for (const IndexHit &hit : answer.hits)
        ids.push_back(hit.id);
    return ids;
}

} // namespace

/// What the library's own reader and queries find in an index that ours wrote. More queries:
/// EXPLORERIO_AGREEMENT_QUERIES=10000.
class TestLuceneAgreement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        initializeLucene();
        Lucene::BooleanQuery::setMaxClauseCount(100'000);
    }
    void givesTheLibrarysHits_data()
    {
        QTest::addColumn<int>("batches");
        QTest::addColumn<int>("deletedPercent");
        // Nine stay nine segments; of twelve the library merges some.
        for (const int batches : {1, 9, 12}) {
            for (const int percent : {0, 5, 50})
                QTest::addRow("%d batches, %d %% deleted", batches, percent) << batches << percent;
        }
    }
    void givesTheLibrarysHits()
    {
        QFETCH(const int, batches);
        QFETCH(const int, deletedPercent);
        test::AgreementQueries queries(static_cast<unsigned>(100 * batches + deletedPercent));
        const QTemporaryDir directory;
        Logger logger(LogLevel::Warning);
        const auto index = openLuceneIndex(directory.path().toStdString(), agreementSchema(), logger).value();
        fill(*index, queries, batches);
        remove(*index, deletedPercent);
        if (QTest::currentTestFailed())
            return;

        test::LibrarySearch library(directory.path().toStdString());
        QVERIFY(library.isClean());
        QVERIFY(batches == 1 ? library.segments() == 1 : library.segments() > 1);
        int withHits = 0;
        for (int i = queriesEach(); i > 0; --i) {
            const test::QueryPair pair = queries.query(library, 2);
            withHits += library.idsOf(pair.library).empty() ? 0 : 1;
            compare(*index, library, pair, i % 4 == 0);
            if (QTest::currentTestFailed())
                return;
        }
        QVERIFY2(withHits > queriesEach() / 2, "most queries find nothing");
    }

private:
    static void fill(SearchIndex &index, test::AgreementQueries &queries, int batches)
    {
        for (int batch = 0, id = 0; batch < batches; ++batch) {
            std::vector<IndexChange> changes;
            for (int i = kDocuments / batches; i > 0; --i, ++id) {
                const auto document = queries.document("d" + std::to_string(10'000 + id));
                changes.push_back({document.id, document.json()});
            }
            QVERIFY(index.apply(changes));
            QVERIFY(index.publish());
        }
        QVERIFY(index.commit({1, 1, "agreement"}));
    }
    static void remove(SearchIndex &index, int percent)
    {
        if (percent == 0)
            return;
        std::vector<IndexChange> changes;
        for (int id = 0; id < kDocuments; ++id) {
            if (id * 37 % 100 < percent)
                changes.push_back({"d" + std::to_string(10'000 + id), {}});
        }
        QVERIFY(index.apply(changes));
        QVERIFY(index.publish());
        QVERIFY(index.commit({2, 2, "agreement"}));
    }
    static void compare(SearchIndex &index, test::LibrarySearch &library, const test::QueryPair &pair,
                        bool byTime)
    {
        IndexQuery query;
        query.root = pair.ours;
        query.size = kDocuments;
        if (byTime)
            query.sort = {{"time", true}};
        const auto answer = index.search(query);
        QVERIFY2(answer, pair.description.c_str());
        std::vector<std::string> ids = idsOf(*answer);
        const auto expected =
            byTime ? library.idsBy(L"time", true, pair.library) : library.idsOf(pair.library);
        if (!byTime)
            std::sort(ids.begin(), ids.end());
        QVERIFY2(static_cast<std::size_t>(answer->total) == expected.size(),
                 (pair.description + ": total " + std::to_string(answer->total) + ", the library's " +
                  std::to_string(expected.size()))
                     .c_str());
        QVERIFY2(ids == expected, pair.description.c_str());
    }
};

QTEST_GUILESS_MAIN(TestLuceneAgreement)
#include "tst_luceneagreement.moc"
