#include "core/resilience/ratelimiter.h"
#include "core/resilience/retrypolicy.h"
#include "support/fakeclock.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::resilience;
using namespace std::chrono_literals;

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sleepsWithFullJitterThreeAttemptsLong();
    void honoursRetryAfterUpToItsLimit();
    void neverSleepsPastTheDeadline();
    void keepsRetriesWithinTheBudget();
    void admitsABurstAndThenTheRate();
    void keepsTheBucketsOfKeysApart();
};

void TestRetryPolicy::sleepsWithFullJitterThreeAttemptsLong()
{
    RetryPolicy policy({}, [] { return 0.5; });
    RetryPolicy::Call call(policy);
    QCOMPARE(call.next(10s), std::optional(50ms));
    QCOMPARE(call.next(10s), std::optional(100ms));
    QVERIFY(!call.next(10s));
}

void TestRetryPolicy::honoursRetryAfterUpToItsLimit()
{
    RetryPolicy policy({}, [] { return 0.5; });
    RetryPolicy::Call call(policy);
    QVERIFY(!call.next(60s, 31s));
    QCOMPARE(call.next(60s, 30s), std::optional<std::chrono::milliseconds>(30s));
}

void TestRetryPolicy::neverSleepsPastTheDeadline()
{
    RetryPolicy policy({}, [] { return 0.5; });
    RetryPolicy::Call call(policy);
    QVERIFY(!call.next(50ms));
    QVERIFY(call.next(51ms));
}

void TestRetryPolicy::keepsRetriesWithinTheBudget()
{
    RetryPolicy policy({}, [] { return 0.0; });
    std::vector<std::unique_ptr<RetryPolicy::Call>> calls;
    for (int i = 0; i < 20; ++i)
        calls.push_back(std::make_unique<RetryPolicy::Call>(policy));
    int retried = 0;
    for (const auto &call : calls)
        retried += call->next(1s) ? 1 : 0;
    QCOMPARE(retried, 4);
    calls.erase(calls.begin());
    QVERIFY(!calls.back()->next(1s));
    calls.resize(1);
    QVERIFY(calls.front()->next(1s));
}

void TestRetryPolicy::admitsABurstAndThenTheRate()
{
    test::FakeClock clock;
    RateLimiter limiter(kUserRate, clock);
    for (int i = 0; i < 100; ++i)
        QCOMPARE(limiter.take("ann"), 0ms);
    QCOMPARE(limiter.take("ann"), 20ms);
    clock.advance(20ms);
    QCOMPARE(limiter.take("ann"), 0ms);
    QVERIFY(limiter.take("ann") > 0ms);
    clock.advance(1s);
    int admitted = 0;
    while (limiter.take("ann") == 0ms)
        ++admitted;
    QCOMPARE(admitted, 50);
}

void TestRetryPolicy::keepsTheBucketsOfKeysApart()
{
    test::FakeClock clock;
    RateLimiter limiter({1, 1}, clock, 2);
    QCOMPARE(limiter.take("a"), 0ms);
    QVERIFY(limiter.take("a") > 0ms);
    QCOMPARE(limiter.take("b"), 0ms);
}

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
