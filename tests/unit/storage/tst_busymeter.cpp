#include "core/storage/busymeter_p.h"

#include <QtTest>

using explorer::storage::BusyMeter;
using namespace std::chrono_literals;

class TestBusyMeter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsIdle();
    void sharesWorkOutOverTheSeconds();
    void forgetsWhatIsOlderThanAMinute();
    void neverExceedsOne();
};

namespace
{
const BusyMeter::TimePoint kStart(1000s);
}

void TestBusyMeter::startsIdle() { QCOMPARE(BusyMeter().ratio(kStart), 0.0); }

void TestBusyMeter::sharesWorkOutOverTheSeconds()
{
    BusyMeter meter;
    meter.record(kStart + 500ms, kStart + 3500ms);
    meter.record(kStart + 4s, kStart + 7s);
    QCOMPARE(meter.ratio(kStart + 10s), 0.1);
}

void TestBusyMeter::forgetsWhatIsOlderThanAMinute()
{
    BusyMeter meter;
    meter.record(kStart, kStart + 6s);
    QCOMPARE(meter.ratio(kStart + 62s), 3.0 / 60);
    QCOMPARE(meter.ratio(kStart + 100s), 0.0);
}

void TestBusyMeter::neverExceedsOne()
{
    BusyMeter meter;
    meter.record(kStart, kStart + 500s);
    QCOMPARE(meter.ratio(kStart + 499s + 999ms), 1.0);
}

QTEST_GUILESS_MAIN(TestBusyMeter)
#include "tst_busymeter.moc"
