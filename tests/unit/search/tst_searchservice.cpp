#include "searchfixture.h"

#include "core/base/timestamp.h"

#include <QtTest>

#include <set>

using namespace explorer;
using namespace explorer::test;
using namespace std::chrono_literals;

namespace
{

constexpr const char *kTickets =
    R"({"fields":{"title":"text","host":"keyword","status":"long","ts":"date","price":"double"}})";
constexpr const char *kEvents = R"({"fields":{"title":"text","host":"keyword","when":"date"}})";

api::SearchRequest request(const std::string &query, std::vector<std::string> collections = {"tickets"})
{
    api::SearchRequest made;
    made.collections = std::move(collections);
    made.query = query;
    return made;
}

std::string ids(const api::SearchAnswer &answer)
{
    std::string text;
    for (const api::SearchHit &hit : answer.hits)
        text += (text.empty() ? "" : " ") + hit.id;
    return text;
}

} // namespace

class TestSearchService : public QObject
{
    Q_OBJECT

    std::unique_ptr<SearchFixture> m;

    api::SearchAnswer good(const api::SearchRequest &wanted, bool bypass = false)
    {
        return SearchFixture::take(m->ask(wanted, bypass));
    }
    std::string reason(const api::SearchRequest &wanted)
    {
        const Result<api::SearchAnswer> answer = m->ask(wanted);
        return answer ? "none" : answer.error().reason;
    }

private Q_SLOTS:
    void init()
    {
        m = std::make_unique<SearchFixture>();
        m->addCollection("tickets", kTickets);
        m->put(
            "tickets", "a",
            R"({"title":"Checkout is down","host":"web1","status":503,"ts":"2024-03-11T10:00:00Z","price":1.10})");
        m->put("tickets", "b",
               R"({"title":"Refund of an order","host":"web2","status":200,"ts":"2024-03-12T10:30:00Z"})");
        m->put(
            "tickets", "c",
            R"({"title":"checkout slow, checkout odd","host":"web1","status":504,"ts":"2024-03-12T11:00:00Z"})");
        m->publish("tickets");
    }
    void cleanup() { m.reset(); }

    void aSecondAskingIsAHit()
    {
        const api::SearchAnswer first = good(request("checkout"));
        QCOMPARE(first.cache.status, std::string("miss"));
        QCOMPARE(first.total, 2);
        m->clock.advance(14s);
        const api::SearchAnswer second = good(request("  (checkout) "));
        QCOMPARE(second.cache.status, std::string("hit"));
        QCOMPARE(second.cache.ageMillis, 14'000);
        QCOMPARE(ids(second), ids(first));
        QCOMPARE(m->index("tickets").searches.load(), 1);
        QCOMPARE(m->metrics.searches(1min).searches, 2);
    }

    void aNewGenerationIsAMiss()
    {
        const api::SearchAnswer first = good(request("checkout"));
        m->put("tickets", "d", R"({"title":"checkout again"})");
        QCOMPARE(good(request("checkout")).cache.status, std::string("hit"));
        m->publish("tickets");
        const api::SearchAnswer second = good(request("checkout"));
        QCOMPARE(second.cache.status, std::string("miss"));
        QCOMPARE(second.total, 3);
        QVERIFY(second.generation > first.generation);
    }

    void scopesDoNotShareAnswers()
    {
        static_cast<void>(good(request("checkout")));
        const auto other = m->ask(request("checkout"), false, "viewer");
        QVERIFY(other.has_value());
        QCOMPARE(other->cache.status, std::string("miss"));
    }

    void bypassAsksTheIndexAgain()
    {
        static_cast<void>(good(request("checkout")));
        QCOMPARE(good(request("checkout"), true).cache.status, std::string("bypass"));
        QCOMPARE(m->index("tickets").searches.load(), 2);
    }

    void nowIsStillWithinASecond()
    {
        api::SearchRequest wanted = request("ts:<now");
        QCOMPARE(good(wanted).cache.status, std::string("miss"));
        QCOMPARE(good(wanted).cache.status, std::string("hit"));
        m->clock.advance(1s);
        QCOMPARE(good(wanted).cache.status, std::string("miss"));
    }

    void sourcesAreGivenAsTheyStandOrCut()
    {
        api::SearchRequest wanted = request("status:503");
        const std::string whole = SearchFixture::take(m->service->search(wanted, "admin", false, {}));
        QVERIFY(whole.find(R"("price":1.10)") != std::string::npos);
        wanted.fields = {"price", "host"};
        const std::string cut = SearchFixture::take(m->service->search(wanted, "admin", false, {}));
        QVERIFY(cut.find(R"("source":{"host":"web1","price":1.10})") != std::string::npos);
    }

    void highlightsCountCodePoints()
    {
        m->put("tickets", "u", R"({"title":"Grüße 🛒 checkout"})");
        m->publish("tickets");
        api::SearchRequest wanted = request("checkout and grüße");
        wanted.highlight = true;
        const api::SearchAnswer answer = good(wanted);
        QCOMPARE(ids(answer), std::string("u"));
        const auto &spans = answer.hits[0].highlights.at("title");
        QCOMPARE(spans.size(), std::size_t(2));
        QCOMPARE(spans[0].offset, std::size_t(0));
        QCOMPARE(spans[0].length, std::size_t(5));
        QCOMPARE(spans[1].offset, std::size_t(8));
        QCOMPARE(spans[1].length, std::size_t(8));
    }

    void facetsAndHistogramAreCounted()
    {
        api::SearchRequest wanted = request("*");
        wanted.facets = {"host"};
        wanted.histogram = "ts:1d";
        wanted.size = 0;
        const api::SearchAnswer answer = good(wanted);
        QVERIFY(answer.hits.empty());
        QVERIFY(answer.nextCursor.empty());
        QCOMPARE(answer.total, 3);
        QCOMPARE(answer.facets.at(0).values.at(0).value, std::string("web1"));
        QCOMPARE(answer.facets.at(0).values.at(0).count, 2);
        QVERIFY(answer.histogram.has_value());
        QCOMPARE(answer.histogram->buckets.size(), std::size_t(2));
        QCOMPARE(answer.histogram->buckets[1].count, 2);
    }

    void filtersAndTimeRangeLimitTheHits()
    {
        api::SearchRequest wanted = request("*");
        wanted.filters = {"host:web1"};
        QCOMPARE(good(wanted).total, 2);
        wanted.time = api::TimeRange{"", "2024-03-12", "", ""};
        QCOMPARE(ids(good(wanted)), std::string("c"));
        wanted.time = api::TimeRange{"ts", "", "2024-03-12", ""};
        QCOMPARE(ids(good(wanted)), std::string("a"));
        wanted.time = api::TimeRange{"ts", "2024-03-12T11:00:00Z", "2024-03-12T11:00:00.001Z", ""};
        QCOMPARE(ids(good(wanted)), std::string("c"));
        wanted.time = api::TimeRange{"host", "2024", "", ""};
        QCOMPARE(reason(wanted), std::string("query_meaning"));
        wanted.time = api::TimeRange{"ts", "yesterday-ish", "", ""};
        QCOMPARE(reason(wanted), std::string("query_meaning"));
    }

    void aCursorReachesTheLastRowWhileWritesGoOn()
    {
        m->addCollection("many", R"({"fields":{"n":"long","t":"keyword"}})");
        for (int i = 0; i < 57; ++i)
            m->put("many", "id" + std::to_string(100 + i), R"({"n":)" + std::to_string(i % 5) + "}");
        m->publish("many");
        api::SearchRequest wanted = request("*", {"many"});
        wanted.sort = {{"n", true}};
        wanted.size = 10;
        std::vector<std::string> seen;
        int pages = 0;
        for (;; ++pages) {
            const api::SearchAnswer answer = good(wanted);
            QCOMPARE(answer.total, 57);
            for (const api::SearchHit &hit : answer.hits)
                seen.push_back(hit.id);
            if (answer.nextCursor.empty())
                break;
            wanted.cursor = answer.nextCursor;
            m->put("many", "new" + std::to_string(pages), R"({"n":3})");
            m->publish("many");
        }
        QCOMPARE(pages, 5);
        QCOMPARE(seen.size(), std::size_t(57));
        QCOMPARE(std::set<std::string>(seen.begin(), seen.end()).size(), std::size_t(57));
        QCOMPARE(seen.front(), std::string("id104"));
        wanted.cursor.clear();
        QCOMPARE(good(wanted).total, 62);
    }

    void severalCollectionsAreMerged()
    {
        m->addCollection("events", kEvents);
        m->put("events", "a", R"({"title":"checkout deployed","host":"web1","when":"2024-03-20T00:00:00Z"})");
        m->put("events", "z", R"({"title":"nothing","host":"web9","when":"2024-03-21T00:00:00Z"})");
        m->publish("events");
        api::SearchRequest wanted = request("*", {"tickets", "events"});
        wanted.sort = {{"host", false}};
        wanted.facets = {"host"};
        wanted.size = 2;
        std::string all;
        for (int page = 0; page < 3; ++page) {
            const api::SearchAnswer answer = good(wanted);
            QCOMPARE(answer.total, 5);
            QCOMPARE(answer.facets.at(0).values.at(0).value, std::string("web1"));
            QCOMPARE(answer.facets.at(0).values.at(0).count, 3);
            for (const api::SearchHit &hit : answer.hits)
                all += hit.collection + "/" + hit.id + " ";
            wanted.cursor = answer.nextCursor;
        }
        QCOMPARE(all, std::string("tickets/a events/a tickets/c tickets/b events/z "));
        QVERIFY(wanted.cursor.empty());
    }

    void aFieldOfOneCollectionOnlySortsTheOtherLast()
    {
        m->addCollection("events", kEvents);
        m->put("events", "e", R"({"title":"x","when":"2024-03-20T00:00:00Z"})");
        m->publish("events");
        api::SearchRequest wanted = request("*", {"events", "tickets"});
        wanted.sort = {{"status", true}};
        wanted.facets = {"status"};
        const api::SearchAnswer answer = good(wanted);
        QCOMPARE(ids(answer), std::string("c a b e"));
        QCOMPARE(answer.facets.at(0).missingCount, 1);
    }

    void histogramsOfSeveralCollectionsShareTheirInterval()
    {
        m->addCollection("events", kTickets);
        m->put("events", "e", R"({"title":"x","ts":"2021-03-20T00:00:00Z"})");
        m->publish("events");
        api::SearchRequest wanted = request("*", {"events", "tickets"});
        wanted.histogram = "ts:auto";
        const api::SearchAnswer answer = good(wanted);
        QVERIFY(answer.histogram.has_value());
        std::int64_t sum = 0;
        for (const api::HistogramBucket &bucket : answer.histogram->buckets)
            sum += bucket.count;
        QCOMPARE(sum, 4);
        QVERIFY(answer.histogram->buckets.size() > 30 && answer.histogram->buckets.size() <= 120);
    }

    void anExpiredCursorSaysSo()
    {
        api::SearchRequest wanted = request("*");
        wanted.size = 1;
        wanted.cursor = good(wanted).nextCursor;
        QVERIFY(!wanted.cursor.empty());
        m->put("tickets", "d", R"({"title":"new"})");
        m->publish("tickets");
        m->clock.advance(6min);
        const auto answer = m->ask(wanted);
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().reason, std::string("cursor_expired"));
        QVERIFY(answer.error().code == ErrorCode::NotFound);
    }

    void aForeignCursorIsRefused()
    {
        api::SearchRequest wanted = request("*");
        wanted.size = 1;
        const std::string cursor = good(wanted).nextCursor;
        wanted.cursor = cursor;
        wanted.cursor[20] = wanted.cursor[20] == 'A' ? 'B' : 'A';
        QCOMPARE(reason(wanted), std::string("cursor_invalid"));
        wanted.cursor = cursor;
        wanted.size = 2;
        QCOMPARE(reason(wanted), std::string("cursor_invalid"));
        wanted.size = 1;
        const auto other = m->ask(wanted, false, "viewer");
        QVERIFY(!other && other.error().reason == "cursor_invalid");
    }

    void anOffsetPassesOverHits()
    {
        api::SearchRequest wanted = request("*");
        wanted.sort = {{"id", false}};
        wanted.size = 1;
        wanted.offset = 1;
        const api::SearchAnswer second = good(wanted);
        QCOMPARE(ids(second), std::string("b"));
        QCOMPARE(second.total, 3);
        wanted.offset = 0;
        QCOMPARE(ids(good(wanted)), std::string("a"));
        wanted.cursor = good(wanted).nextCursor;
        wanted.offset = 1;
        QCOMPARE(ids(good(wanted)), std::string("c"));
        wanted.offset = 2;
        const api::SearchAnswer beyond = good(wanted);
        QVERIFY(beyond.hits.empty());
        QVERIFY(beyond.nextCursor.empty());
        wanted.offset = 10'001;
        QCOMPARE(reason(wanted), std::string("limit_exceeded"));
    }

    void anOffsetCountsOverCollections()
    {
        m->addCollection("events", kEvents);
        for (const char *id : {"a2", "b2"})
            m->put("events", id, R"({"title":"event"})");
        m->publish("events");
        api::SearchRequest wanted = request("*", {"tickets", "events"});
        wanted.sort = {{"id", false}};
        wanted.size = 1;
        wanted.offset = 2;
        const api::SearchAnswer third = good(wanted);
        QCOMPARE(ids(third), std::string("b"));
        wanted.cursor = third.nextCursor;
        wanted.offset = 0;
        QCOMPARE(ids(good(wanted)), std::string("b2"));
    }

    void aLaterPageNeedNotCountAgain()
    {
        api::SearchRequest wanted = request("*");
        wanted.sort = {{"ts", true}};
        wanted.size = 1;
        wanted.histogram = "ts:auto";
        wanted.facets = {"host"};
        wanted.cursor = good(wanted).nextCursor;
        wanted.histogram.clear();
        wanted.facets.clear();
        const api::SearchAnswer second = good(wanted);
        QCOMPARE(ids(second), std::string("b"));
        QCOMPARE(second.total, 3);
        QVERIFY(!second.histogram);
    }

    void aStaleAnswerStandsInForAFailingIndex()
    {
        const api::SearchAnswer first = good(request("checkout"));
        m->clock.advance(2h);
        m->index("tickets").failure = makeError(ErrorCode::Io, "broken", "The disk is gone.");
        const api::SearchAnswer stale = good(request("checkout"));
        QCOMPARE(stale.cache.status, std::string("stale"));
        QCOMPARE(stale.cache.ageMillis, 2 * 3600 * 1000);
        QCOMPARE(ids(stale), ids(first));
        QCOMPARE(reason(request("refund")), std::string("broken"));
        QCOMPARE(m->ask(request("checkout"), false, "viewer").error().reason, std::string("broken"));
    }

    void aFailingIndexOpensItsBreaker()
    {
        m->index("tickets").failure = makeError(ErrorCode::Io, "broken", "The disk is gone.");
        for (int i = 0; i < 10; ++i)
            QCOMPARE(reason(request("word" + std::to_string(i))), std::string("broken"));
        const auto refused = m->ask(request("another"));
        QCOMPARE(refused.error().reason, std::string("breaker_open"));
        QVERIFY(refused.error().retryAfterSeconds.has_value());
        QCOMPARE(m->index("tickets").searches.load(), 10);
        m->index("tickets").failure.reset();
        m->clock.advance(10s);
        QCOMPARE(good(request("checkout")).total, 2);
    }

    void timeoutsAreNeverKept()
    {
        m->index("tickets").failure = makeError(ErrorCode::DeadlineExceeded, "search_timeout", "Too slow.");
        QCOMPARE(reason(request("checkout")), std::string("search_timeout"));
        m->index("tickets").failure.reset();
        QCOMPARE(good(request("checkout")).cache.status, std::string("miss"));
    }

    void aDocumentGoneFromTheDatabaseIsSkipped()
    {
        SearchFixture::check(
            m->database->writeAndWait([this](storage::Connection &connection) -> Result<void> {
                const auto gone = storage::DocumentStore::remove(connection, m->keys.at("tickets"), "a");
                return gone ? Result<void>() : fail(gone.error());
            }));
        const api::SearchAnswer answer = good(request("checkout"));
        QCOMPARE(ids(answer), std::string("c"));
        QCOMPARE(answer.total, 2);
    }

    void limitsAreNamed_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("facets");
        QTest::addColumn<int>("timeout");
        QTest::addColumn<QByteArray>("pointer");
        QTest::newRow("size below") << -1 << 0 << 100 << QByteArray("/size");
        QTest::newRow("size above") << 201 << 0 << 100 << QByteArray("/size");
        QTest::newRow("facets") << 10 << 11 << 100 << QByteArray("/facets");
        QTest::newRow("timeout above") << 10 << 0 << 5001 << QByteArray("/timeout_ms");
        QTest::newRow("timeout below") << 10 << 0 << 0 << QByteArray("/timeout_ms");
    }

    void limitsAreNamed()
    {
        QFETCH(int, size);
        QFETCH(int, facets);
        QFETCH(int, timeout);
        QFETCH(QByteArray, pointer);
        api::SearchRequest wanted = request("*");
        wanted.size = size;
        wanted.facets.assign(static_cast<std::size_t>(facets), "host");
        wanted.timeoutMillis = timeout;
        const auto answer = m->ask(wanted);
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().reason, std::string("limit_exceeded"));
        QCOMPARE(answer.error().details.at(0).pointer, pointer.toStdString());
    }

    void errorsAreToldApart()
    {
        QCOMPARE(reason(request("*", {"nowhere"})), std::string("collection_unknown"));
        QCOMPARE(reason(request("(a")), std::string("query_syntax"));
        QCOMPARE(reason(request("status:abc")), std::string("query_meaning"));
        api::SearchRequest wanted = request("*");
        wanted.filters = {"ok", "(a"};
        const auto answer = m->ask(wanted);
        QCOMPARE(answer.error().details.at(0).pointer, std::string("/filters/1"));
        wanted = request("*");
        wanted.sort = {{"nothing", false}};
        QCOMPARE(reason(wanted), std::string("sort_field"));
        wanted = request("*");
        wanted.facets = {"nothing"};
        QCOMPARE(reason(wanted), std::string("facet_field"));
        wanted = request("*");
        wanted.histogram = "host:1d";
        QCOMPARE(reason(wanted), std::string("histogram_field"));
    }

    void warningsArePassedOn()
    {
        const api::SearchAnswer answer = good(request("nosuch:x"));
        QCOMPARE(answer.total, 0);
        QCOMPARE(answer.warnings.at(0).code, std::string("unknown_field"));
    }

    void validationTellsEverythingAtOnce()
    {
        const auto bad = SearchFixture::take(m->service->validate(request("status:abc and status:def")));
        QCOMPARE(bad.errors.size(), std::size_t(2));
        QVERIFY(bad.canonical.empty());
        const auto fine = SearchFixture::take(m->service->validate(request("checkout nosuch:x")));
        QVERIFY(fine.errors.empty());
        QCOMPARE(fine.warnings.size(), std::size_t(1));
        QVERIFY(!fine.canonical.empty());
        QVERIFY(!m->service->validate(request("*", {"nowhere"})).has_value());
    }
};

QTEST_GUILESS_MAIN(TestSearchService)
#include "tst_searchservice.moc"
