#include "core/index/searchindex.h"
#include "randomdocuments.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace explorer;
using namespace explorer::index;

namespace
{

std::vector<std::string> idsOf(const IndexAnswer &answer)
{
    std::vector<std::string> ids;
    for (const IndexHit &hit : answer.hits)
        ids.push_back(hit.id);
    return ids;
}

std::vector<std::string> sorted(std::vector<std::string> ids)
{
    std::sort(ids.begin(), ids.end());
    return ids;
}

IndexQuery queryFor(query::NodePtr root, int size = 1000)
{
    IndexQuery query;
    query.root = std::move(root);
    query.size = size;
    return query;
}

const auto kAll = query::makeNode(query::MatchAll{});

} // namespace

class TestLuceneIndex : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<SearchIndex> open(WriterKind writer = WriterKind::Native)
    {
        auto opened =
            openLuceneIndex(m_directory->path().toStdString(), m_schema, m_logger, {16, &m_clock, writer});
        if (!opened) {
            qWarning("%s", opened.error().message.c_str());
            return nullptr;
        }
        return std::move(*opened);
    }
    void put(SearchIndex &index, const std::string &id, const std::string &json)
    {
        const IndexChange change{id, json};
        QVERIFY(index.apply({&change, 1}));
        m_oracle->put(id, json);
    }
    void remove(SearchIndex &index, const std::string &id)
    {
        const IndexChange change{id, {}};
        QVERIFY(index.apply({&change, 1}));
        m_oracle->remove(id);
    }
    /// Several segments, with replacements and deletions.
    void fill(SearchIndex &index, int documents)
    {
        for (int i = 0; i < documents; ++i) {
            put(index, "d" + std::to_string(i), m_documents.document());
            if (i % 11 == 5)
                put(index, "d" + std::to_string(i / 2), m_documents.document());
            if (i % 13 == 7)
                remove(index, "d" + std::to_string(i / 3));
            if (i % 60 == 59)
                QVERIFY(index.publish());
        }
        QVERIFY(index.publish());
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    api::Schema m_schema = test::RandomDocuments::schema();
    test::RandomDocuments m_documents{1};
    std::unique_ptr<test::Oracle> m_oracle;
    test::FakeClock m_clock;
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};

private Q_SLOTS:
    void init()
    {
        m_directory = std::make_unique<QTemporaryDir>();
        m_oracle = std::make_unique<test::Oracle>(m_schema);
        m_documents = test::RandomDocuments(1);
    }

    void agreesWithTheMatchOfOneDocument_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 14; ++kind)
            QTest::addRow("leaf %d", kind) << kind;
        QTest::addRow("trees") << -1;
    }
    void agreesWithTheMatchOfOneDocument()
    {
        QFETCH(int, kind);
        const auto index = open();
        QVERIFY(index);
        fill(*index, 300);
        int hits = 0;
        for (int i = 0; i < (kind < 0 ? 600 : 60); ++i) {
            const query::NodePtr root = kind < 0 ? m_documents.tree(3) : m_documents.leaf(kind);
            const auto answer = index->search(queryFor(root));
            QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
            QCOMPARE(sorted(idsOf(*answer)), m_oracle->matching(root));
            QCOMPARE(answer->total, static_cast<std::int64_t>(answer->hits.size()));
            hits += static_cast<int>(answer->total);
        }
        QVERIFY(hits > 0 || kind == 1);
    }

    void goesOnWithTheOtherWriter()
    {
        for (int session = 0; session < 4; ++session) {
            const auto index = open(session % 2 == 0 ? WriterKind::Library : WriterKind::Native);
            QVERIFY(index);
            fill(*index, 200);
            for (int i = 0; i < 100; ++i) {
                const query::NodePtr root = m_documents.tree(2);
                const auto answer = index->search(queryFor(root));
                QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
                QCOMPARE(sorted(idsOf(*answer)), m_oracle->matching(root));
            }
            QVERIFY(index->commit({session, session, "hash"}));
        }
    }

    void filtersMatchAndDoNotScore()
    {
        const auto index = open();
        fill(*index, 200);
        const auto root = query::makeNode(query::Term{"title", "fox"});
        const auto filter = query::makeNode(query::LongRange{"ok", 1, 1});
        IndexQuery query = queryFor(root);
        const auto plain = index->search(query);
        query.filters = {filter};
        const auto filtered = index->search(query);
        QVERIFY(plain && filtered);
        QCOMPARE(sorted(idsOf(*filtered)), m_oracle->matching(query::makeNode(query::And{{root, filter}})));
        QVERIFY(filtered->total > 0 && filtered->total < plain->total);
        for (const IndexHit &hit : filtered->hits) {
            const auto same = std::find_if(plain->hits.begin(), plain->hits.end(),
                                           [&hit](const IndexHit &other) { return other.id == hit.id; });
            QCOMPARE(hit.score, same->score);
        }
    }

    void ranksRareAndShortAboveCommonAndLong()
    {
        const auto index = open();
        put(*index, "long", R"({"title":"fox a a a a a a a a a a a a a a a a a a"})");
        put(*index, "short", R"({"title":"fox"})");
        put(*index, "twice", R"({"title":"fox fox"})");
        QVERIFY(index->publish());
        const auto answer = index->search(queryFor(query::makeNode(query::Term{"title", "fox"})));
        QVERIFY(answer);
        QCOMPARE(idsOf(*answer), (std::vector<std::string>{"twice", "short", "long"}));
        const auto boosted = index->search(queryFor(query::makeNode(query::Term{"title", "fox"}, 2.0)));
        QVERIFY(qAbs(boosted->hits[0].score - 2 * answer->hits[0].score) < 1e-5);
    }

    void sortsAndPagesWithoutGapOrRepeat_data()
    {
        QTest::addColumn<QString>("sort");
        for (const char *sort :
             {"status:asc", "status:desc", "price:desc,host:asc", "tag:asc", "tag:desc", "ts:desc",
              "host:desc,status:asc", "id:desc", "score", "ok:asc,score:desc", "ok:desc,id:desc"})
            QTest::addRow("%s", sort) << QString::fromLatin1(sort);
    }
    void sortsAndPagesWithoutGapOrRepeat()
    {
        QFETCH(QString, sort);
        const auto index = open();
        fill(*index, 250);
        IndexQuery query = queryFor(query::makeNode(query::Or{
            {query::makeNode(query::Term{"title", "fox"}), query::makeNode(query::Exists{"host"})}}));
        query.sort = api::parseSort(sort.toStdString()).value();
        const auto whole = index->search(query);
        QVERIFY(whole && whole->total > 50);
        checkOrder(*whole, query.sort);
        std::vector<std::string> paged;
        query.size = 7;
        for (;;) {
            const auto page = index->search(query);
            QVERIFY(page);
            QCOMPARE(page->total, whole->total);
            if (page->hits.empty())
                break;
            for (const IndexHit &hit : page->hits)
                paged.push_back(hit.id);
            query.after = {page->hits.back().sortValues, page->hits.back().id};
        }
        QCOMPARE(paged, idsOf(*whole));
    }

    void countsFacetsExactly()
    {
        const auto index = open();
        fill(*index, 300);
        const auto root = query::makeNode(query::Not{query::makeNode(query::Term{"title", "fox"})});
        IndexQuery query = queryFor(root, 0);
        query.facets = {"tag", "status", "ok"};
        query.facetSize = 3;
        const auto answer = index->search(query);
        QVERIFY(answer);
        QCOMPARE(answer->facets.size(), std::size_t{3});
        for (const api::Facet &facet : answer->facets)
            checkFacet(facet, root);
        query.facets = {"title"};
        QCOMPARE(index->search(query).error().reason, std::string("facet_field"));
    }

    void countsHistogramsExactly_data()
    {
        QTest::addColumn<QString>("interval");
        QTest::addColumn<QString>("zone");
        QTest::newRow("hours") << "1h"
                               << "";
        QTest::newRow("days in a zone with a clock change") << "1d"
                                                            << "America/New_York";
        QTest::newRow("weeks") << "1w"
                               << "Europe/Berlin";
        QTest::newRow("months") << "1M"
                                << "";
        QTest::newRow("automatic") << ""
                                   << "";
    }
    void countsHistogramsExactly()
    {
        QFETCH(QString, interval);
        QFETCH(QString, zone);
        const auto index = open();
        fill(*index, 300);
        const auto root = query::makeNode(query::Exists{"host"});
        IndexQuery query = queryFor(root, 0);
        query.histogram = HistogramRequest{"ts", {}, zone.toStdString()};
        if (!interval.isEmpty())
            query.histogram->interval = query::CalendarInterval::parse(interval.toStdString()).value();
        const auto answer = index->search(query);
        QVERIFY2(answer, answer ? "" : answer.error().message.c_str());
        const auto used = query::CalendarInterval::parse(answer->histogram->interval).value();
        std::map<std::int64_t, std::int64_t> expected;
        for (const std::string &id : m_oracle->matching(root)) {
            std::set<std::int64_t> starts;
            const auto &values = m_oracle->documents().at(id).values;
            if (const auto found = values.find("ts"); found != values.end()) {
                for (const auto &value : found->second)
                    starts.insert(used.floor(std::get<std::int64_t>(value), zone.toStdString()));
            }
            for (const std::int64_t start : starts)
                ++expected[start];
        }
        const auto &buckets = answer->histogram->buckets;
        QCOMPARE(buckets.front().start, expected.begin()->first);
        QCOMPARE(buckets.back().start, expected.rbegin()->first);
        std::int64_t start = buckets.front().start;
        for (const api::HistogramBucket &bucket : buckets) {
            QCOMPARE(bucket.start, start);
            QCOMPARE(bucket.count, expected[start]);
            start = used.next(start, zone.toStdString());
        }
        QVERIFY(!interval.isEmpty() || buckets.size() <= 120);
    }

    void refusesTooManyBuckets()
    {
        const auto index = open();
        fill(*index, 100);
        IndexQuery query = queryFor(kAll, 0);
        query.histogram = HistogramRequest{"ts", query::CalendarInterval::parse("1s").value(), {}};
        QCOMPARE(index->search(query).error().reason, std::string("histogram_too_fine"));
    }

    void refusesTooManyExpansions_data()
    {
        QTest::addColumn<bool>("isFuzzy");
        QTest::addColumn<int>("terms");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("wildcard at the limit") << false << 1024 << true;
        QTest::newRow("wildcard past it") << false << 1025 << false;
        QTest::newRow("fuzzy at the limit") << true << 50 << true;
        QTest::newRow("fuzzy past it") << true << 51 << false;
    }
    void refusesTooManyExpansions()
    {
        QFETCH(bool, isFuzzy);
        QFETCH(int, terms);
        QFETCH(bool, accepted);
        const auto index = open();
        for (int i = 0; i < terms; ++i) {
            const std::string two{static_cast<char>('a' + i % 25), static_cast<char>('a' + i / 25 % 25)};
            put(*index, std::to_string(i), R"({"host":"stem)" + two + (i >= 625 ? "x" : "") + R"("})");
        }
        QVERIFY(index->publish());
        const auto answer =
            index->search(queryFor(isFuzzy ? query::makeNode(query::Fuzzy{"host", "stemzz", 2})
                                           : query::makeNode(query::Wildcard{"host", "stem*"})));
        QCOMPARE(bool(answer), accepted);
        if (!accepted) {
            QCOMPARE(answer.error().reason, std::string("too_many_expansions"));
            QVERIFY(answer.error().code == ErrorCode::InvalidArgument);
        } else {
            QCOMPARE(answer->total, std::int64_t{terms});
        }
    }

    void stopsAtTheDeadlineAndOnCancel()
    {
        const auto index = open();
        fill(*index, 50);
        IndexQuery query = queryFor(kAll);
        query.deadline = Deadline(std::chrono::steady_clock::now() - std::chrono::seconds(1));
        QCOMPARE(index->search(query).error().reason, std::string("search_timeout"));
        query.deadline = {};
        query.cancel.cancel();
        QVERIFY(index->search(query).error().code == ErrorCode::Cancelled);
    }

    void pagesOverASnapshotWhileItIsWrittenTo()
    {
        const auto index = open();
        fill(*index, 120);
        IndexQuery query = queryFor(kAll, 10);
        query.keepSnapshot = true;
        auto page = index->search(query);
        const auto expected = m_oracle->matching(kAll);
        std::vector<std::string> seen;
        while (page && !page->hits.empty()) {
            for (const IndexHit &hit : page->hits)
                seen.push_back(hit.id);
            query.snapshot = page->snapshot;
            query.after = {page->hits.back().sortValues, page->hits.back().id};
            remove(*index, seen.front());
            put(*index, "new" + std::to_string(seen.size()), m_documents.document());
            QVERIFY(index->publish());
            QVERIFY(index->commit({1, 1, "h"}));
            page = index->search(query);
        }
        QVERIFY(page);
        QCOMPARE(seen, expected);
        m_clock.advance(std::chrono::minutes(6));
        QCOMPARE(index->search(query).error().reason, std::string("snapshot_expired"));
    }

    void keepsSixteenSnapshots()
    {
        const auto index = open();
        std::vector<std::uint64_t> snapshots;
        IndexQuery query = queryFor(kAll);
        query.keepSnapshot = true;
        for (int i = 0; i < 17; ++i) {
            put(*index, std::to_string(i), "{}");
            QVERIFY(index->publish());
            snapshots.push_back(index->search(query)->snapshot);
        }
        query.snapshot = snapshots[1];
        QCOMPARE(index->search(query)->total, std::int64_t{2});
        query.snapshot = snapshots[0];
        QVERIFY(index->search(query).error().code == ErrorCode::NotFound);
    }

    void findsWhatWasCommittedAfterReopening()
    {
        {
            const auto index = open();
            fill(*index, 150);
            QVERIFY(index->commit({41, 1, "hash"}));
            put(*index, "later", R"({"host":"later"})");
            QVERIFY(index->publish());
            QVERIFY(index->commit({42, 2, "hash"}));
            const IndexChange lost{"lost", "{}"};
            QVERIFY(index->apply({&lost, 1}));
        }
        const auto index = open();
        QVERIFY(index);
        QCOMPARE(index->commits().size(), std::size_t{2});
        QCOMPARE(index->commits()[0].sequence, std::int64_t{42});
        QCOMPARE(index->commits()[1].sequence, std::int64_t{41});
        QCOMPARE(sorted(idsOf(*index->search(queryFor(kAll)))), m_oracle->matching(kAll));
        put(*index, "more", R"({"host":"later"})");
        QVERIFY(index->publish());
        QCOMPARE(index->search(queryFor(query::makeNode(query::Term{"host", "later"})))->total,
                 std::int64_t{2});
        QVERIFY(index->releaseWriter());
    }

    void goesOnFromTheCommitBeforeADamagedOne()
    {
        auto index = open();
        put(*index, "kept", R"({"title":"fox"})");
        QVERIFY(index->commit({1, 1, "hash"}));
        std::set<std::string> before;
        for (const auto &entry : std::filesystem::directory_iterator(m_directory->path().toStdString()))
            before.insert(entry.path().filename().string());
        put(*index, "lost", R"({"title":"quick brown"})");
        QVERIFY(index->commit({2, 2, "hash"}));
        index.reset();
        for (const auto &entry : std::filesystem::directory_iterator(m_directory->path().toStdString())) {
            if (entry.path().extension() == ".tis" && !before.contains(entry.path().filename().string()))
                std::filesystem::resize_file(entry.path(), 30);
        }
        m_oracle->remove("lost");
        index = open();
        QVERIFY(index);
        QCOMPARE(index->commits().front().sequence, std::int64_t(1));
        // The names of the damaged commit's files come again.
        put(*index, "other", R"({"title":"something else entirely"})");
        QVERIFY(index->commit({3, 3, "hash"}));
        index.reset();
        index = open();
        QVERIFY(index);
        QCOMPARE(index->commits().front().sequence, std::int64_t(3));
        const auto answer = index->search(queryFor(kAll));
        QVERIFY(answer);
        QCOMPARE(sorted(idsOf(*answer)), m_oracle->matching(kAll));
    }

    void movesTheCommitPointWithoutAChange()
    {
        {
            const auto index = open();
            put(*index, "a", "{}");
            QVERIFY(index->commit({1, 1, "hash"}));
            QVERIFY(index->commit({9, 1, "hash"}));
        }
        QCOMPARE(open()->commits().front().sequence, std::int64_t{9});
    }

    void isSearchedByManyThreadsWhileItIsWrittenTo()
    {
        const auto index = open();
        fill(*index, 100);
        std::atomic<bool> done = false;
        std::atomic<int> failures = 0;
        std::atomic<int> searches = 0;
        std::vector<std::thread> threads;
        for (unsigned seed = 1; seed <= 4; ++seed) {
            threads.emplace_back([&, seed] {
                test::RandomDocuments random(seed);
                while (!done) {
                    IndexQuery query = queryFor(random.tree(2), 20);
                    query.facets = {"tag", "status"};
                    query.keepSnapshot = random.oneIn(5);
                    const auto answer = index->search(query);
                    failures +=
                        answer && answer->total >= static_cast<std::int64_t>(answer->hits.size()) ? 0 : 1;
                    ++searches;
                }
            });
        }
        fill(*index, 600);
        for (int round = 0; round < 5; ++round) {
            put(*index, "again", m_documents.document());
            QVERIFY(index->publish());
            QVERIFY(index->commit({round, 1, "h"}));
            QVERIFY(index->releaseWriter());
        }
        done = true;
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QVERIFY(searches > 0);
        QCOMPARE(sorted(idsOf(*index->search(queryFor(kAll)))), m_oracle->matching(kAll));
    }

    /// The library cannot map an empty positions file.
    void readsSegmentsWithoutAnyWord()
    {
        {
            const auto index = open();
            put(*index, "words", R"({"title":"fox"})");
            QVERIFY(index->publish());
            put(*index, "none", R"({"host":"h"})");
            QVERIFY(index->publish());
            QVERIFY(index->commit({1, 1, "h"}));
        }
        QCOMPARE(open()->search(queryFor(kAll))->total, std::int64_t{2});
    }

    void skipsTermsThatAreTooLong()
    {
        const auto index = open();
        put(*index, "long", nlohmann::json{{"host", std::string(40'000, 'x')}}.dump());
        QVERIFY(index->publish());
        QCOMPARE(index->search(queryFor(query::makeNode(query::Exists{"host"})))->total, std::int64_t{1});
    }

private:
    void checkOrder(const IndexAnswer &answer, const std::vector<api::SortField> &sort)
    {
        for (std::size_t n = 1; n < answer.hits.size(); ++n) {
            const IndexHit &a = answer.hits[n - 1];
            const IndexHit &b = answer.hits[n];
            int order = 0;
            for (std::size_t i = 0; i < sort.size() && order == 0; ++i) {
                const SortValue &left = a.sortValues[i];
                const SortValue &right = b.sortValues[i];
                const bool leftMissing = left.index() == 0;
                const bool rightMissing = right.index() == 0;
                if (leftMissing || rightMissing)
                    order = int(leftMissing) - int(rightMissing);
                else
                    order = (left < right ? -1 : int(right < left)) * (sort[i].descending ? -1 : 1);
                checkSortValue(a, sort[i], left);
            }
            QVERIFY(order < 0 || (order == 0 && a.id < b.id));
        }
    }
    void checkSortValue(const IndexHit &hit, const api::SortField &sort, const SortValue &value)
    {
        if (sort.field == "score" || sort.field == "id")
            return;
        const auto &values = m_oracle->documents().at(hit.id).values;
        const auto found = values.find(sort.field);
        if (found == values.end() || found->second.empty()) {
            QCOMPARE(value.index(), std::size_t{0});
            return;
        }
        const auto [least, greatest] = std::minmax_element(found->second.begin(), found->second.end());
        const query::FieldValue &expected = sort.descending ? *greatest : *least;
        if (const auto *text = std::get_if<std::string>(&expected))
            QCOMPARE(std::get<std::string>(value), *text);
        else if (const auto *number = std::get_if<std::int64_t>(&expected))
            QCOMPARE(std::get<std::int64_t>(value), *number);
        else
            QCOMPARE(std::get<double>(value), std::get<double>(expected));
    }
    void checkFacet(const api::Facet &facet, const query::NodePtr &root)
    {
        std::map<std::string, std::int64_t> counts;
        std::int64_t missing = 0;
        for (const std::string &id : m_oracle->matching(root)) {
            const auto &values = m_oracle->documents().at(id).values;
            const auto found = values.find(facet.field);
            std::set<std::string> distinct;
            if (found != values.end()) {
                for (const auto &value : found->second) {
                    if (const auto *text = std::get_if<std::string>(&value))
                        distinct.insert(*text);
                    else if (facet.field == "ok")
                        distinct.insert(std::get<std::int64_t>(value) != 0 ? "true" : "false");
                    else
                        distinct.insert(std::to_string(std::get<std::int64_t>(value)));
                }
            }
            missing += distinct.empty() ? 1 : 0;
            for (const std::string &value : distinct)
                ++counts[value];
        }
        QCOMPARE(facet.missingCount, missing);
        QCOMPARE(facet.distinctCount, static_cast<std::int64_t>(counts.size()));
        std::int64_t shown = 0;
        std::int64_t sum = 0;
        for (const auto &[value, count] : counts)
            sum += count;
        for (std::size_t i = 0; i < facet.values.size(); ++i) {
            QCOMPARE(facet.values[i].count, counts.at(facet.values[i].value));
            QVERIFY(i == 0 || facet.values[i - 1].count >= facet.values[i].count);
            shown += facet.values[i].count;
        }
        for (const auto &[value, count] : counts)
            QVERIFY(count <= facet.values.back().count ||
                    std::any_of(facet.values.begin(), facet.values.end(),
                                [&key = value](const api::FacetValue &known) { return known.value == key; }));
        QCOMPARE(facet.otherCount, sum - shown);
    }
};

QTEST_GUILESS_MAIN(TestLuceneIndex)
#include "tst_luceneindex.moc"
