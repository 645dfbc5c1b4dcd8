#include "core/resilience/loginthrottle.h"
#include "support/fakeclock.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::resilience;
using namespace std::chrono_literals;

class TestLoginThrottle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void locksAnAccountFromOneAddressAfterFiveFailures();
    void delaysAnAccountFromManyAddresses();
    void stopsAnAddressAfterThirtyFailures();
    void forgivesAfterASuccess();
    void takesBackAnAttemptThatWasNotMade();
    void boundsItsMemory();
};

void TestLoginThrottle::locksAnAccountFromOneAddressAfterFiveFailures()
{
    test::FakeClock clock;
    LoginThrottle throttle({}, clock);
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(throttle.admit("ann", "10.0.0.1"), 0s);
        clock.advance(170s);
    }
    // The first failures leave the window during the lock, which holds all the same.
    QCOMPARE(throttle.admit("ann", "10.0.0.1"), 900s - 170s);
    QCOMPARE(throttle.admit("ann", "10.0.0.2"), 0s);
    clock.advance(729s);
    QCOMPARE(throttle.admit("ann", "10.0.0.1"), 1s);
    clock.advance(1s);
    QCOMPARE(throttle.admit("ann", "10.0.0.1"), 0s);
}

void TestLoginThrottle::delaysAnAccountFromManyAddresses()
{
    test::FakeClock clock;
    LoginThrottle throttle({}, clock);
    int address = 0;
    const auto attempt = [&] { return throttle.admit("ann", std::to_string(address++)); };
    for (int i = 0; i < 3; ++i)
        QCOMPARE(attempt(), 0s);
    for (const auto delay : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
        QCOMPARE(attempt(), delay);
        clock.advance(delay);
        QCOMPARE(attempt(), 0s);
    }
    QCOMPARE(throttle.admit("bob", "0"), 0s);
}

void TestLoginThrottle::stopsAnAddressAfterThirtyFailures()
{
    test::FakeClock clock;
    LoginThrottle throttle({}, clock);
    for (int i = 0; i < 30; ++i)
        QCOMPARE(throttle.admit("user" + std::to_string(i), "10.0.0.1"), 0s);
    QCOMPARE(throttle.admit("another", "10.0.0.1"), 900s);
    QCOMPARE(throttle.admit("another", "10.0.0.2"), 0s);
    clock.advance(900s);
    QCOMPARE(throttle.admit("another", "10.0.0.1"), 0s);
}

void TestLoginThrottle::forgivesAfterASuccess()
{
    test::FakeClock clock;
    LoginThrottle throttle({}, clock);
    for (int round = 0; round < 20; ++round) {
        QCOMPARE(throttle.admit("ann", "10.0.0.1"), 0s);
        QCOMPARE(throttle.admit("ann", "10.0.0.1"), 0s);
        throttle.succeeded("ann", "10.0.0.1");
    }
    // One failure a round stays with the address, 20 in all.
    for (int i = 0; i < 10; ++i)
        QCOMPARE(throttle.admit("user" + std::to_string(i), "10.0.0.1"), 0s);
    QVERIFY(throttle.admit("another", "10.0.0.1") > 0s);
}

void TestLoginThrottle::takesBackAnAttemptThatWasNotMade()
{
    test::FakeClock clock;
    LoginThrottle throttle({}, clock);
    for (int i = 0; i < 100; ++i) {
        QCOMPARE(throttle.admit("ann", "10.0.0.1"), 0s);
        throttle.withdraw("ann", "10.0.0.1");
    }
}

void TestLoginThrottle::boundsItsMemory()
{
    LruMap<int> map(3);
    for (const char *key : {"a", "b", "c"})
        map.touch(key) = 1;
    map.touch("a") = 2;
    map.touch("d") = 4;
    QCOMPARE(map.size(), std::size_t{3});
    QVERIFY(map.find("b") == nullptr);
    QCOMPARE(*map.find("a"), 2);
}

QTEST_GUILESS_MAIN(TestLoginThrottle)
#include "tst_loginthrottle.moc"
