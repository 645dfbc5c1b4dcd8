#include "core/cache/resultcache.h"
#include "support/fakeclock.h"

#include <QtTest>

#include <future>
#include <latch>
#include <stdexcept>
#include <thread>

using namespace explorer;
using namespace explorer::cache;
using namespace std::chrono_literals;

namespace
{

/// A loader that counts its calls and gives what it is told to.
struct Source {
    std::atomic<int> loads{0};
    std::string body = "answer";
    std::optional<Error> error;
    bool empty = false;
    bool storable = true;
    std::vector<std::string> tags;

    ResultCache::Loader loader()
    {
        return [this](bool) -> Result<Loaded> {
            ++loads;
            if (error)
                return fail(*error);
            return Loaded{body, storable, empty, tags};
        };
    }
};

Error errorOf(ErrorCode code) { return makeError(code, "reason", "It failed."); }

/// Takes background work and runs it when the test says so.
struct Queue {
    std::vector<std::function<void()>> tasks;
    bool isOpen = true;
    Executor executor()
    {
        return [this](std::function<void()> task) {
            if (isOpen)
                tasks.push_back(std::move(task));
            return isOpen;
        };
    }
    void run()
    {
        for (const auto &task : std::exchange(tasks, {}))
            task();
    }
};

} // namespace

class TestResultCache : public QObject
{
    Q_OBJECT

    test::FakeClock m_clock;
    std::unique_ptr<ResultCache> m_cache;
    CacheSettings m_settings;
    Queue m_queue;

    Result<CachedAnswer> ask(Source &source, const std::string &key = "k", const std::string &stale = "s")
    {
        return m_cache->get(key, stale, {"c"}, Deadline(), source.loader());
    }
    std::string statusOf(Source &source, const std::string &key = "k")
    {
        const Result<CachedAnswer> answer = ask(source, key);
        return answer ? answer->status : "error " + answer.error().reason;
    }

private Q_SLOTS:
    void init()
    {
        m_settings = {};
        m_settings.ttlJitter = 0;
        m_queue.tasks.clear();
        m_queue.isOpen = true;
        m_cache = makeLocalCache(m_settings, m_clock, m_queue.executor());
    }

    void loadsOnceAndServesWithItsAge()
    {
        Source source;
        QCOMPARE(statusOf(source), std::string("miss"));
        m_clock.advance(14s);
        const Result<CachedAnswer> answer = ask(source);
        QVERIFY(answer.has_value());
        QCOMPARE(answer->status, std::string("hit"));
        QCOMPARE(answer->ageMillis, 14'000);
        QCOMPARE(*answer->body, std::string("answer"));
        QCOMPARE(source.loads.load(), 1);
    }

    void newerDocumentsLeaveTheOldAnswerForFailures()
    {
        Source source;
        statusOf(source);
        QCOMPARE(m_cache->invalidate({"c"}, Removal::Fresh, false).entries, 1);
        source.error = errorOf(ErrorCode::Unavailable);
        QCOMPARE(statusOf(source), std::string("stale"));
        m_cache->invalidate({"c"}, Removal::Everything, false);
        m_clock.advance(2s);
        QCOMPARE(statusOf(source), std::string("error reason"));
    }

    void withoutRenewalAnAnswerEndsWithItsTime()
    {
        Source source;
        statusOf(source);
        QCOMPARE(m_cache->invalidate({"c"}, Removal::Renewal, false).entries, 1);
        m_clock.advance(50s);
        QCOMPARE(statusOf(source), std::string("hit"));
        QVERIFY(m_queue.tasks.empty());
        m_clock.advance(10s);
        QCOMPARE(statusOf(source), std::string("miss"));
        QCOMPARE(m_cache->statistics().expirations, 1);
    }

    void tagsOfTheLoaderNameAnAnswerToo()
    {
        Source source;
        source.tags = {kAggregateTag, "query:x"};
        statusOf(source);
        const Invalidated found = m_cache->invalidate({"c", "query:x"}, Removal::Fresh, true);
        QCOMPARE(found.entries, 1);
        QCOMPARE(found.aggregates, 1);
        QCOMPARE(m_cache->usage("query:x").entries, 1);
        QCOMPARE(m_cache->invalidate({"query:y"}, Removal::Fresh, true).entries, 0);
    }

    void aPreloadedAnswerIsAHitAndNoLookup()
    {
        Source source;
        const auto bytes = m_cache->preload("k", "s", {"c"}, source.loader());
        QVERIFY(bytes && *bytes > 0);
        QCOMPARE(*m_cache->preload("k", "s", {"c"}, source.loader()), 0);
        QCOMPARE(m_cache->statistics().misses, 0);
        QCOMPARE(statusOf(source), std::string("hit"));
        QCOMPARE(source.loads.load(), 1);
    }

    void aScanOfUniqueKeysDoesNotFlushTheHotOnes()
    {
        m_settings.capacityBytes = 1024 * 1024;
        m_cache = makeLocalCache(m_settings, m_clock);
        Source source;
        source.body = std::string(4000, 'x');
        const auto hot = [](int i) { return "hot" + std::to_string(i); };
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 50; ++i)
                QVERIFY(ask(source, hot(i), hot(i)));
        }
        for (int i = 0; i < 10'000; ++i)
            QVERIFY(ask(source, "scan" + std::to_string(i), "scan" + std::to_string(i)));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(ask(source, hot(i), hot(i))->status, std::string("hit"));
        QVERIFY(m_cache->statistics().sizeBytes <= m_settings.capacityBytes);
        QVERIFY(m_cache->statistics().notAdmitted > 1000);
    }

    void endsWithItsTimeToLive()
    {
        m_cache = makeLocalCache(m_settings, m_clock);
        Source source;
        statusOf(source);
        m_clock.advance(59'999ms);
        QCOMPARE(statusOf(source), std::string("hit"));
        m_clock.advance(1ms);
        QCOMPARE(statusOf(source), std::string("miss"));
        QCOMPARE(source.loads.load(), 2);
    }

    void jitterSpreadsTheEndsWithinATenth()
    {
        m_settings.ttlJitter = 0.1;
        m_cache = makeLocalCache(m_settings, m_clock);
        Source source;
        for (int i = 0; i < 200; ++i)
            statusOf(source, "k" + std::to_string(i));
        m_clock.advance(53'999ms);
        for (int i = 0; i < 200; ++i)
            QCOMPARE(statusOf(source, "k" + std::to_string(i)), std::string("hit"));
        m_clock.advance(6001ms);
        int ended = 0;
        for (int i = 0; i < 200; ++i)
            ended += statusOf(source, "k" + std::to_string(i)) == "miss" ? 1 : 0;
        QVERIFY(ended > 50 && ended < 150);
    }

    void emptyAnswersEndSooner()
    {
        Source source;
        source.empty = true;
        statusOf(source);
        m_clock.advance(9'999ms);
        QCOMPARE(statusOf(source), std::string("hit"));
        m_clock.advance(1ms);
        QCOMPARE(statusOf(source), std::string("miss"));
    }

    void partialAnswersAreNotKept()
    {
        Source source;
        source.storable = false;
        QCOMPARE(statusOf(source), std::string("miss"));
        QCOMPARE(statusOf(source), std::string("miss"));
        QCOMPARE(m_cache->statistics().entries, 0);
    }

    void answersOverTheEntryLimitAreGivenButNotKept()
    {
        Source source;
        source.body.assign(static_cast<std::size_t>(m_settings.entryLimitBytes) + 1, 'x');
        const Result<CachedAnswer> answer = ask(source);
        QCOMPARE(answer->body->size(), source.body.size());
        QCOMPARE(statusOf(source), std::string("miss"));
    }

    void theLastQuarterIsServedAndRefreshedOnce()
    {
        Source source;
        statusOf(source);
        m_clock.advance(44'999ms);
        statusOf(source);
        QVERIFY(m_queue.tasks.empty());
        m_clock.advance(1ms);
        source.body = "newer";
        for (int i = 0; i < 5; ++i)
            QCOMPARE(statusOf(source), std::string("hit"));
        QCOMPARE(m_queue.tasks.size(), std::size_t(1));
        QCOMPARE(source.loads.load(), 1);
        m_queue.run();
        QCOMPARE(source.loads.load(), 2);
        m_clock.advance(30s);
        const Result<CachedAnswer> answer = ask(source);
        QCOMPARE(answer->status, std::string("hit"));
        QCOMPARE(*answer->body, std::string("newer"));
        QCOMPARE(answer->ageMillis, 30'000);
        QCOMPARE(m_cache->statistics().backgroundRefreshes, 1);
    }

    void aFailedRefreshLeavesTheEntryToItsEnd()
    {
        Source source;
        statusOf(source);
        m_clock.advance(50s);
        statusOf(source);
        source.error = errorOf(ErrorCode::Internal);
        m_queue.run();
        QCOMPARE(statusOf(source), std::string("hit"));
        QVERIFY(m_queue.tasks.empty());
        m_clock.advance(10s);
        QCOMPARE(statusOf(source), std::string("error reason"));
    }

    void aFullQueuePutsTheRefreshOff()
    {
        Source source;
        statusOf(source);
        m_clock.advance(50s);
        m_queue.isOpen = false;
        QCOMPARE(statusOf(source), std::string("hit"));
        m_queue.isOpen = true;
        QCOMPARE(statusOf(source), std::string("hit"));
        QCOMPARE(m_queue.tasks.size(), std::size_t(1));
    }

    void aRefreshOutlivesTheCache()
    {
        Source source;
        statusOf(source);
        m_clock.advance(50s);
        statusOf(source);
        m_cache.reset();
        m_queue.run();
        QCOMPARE(source.loads.load(), 2);
    }

    void staleAnswersStandInForFailures_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *name, ErrorCode code, const char *expected) {
            QTest::newRow(name) << static_cast<int>(code) << QByteArray(expected);
        };
        row("unavailable", ErrorCode::Unavailable, "stale");
        row("io", ErrorCode::Io, "stale");
        row("deadline", ErrorCode::DeadlineExceeded, "stale");
        row("cancelled", ErrorCode::Cancelled, "error reason");
        row("invalid", ErrorCode::InvalidArgument, "error reason");
        row("forbidden", ErrorCode::PermissionDenied, "error reason");
        row("not found", ErrorCode::NotFound, "error reason");
    }

    void staleAnswersStandInForFailures()
    {
        QFETCH(int, code);
        QFETCH(QByteArray, expected);
        Source source;
        statusOf(source, "generation 1");
        m_clock.advance(23h);
        source.error = errorOf(static_cast<ErrorCode>(code));
        QCOMPARE(statusOf(source, "generation 2"), expected.toStdString());
    }

    void staleAnswersTellTheirAgeAndEndAfterADay()
    {
        Source source;
        statusOf(source, "generation 1");
        source.error = errorOf(ErrorCode::Unavailable);
        m_clock.advance(24h - 1ms);
        QCOMPARE(ask(source, "generation 2")->ageMillis, 24 * 3600 * 1000 - 1);
        m_clock.advance(1ms);
        QCOMPARE(statusOf(source, "generation 2"), std::string("error reason"));
        QCOMPARE(m_cache->statistics().staleHits, 1);
    }

    void errorsAreKeptForASecond()
    {
        Source source;
        source.error = errorOf(ErrorCode::InvalidArgument);
        statusOf(source);
        m_clock.advance(999ms);
        QCOMPARE(statusOf(source), std::string("error reason"));
        QCOMPARE(source.loads.load(), 1);
        m_clock.advance(1ms);
        source.error.reset();
        QCOMPARE(statusOf(source), std::string("miss"));
    }

    void personalErrorsAreNotKept_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("401") << static_cast<int>(ErrorCode::Unauthenticated);
        QTest::newRow("403") << static_cast<int>(ErrorCode::PermissionDenied);
        QTest::newRow("cancel") << static_cast<int>(ErrorCode::Cancelled);
        QTest::newRow("timeout") << static_cast<int>(ErrorCode::DeadlineExceeded);
    }

    void personalErrorsAreNotKept()
    {
        QFETCH(int, code);
        Source source;
        source.error = errorOf(static_cast<ErrorCode>(code));
        statusOf(source);
        statusOf(source);
        QCOMPARE(source.loads.load(), 2);
    }

    void reloadGoesAroundAndStores()
    {
        Source source;
        statusOf(source);
        source.body = "newer";
        const Result<CachedAnswer> answer = m_cache->reload("k", "s", {"c"}, source.loader());
        QCOMPARE(answer->status, std::string("bypass"));
        QCOMPARE(*ask(source)->body, std::string("newer"));
        source.error = errorOf(ErrorCode::Internal);
        QVERIFY(!m_cache->reload("k", "s", {"c"}, source.loader()).has_value());
        QCOMPARE(statusOf(source), std::string("hit"));
    }

    void invalidationByTagPreviewsItsCount()
    {
        Source source;
        for (const char *key : {"a", "b"})
            static_cast<void>(m_cache->get(key, key, {"orders", "products"}, Deadline(), source.loader()));
        static_cast<void>(m_cache->get("c", "c", {"tickets"}, Deadline(), source.loader()));
        QCOMPARE(m_cache->invalidate({"orders"}, Removal::Everything, true).entries, 2);
        QCOMPARE(m_cache->statistics().entries, 3);
        QCOMPARE(m_cache->invalidate({"orders"}, Removal::Everything, false).entries, 2);
        QCOMPARE(m_cache->statistics().entries, 1);
        QCOMPARE(m_cache->statistics().staleEntries, 1);
        QCOMPARE(m_cache->statistics().invalidations, 2);
        QCOMPARE(m_cache->clear(Removal::Everything, true).entries, 1);
        QCOMPARE(m_cache->clear(Removal::Everything, false).entries, 1);
        QCOMPARE(m_cache->statistics().sizeBytes, 0);
    }

    void aLoadUnderWayIsNotStoredPastAnInvalidation()
    {
        Source source;
        const ResultCache::Loader load = [&](bool) -> Result<Loaded> {
            m_cache->invalidate({"c"}, Removal::Everything, false);
            return Loaded{"old", true, false};
        };
        QVERIFY(m_cache->get("k", "s", {"c"}, Deadline(), load).has_value());
        QCOMPARE(statusOf(source), std::string("miss"));
    }

    void aThrowingLoaderIsAnErrorForEveryone()
    {
        const Result<CachedAnswer> answer = m_cache->get(
            "k", "s", {"c"}, Deadline(), [](bool) -> Result<Loaded> { throw std::runtime_error("broken"); });
        QVERIFY(!answer.has_value());
        QCOMPARE(answer.error().reason, std::string("loader_failed"));
        QVERIFY(answer.error().message.find("broken") != std::string::npos);
        m_clock.advance(1s);
        Source source;
        QCOMPARE(statusOf(source), std::string("miss"));
    }

    void twoHundredThreadsMakeOneLoad()
    {
        constexpr int kThreads = 200;
        m_settings.waitersLimit = kThreads;
        m_cache = makeLocalCache(m_settings, m_clock);
        std::latch start(kThreads);
        std::atomic<int> loads{0};
        std::atomic<int> good{0};
        std::vector<std::thread> threads;
        const ResultCache::Loader load = [&loads](bool) -> Result<Loaded> {
            ++loads;
            return Loaded{"one", true, false};
        };
        for (int i = 0; i < kThreads; ++i) {
            threads.emplace_back([&] {
                start.arrive_and_wait();
                const Result<CachedAnswer> answer = m_cache->get("k", "s", {"c"}, Deadline(), load);
                good += answer && *answer->body == "one" ? 1 : 0;
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(loads.load(), 1);
        QCOMPARE(good.load(), kThreads);
        QCOMPARE(m_cache->statistics().misses, 1);
        QCOMPARE(m_cache->statistics().hits, kThreads - 1);
    }

    void waitersPastTheLimitAreRefusedAndTheOthersServed()
    {
        m_settings.waitersLimit = 3;
        m_cache = makeLocalCache(m_settings, m_clock);
        std::promise<void> gate;
        std::shared_future<void> open = gate.get_future().share();
        std::promise<void> loading;
        const ResultCache::Loader load = [&loading, open](bool) -> Result<Loaded> {
            loading.set_value();
            open.wait();
            return Loaded{"late", true, false};
        };
        std::atomic<int> served{0};
        std::atomic<int> refused{0};
        const auto askOnce = [&] {
            const Result<CachedAnswer> answer = m_cache->get("k", "s", {"c"}, Deadline(), load);
            if (answer)
                ++served;
            else if (answer.error().reason == "cache_waiters_full" && answer.error().retryAfterSeconds == 1)
                ++refused;
        };
        std::vector<std::thread> threads;
        threads.emplace_back(askOnce);
        loading.get_future().wait();
        for (int i = 0; i < 10; ++i)
            threads.emplace_back(askOnce);
        QTRY_COMPARE(refused.load(), 7);
        gate.set_value();
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(served.load(), 4);
        QCOMPARE(m_cache->statistics().rejected, 7);
    }

    void aWaiterKeepsItsOwnDeadline()
    {
        std::promise<void> gate;
        std::promise<void> loading;
        std::thread loader([&] {
            static_cast<void>(m_cache->get("k", "s", {"c"}, Deadline(), [&](bool) -> Result<Loaded> {
                loading.set_value();
                gate.get_future().wait();
                return Loaded{"late", true, false};
            }));
        });
        loading.get_future().wait();
        Source source;
        const Result<CachedAnswer> answer =
            m_cache->get("k", "s", {"c"}, Deadline::after(20ms), source.loader());
        gate.set_value();
        loader.join();
        QVERIFY(!answer.has_value());
        QVERIFY(answer.error().code == ErrorCode::DeadlineExceeded);
        QCOMPARE(source.loads.load(), 0);
    }

    void aCancelledLoadIsTakenOverByAWaiter()
    {
        std::promise<void> gate;
        std::promise<void> loading;
        std::thread loader([&] {
            static_cast<void>(m_cache->get("k", "s", {"c"}, Deadline(), [&](bool) -> Result<Loaded> {
                loading.set_value();
                gate.get_future().wait();
                return fail(errorOf(ErrorCode::Cancelled));
            }));
        });
        loading.get_future().wait();
        Source source;
        std::future<std::string> waiter = std::async(std::launch::async, [&] { return statusOf(source); });
        gate.set_value();
        loader.join();
        QCOMPARE(waiter.get(), std::string("miss"));
        QCOMPARE(source.loads.load(), 1);
    }

    void pingStoresAndReads()
    {
        QVERIFY(m_cache->ping().has_value());
        QCOMPARE(m_cache->statistics().entries, 0);
        m_settings.capacityBytes = 100;
        m_cache = makeLocalCache(m_settings, m_clock);
        QCOMPARE(m_cache->ping().error().reason, std::string("cache_lost"));
    }
};

QTEST_GUILESS_MAIN(TestResultCache)
#include "tst_resultcache.moc"
