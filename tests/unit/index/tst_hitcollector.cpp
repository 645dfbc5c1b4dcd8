#include "core/index/lucene/execute/hitcollector.h"
#include "core/index/lucene/interrupt.h"
#include "core/index/lucene/lucenetext.h"
#include "memorysegment.h"

#include <QTest>

#include <optional>
#include <random>

using namespace explorer;
using namespace explorer::index;
using test::MemorySegment;

namespace
{

struct Document {
    std::string id;
    std::vector<std::int64_t> time;
    std::vector<std::int64_t> small;
    std::vector<std::int64_t> ratio;
    std::vector<std::string> host;
    float score = 0;
};

api::Schema schema()
{
    return api::schemaFromJson({{"fields",
                                 {{"time", "date"},
                                  {"small", "long"},
                                  {"ratio", "double"},
                                  {"host", "keyword"},
                                  {"body", "text"}}}})
        .value();
}

template <typename T>
SortValue pick(const std::vector<T> &values, bool descending)
{
    if (values.empty())
        return {};
    return descending ? *std::max_element(values.begin(), values.end())
                      : *std::min_element(values.begin(), values.end());
}

SortValue valueOf(const Document &document, const api::SortField &sort)
{
    if (sort.field == "score")
        return static_cast<double>(document.score);
    if (sort.field == "id")
        return document.id;
    if (sort.field == "host")
        return pick(document.host, sort.descending);
    if (sort.field == "ratio") {
        const SortValue value = pick(document.ratio, sort.descending);
        const auto *sortable = std::get_if<std::int64_t>(&value);
        return sortable != nullptr ? SortValue(doubleFromSortable(*sortable)) : SortValue();
    }
    return pick(sort.field == "time" ? document.time : document.small, sort.descending);
}

} // namespace

class TestHitCollector : public QObject
{
    Q_OBJECT

private:
    /// Some documents, a segment after the other.
    void makeDocuments(unsigned seed, const std::vector<int> &sizes)
    {
        std::mt19937 random(seed);
        m_segments.clear();
        m_documents.clear();
        int number = 0;
        for (const int size : sizes) {
            auto &documents = m_documents.emplace_back();
            std::map<std::string, MemorySegment::Rows<std::int64_t>> numbers;
            std::map<std::string, MemorySegment::Rows<std::string>> keywords;
            for (int i = 0; i < size; ++i) {
                Document document;
                document.id = "d" + std::to_string(number++ * 7919 % 100'003);
                document.time = {static_cast<std::int64_t>(random()) * 1000 - 1'000'000'000'000};
                if (random() % 4 != 0)
                    document.small = {static_cast<std::int64_t>(random() % 9) - 4};
                for (auto n = random() % 3; n > 0; --n)
                    document.ratio.push_back(
                        sortableFromDouble((static_cast<double>(random() % 100) - 50) / 8));
                for (auto n = random() % 3; n > 0; --n)
                    document.host.push_back("h" + std::to_string(random() % 20));
                document.score = static_cast<float>(random() % 50) / 8;
                numbers["time"].push_back(document.time);
                numbers["small"].push_back(document.small);
                numbers["ratio"].push_back(document.ratio);
                keywords["host"].push_back(document.host);
                keywords["_id"].push_back({document.id});
                documents.push_back(document);
            }
            m_segments.push_back(std::make_unique<MemorySegment>(size, numbers, keywords));
        }
    }
    static bool comesBefore(const IndexQuery &query, const Document &a, const Document &b)
    {
        for (const api::SortField &sort : query.sort) {
            const SortValue left = valueOf(a, sort);
            const SortValue right = valueOf(b, sort);
            if (left == right)
                continue;
            if (left.index() == 0 || right.index() == 0)
                return right.index() == 0;
            return sort.descending ? right < left : left < right;
        }
        return a.id < b.id;
    }
    std::vector<Document> inOrder(const IndexQuery &query) const
    {
        std::vector<Document> all;
        for (const auto &documents : m_documents)
            all.insert(all.end(), documents.begin(), documents.end());
        std::sort(all.begin(), all.end(),
                  [&](const Document &a, const Document &b) { return comesBefore(query, a, b); });
        return all;
    }
    std::vector<IndexHit> collect(const IndexQuery &query) const
    {
        HitCollector collector(query, schema());
        for (std::size_t i = 0; i < m_segments.size(); ++i) {
            collector.startSegment(*m_segments[i]);
            constexpr int kBlock = 17;
            for (int begin = 0; begin < m_segments[i]->documents(); begin += kBlock) {
                std::vector<int> documents;
                std::vector<float> scores;
                for (int n = begin; n < std::min(begin + kBlock, m_segments[i]->documents()); ++n) {
                    documents.push_back(n);
                    if (collector.needsScores())
                        scores.push_back(m_documents[i][static_cast<std::size_t>(n)].score);
                }
                collector.collect(documents, scores);
            }
            std::vector<float> late;
            for (const int document : collector.unscored())
                late.push_back(m_documents[i][static_cast<std::size_t>(document)].score);
            collector.setScores(late);
            collector.finishSegment();
        }
        return collector.take();
    }
    static std::string refusal(const IndexQuery &query)
    {
        try {
            const HitCollector collector(query, schema());
        } catch (const SearchStopped &stopped) {
            return stopped.error.reason;
        }
        return {};
    }

    std::vector<std::vector<Document>> m_documents;
    std::vector<std::unique_ptr<MemorySegment>> m_segments;

private Q_SLOTS:
    void pagesGiveEveryDocumentInOrder_data()
    {
        QTest::addColumn<QString>("sort");
        for (const char *sort :
             {"score", "score:asc", "time", "time:desc", "small", "small:desc", "ratio", "ratio:desc", "host",
              "host:desc", "id", "id:desc", "small,host:desc", "host,small:desc,time", "ratio:desc,score",
              "small,id:desc", "host,ratio,small,time,score,id"})
            QTest::newRow(sort) << QString::fromLatin1(sort);
    }
    void pagesGiveEveryDocumentInOrder()
    {
        QFETCH(QString, sort);
        for (const int size : {1, 10, 64, 400, 1100}) {
            // Past the size of a heap: several cuts of its list a segment.
            makeDocuments(7, size > 1024 ? std::vector<int>{5000, 1, 2600} : std::vector<int>{230, 1, 90});
            IndexQuery query;
            query.sort = api::parseSort(sort.toStdString()).value();
            query.size = size;
            const auto wanted = inOrder(query);
            std::size_t at = 0;
            while (at < wanted.size()) {
                const auto page = collect(query);
                QCOMPARE(page.size(), std::min(static_cast<std::size_t>(size), wanted.size() - at));
                for (const IndexHit &hit : page) {
                    const Document &document = wanted[at++];
                    QCOMPARE(hit.id, document.id);
                    QCOMPARE(hit.score, static_cast<double>(document.score));
                    for (std::size_t i = 0; i < query.sort.size(); ++i)
                        QVERIFY(hit.sortValues[i] == valueOf(document, query.sort[i]));
                }
                query.after = std::pair(page.back().sortValues, page.back().id);
                if (size == 1 && at > 60)
                    break;
            }
        }
    }
    void aCursorMayNameValuesThatNoSegmentHas()
    {
        makeDocuments(8, {100, 50});
        for (const char *sort : {"host", "host:desc", "small", "small:desc"}) {
            IndexQuery query;
            query.sort = api::parseSort(sort).value();
            query.size = 1000;
            const bool isText = query.sort[0].field == "host";
            Document cursor;
            cursor.id = "d500";
            cursor.host = {"h10x"};
            cursor.small = {100};
            query.after = std::pair(
                std::vector<SortValue>{isText ? SortValue("h10x") : SortValue(std::int64_t{100})}, cursor.id);
            std::vector<std::string> wanted;
            for (const Document &document : inOrder(query)) {
                if (comesBefore(query, cursor, document))
                    wanted.push_back(document.id);
            }
            std::vector<std::string> found;
            for (const IndexHit &hit : collect(query))
                found.push_back(hit.id);
            QCOMPARE(found, wanted);
        }
    }
    void fieldsThatASegmentLacksComeLast()
    {
        makeDocuments(9, {5});
        m_segments.push_back(std::make_unique<MemorySegment>(
            1, std::map<std::string, MemorySegment::Rows<std::int64_t>>{},
            std::map<std::string, MemorySegment::Rows<std::string>>{{"_id", {{"a"}}}}));
        m_documents.push_back({Document{"a", {}, {}, {}, {}, 1}});
        for (const char *sort : {"time", "host:desc"}) {
            IndexQuery query;
            query.sort = api::parseSort(sort).value();
            QCOMPARE(collect(query).size(), std::size_t{6});
        }
        IndexQuery byTime;
        byTime.sort = api::parseSort("time:desc").value();
        const auto hits = collect(byTime);
        QCOMPARE(hits.back().id, std::string("a"));
        QVERIFY(hits.back().sortValues.front().index() == 0);
    }
    void onlyScoresOfASortByThemAreAskedFor()
    {
        IndexQuery query;
        QVERIFY(HitCollector(query, schema()).needsScores());
        query.size = 0;
        QVERIFY(!HitCollector(query, schema()).needsScores());
        query.size = 10;
        query.sort = api::parseSort("time").value();
        QVERIFY(!HitCollector(query, schema()).needsScores());
        query.sort = api::parseSort("time,score").value();
        QVERIFY(HitCollector(query, schema()).needsScores());
    }
    void refusesWhatCannotBeSortedBy()
    {
        IndexQuery query;
        query.sort = {{"body", false}};
        QCOMPARE(refusal(query), std::string("sort_field"));
        query.sort = {{"nothing", false}};
        QCOMPARE(refusal(query), std::string("sort_field"));
        query.sort.assign(kMaxSortFields + 1, {"time", false});
        QCOMPARE(refusal(query), std::string("sort_field"));
        query.sort = {{"time", false}};
        query.after = std::pair(std::vector<SortValue>{}, std::string("d1"));
        QCOMPARE(refusal(query), std::string("cursor_invalid"));
        makeDocuments(10, {3});
        query.after = std::pair(std::vector<SortValue>{"text"}, std::string("d1"));
        try {
            collect(query);
            QFAIL("a cursor of another sort was taken");
        } catch (const SearchStopped &stopped) {
            QCOMPARE(stopped.error.reason, std::string("cursor_invalid"));
        }
    }
};

QTEST_GUILESS_MAIN(TestHitCollector)
#include "tst_hitcollector.moc"
