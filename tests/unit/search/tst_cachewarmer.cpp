#include "core/search/cachewarmer.h"
#include "searchfixture.h"

#include <QTest>

#include <future>

using namespace explorer;
using explorer::test::SearchFixture;

namespace
{

constexpr std::int64_t kCapacity = 256LL * 1024 * 1024;
const char *const kSchema = R"({"fields":{"tag":"keyword","ts":"date"}})";

api::SearchRequest requestFor(const std::string &query)
{
    api::SearchRequest request;
    request.collections = {"notes"};
    request.query = query;
    return request;
}

std::string nameOf(const index::IndexQuery &query)
{
    return query.histogram ? "opening" : query::canonicalForm(query.root);
}

} // namespace

/// What warming asks the index for, and when it is over. The index's searches come from the warming thread
/// alone; it has ended when they are looked at.
class TestCacheWarmer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void asksThePopularFirstThenTheCritical();
    void leavesOutOtherCollectionsThanOrdered();
    void takesAQuarterOfTheCapacity();
    void isWarmAtNineTenths();
    void isOverAfterThirtySeconds();
    void waitsWhilePeopleSearch();
    void stopsAtOnceAndStartsNoMore();

private:
    search::CacheWarmer &makeWarmer(std::int64_t capacity = kCapacity)
    {
        m_warmer = std::make_unique<search::CacheWarmer>(*m_fixture->service, *m_fixture->database, capacity,
                                                         search::WarmingSettings(), m_fixture->clock,
                                                         m_fixture->logger);
        return *m_warmer;
    }
    /// Searched `times` each, the last the most often; then nothing of it is in the cache any more.
    void makePopular(int requests)
    {
        for (int i = 0; i < requests; ++i) {
            for (int times = 0; times <= i; ++times)
                QVERIFY(m_fixture->ask(requestFor("tag:t" + std::to_string(i))));
        }
        m_fixture->publish("notes");
        m_asked.clear();
    }
    void warmAll(search::CacheWarmer &warmer, const std::vector<std::string> &collections = {})
    {
        QVERIFY(warmer.start({"start", collections, {"admin"}, true}));
        QTRY_COMPARE(warmer.state().state, std::string("done"));
    }

    std::unique_ptr<SearchFixture> m_fixture;
    std::unique_ptr<search::CacheWarmer> m_warmer;
    std::vector<std::string> m_asked;
};

void TestCacheWarmer::init()
{
    m_fixture = std::make_unique<SearchFixture>();
    m_fixture->addCollection("notes", kSchema);
    m_fixture->put("notes", "1", R"({"tag":"none","ts":"2024-03-15T00:00:00Z"})");
    // What is asked for is there: an answer without hits is asked for corrections, too.
    for (const char *tag : {"t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "other"})
        m_fixture->put("notes", tag, std::string(R"({"tag":")") + tag + R"(","ts":"2024-03-15T00:00:00Z"})");
    m_fixture->publish("notes");
    m_fixture->index("notes").beforeSearch = [this](const auto &query) { m_asked.push_back(nameOf(query)); };
}

void TestCacheWarmer::cleanup()
{
    m_warmer.reset();
    m_fixture.reset();
    m_asked.clear();
}

void TestCacheWarmer::asksThePopularFirstThenTheCritical()
{
    m_fixture->addCollection("alarms", kSchema, true);
    m_fixture->publish("alarms");
    m_fixture->index("alarms").beforeSearch = [this](const auto &query) {
        m_asked.push_back("alarms " + nameOf(query));
    };
    makePopular(3);
    warmAll(makeWarmer());
    const std::vector<std::string> expected{R"(term"tag""t2")", R"(term"tag""t1")", R"(term"tag""t0")",
                                            "alarms opening"};
    QCOMPARE(m_asked, expected);
    QCOMPARE(m_warmer->state().done, std::int64_t{4});
    QCOMPARE(m_fixture->ask(requestFor("tag:t2"))->cache.status, std::string("hit"));
    QCOMPARE(m_asked.size(), expected.size());
}

void TestCacheWarmer::leavesOutOtherCollectionsThanOrdered()
{
    m_fixture->addCollection("alarms", kSchema, true);
    m_fixture->publish("alarms");
    makePopular(2);
    warmAll(makeWarmer(), {"alarms"});
    QVERIFY(m_asked.empty());
    QCOMPARE(m_fixture->index("alarms").searches.load(), 1);
}

void TestCacheWarmer::takesAQuarterOfTheCapacity()
{
    makePopular(4);
    warmAll(makeWarmer());
    const std::int64_t all = m_warmer->state().sizeBytes;
    QCOMPARE(m_warmer->state().limitBytes, kCapacity / 4);
    QVERIFY(all > 0);
    // Four answers of one size: a quarter of twice their bytes is reached with the second.
    m_fixture->publish("notes");
    m_asked.clear();
    warmAll(makeWarmer(2 * all));
    QCOMPARE(m_asked.size(), std::size_t{2});
    QVERIFY(m_warmer->state().sizeBytes >= m_warmer->state().limitBytes);
}

void TestCacheWarmer::isWarmAtNineTenths()
{
    constexpr int kRequests = 10;
    makePopular(kRequests);
    search::CacheWarmer &warmer = makeWarmer();
    std::vector<int> percents;
    std::vector<bool> awaited;
    m_fixture->index("notes").beforeSearch = [&](const auto &) {
        percents.push_back(warmer.state().percent);
        awaited.push_back(warmer.isAwaited());
    };
    warmAll(warmer);
    QCOMPARE(percents, (std::vector<int>{0, 11, 22, 33, 44, 55, 66, 77, 88, 100}));
    for (int i = 0; i < kRequests; ++i)
        QCOMPARE(bool(awaited[static_cast<std::size_t>(i)]), i < 9);
}

void TestCacheWarmer::isOverAfterThirtySeconds()
{
    makePopular(5);
    search::CacheWarmer &warmer = makeWarmer();
    m_fixture->index("notes").beforeSearch = [&](const auto &) {
        m_fixture->clock.advance(std::chrono::seconds(10));
    };
    warmAll(warmer);
    QCOMPARE(warmer.state().done, std::int64_t{3});
    QCOMPARE(warmer.state().percent, 100);
    QCOMPARE(warmer.state().tookMillis, std::int64_t{30'000});
    QVERIFY(!warmer.isAwaited());
}

void TestCacheWarmer::waitsWhilePeopleSearch()
{
    makePopular(2);
    search::CacheWarmer &warmer = makeWarmer();
    std::promise<void> mayAnswer;
    std::atomic<bool> isFirst = true;
    std::atomic<int> beside = 0;
    std::atomic<bool> isAsked = false;
    m_fixture->index("notes").beforeSearch = [&](const auto &) {
        if (isFirst.exchange(false)) {
            isAsked = true;
            mayAnswer.get_future().wait();
            return;
        }
        beside += m_fixture->service->running();
    };
    std::thread person([&] { QVERIFY(m_fixture->ask(requestFor("tag:other"))); });
    QTRY_VERIFY(isAsked);
    const int before = m_fixture->index("notes").searches;
    QVERIFY(warmer.start({"start", {}, {}, true}));
    QTRY_COMPARE(warmer.state().total, std::int64_t{2});
    // A few of its looks.
    QTest::qWait(100);
    QCOMPARE(m_fixture->index("notes").searches.load(), before);
    QCOMPARE(warmer.state().done, std::int64_t{0});
    mayAnswer.set_value();
    person.join();
    QTRY_COMPARE(warmer.state().state, std::string("done"));
    QCOMPARE(warmer.state().done, std::int64_t{2});
    QCOMPARE(beside.load(), 0);
}

void TestCacheWarmer::stopsAtOnceAndStartsNoMore()
{
    makePopular(3);
    search::CacheWarmer &warmer = makeWarmer();
    m_fixture->index("notes").beforeSearch = [](const index::IndexQuery &query) {
        while (!query.cancel.isCancelled())
            std::this_thread::yield();
    };
    QVERIFY(warmer.start({"start", {}, {}, true}));
    QVERIFY(!warmer.start({"manual", {}, {}, false}));
    warmer.stop();
    QCOMPARE(warmer.state().state, std::string("cancelled"));
    QVERIFY(warmer.state().done <= 1);
    QVERIFY(!warmer.start({"manual", {}, {}, false}));
}

QTEST_GUILESS_MAIN(TestCacheWarmer)
#include "tst_cachewarmer.moc"
