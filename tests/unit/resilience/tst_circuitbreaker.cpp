#include "core/resilience/circuitbreaker.h"
#include "support/fakeclock.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::resilience;
using namespace std::chrono_literals;

class TestCircuitBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensByFailuresAndSlowness_data();
    void opensByFailuresAndSlowness();
    void forgetsCallsOlderThanTheWindow();
    void failsAtOnceWhileOpen();
    void closesAfterThreeGoodProbesOneAtATime();
    void waitsTwiceAsLongAfterABadProbe();
    void ignoresResultsOfAnEarlierGeneration();
    void freesTheProbeOfACancelledCall();
};

namespace
{

struct Breaker {
    test::FakeClock clock;
    // 0.5 is the middle of the jitter: none.
    CircuitBreaker breaker{"database", {}, clock, [] { return 0.5; }};

    void call(CallResult result, std::chrono::milliseconds took = 0ms)
    {
        const auto ticket = breaker.acquire();
        if (!ticket)
            return;
        clock.advance(took);
        breaker.report(*ticket, result);
    }
    void breakIt()
    {
        for (int i = 0; i < 10; ++i)
            call(CallResult::Failure);
    }
};

} // namespace

void TestCircuitBreaker::opensByFailuresAndSlowness_data()
{
    QTest::addColumn<int>("good");
    QTest::addColumn<int>("slow");
    QTest::addColumn<int>("bad");
    QTest::addColumn<int>("neutral");
    QTest::addColumn<bool>("isOpen");
    QTest::newRow("nine failures are too few") << 0 << 0 << 9 << 0 << false;
    QTest::newRow("ten failures") << 0 << 0 << 10 << 0 << true;
    QTest::newRow("half fail") << 5 << 0 << 5 << 0 << true;
    QTest::newRow("under half fail") << 6 << 0 << 5 << 0 << false;
    QTest::newRow("80 % slow") << 2 << 8 << 0 << 0 << true;
    QTest::newRow("under 80 % slow") << 3 << 7 << 0 << 0 << false;
    QTest::newRow("cancelled calls do not count") << 0 << 0 << 9 << 40 << false;
    QTest::newRow("only the last 50 count") << 60 << 0 << 24 << 0 << false;
    QTest::newRow("25 of the last 50") << 60 << 0 << 25 << 0 << true;
}

void TestCircuitBreaker::opensByFailuresAndSlowness()
{
    QFETCH(int, good);
    QFETCH(int, slow);
    QFETCH(int, bad);
    QFETCH(int, neutral);
    QFETCH(bool, isOpen);
    Breaker tested;
    for (int i = 0; i < neutral; ++i)
        tested.call(CallResult::Neutral);
    for (int i = 0; i < good; ++i)
        tested.call(CallResult::Success);
    for (int i = 0; i < slow; ++i)
        tested.call(CallResult::Success, 2001ms);
    for (int i = 0; i < bad; ++i)
        tested.call(CallResult::Failure);
    QCOMPARE(tested.breaker.state() == BreakerState::Open, isOpen);
}

void TestCircuitBreaker::forgetsCallsOlderThanTheWindow()
{
    Breaker tested;
    for (int i = 0; i < 9; ++i)
        tested.call(CallResult::Failure);
    tested.clock.advance(31s);
    tested.call(CallResult::Failure);
    QVERIFY(tested.breaker.state() == BreakerState::Closed);
}

void TestCircuitBreaker::failsAtOnceWhileOpen()
{
    Breaker tested;
    tested.breakIt();
    const auto refused = tested.breaker.acquire();
    QVERIFY(!refused);
    QCOMPARE(refused.error().reason, std::string("breaker_open"));
    QCOMPARE(refused.error().retryAfterSeconds, std::optional<int>(5));
    tested.clock.advance(4999ms);
    QVERIFY(!tested.breaker.acquire());
    tested.clock.advance(1ms);
    QVERIFY(tested.breaker.state() == BreakerState::HalfOpen);
}

void TestCircuitBreaker::closesAfterThreeGoodProbesOneAtATime()
{
    Breaker tested;
    tested.breakIt();
    tested.clock.advance(5s);
    for (int i = 0; i < 3; ++i) {
        const auto probe = tested.breaker.acquire();
        QVERIFY(probe);
        QVERIFY(!tested.breaker.acquire());
        tested.breaker.report(*probe, CallResult::Success);
    }
    QVERIFY(tested.breaker.state() == BreakerState::Closed);
}

void TestCircuitBreaker::waitsTwiceAsLongAfterABadProbe()
{
    Breaker tested;
    tested.breakIt();
    for (const auto wait : {5s, 10s, 20s, 40s, 60s, 60s}) {
        tested.clock.advance(wait - 1ms);
        QVERIFY(tested.breaker.state() == BreakerState::Open);
        tested.clock.advance(1ms);
        tested.call(CallResult::Failure);
        QVERIFY(tested.breaker.state() == BreakerState::Open);
    }
}

void TestCircuitBreaker::ignoresResultsOfAnEarlierGeneration()
{
    Breaker tested;
    const auto old = tested.breaker.acquire();
    QVERIFY(old);
    tested.breakIt();
    tested.clock.advance(5s);
    const auto probe = tested.breaker.acquire();
    QVERIFY(probe);
    tested.breaker.report(*old, CallResult::Failure);
    QVERIFY(tested.breaker.state() == BreakerState::HalfOpen);
    // Nor does it free the place of the probe.
    QVERIFY(!tested.breaker.acquire());
}

void TestCircuitBreaker::freesTheProbeOfACancelledCall()
{
    Breaker tested;
    tested.breakIt();
    tested.clock.advance(5s);
    tested.call(CallResult::Neutral);
    QVERIFY(tested.breaker.acquire());
}

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_circuitbreaker.moc"
