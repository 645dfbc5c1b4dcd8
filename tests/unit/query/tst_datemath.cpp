#include "core/query/query.h"

#include "core/base/timestamp.h"

#include <QTest>

using namespace explorer;
using query::CalendarInterval;

namespace
{

UnixMillis at(const char *text) { return fromRfc3339(text).value_or(-1); }
QString shown(UnixMillis millis) { return QString::fromStdString(toRfc3339(millis)); }

} // namespace

class DateMathTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resolvesIntervals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        const auto row = [](const char *text, const char *zone, const char *from, const char *to) {
            QTest::addRow("%s %s", text, zone) << text << zone << from << to;
        };
        row("2024", "", "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z");
        row("2024-02", "", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z");
        row("2024-02-29", "UTC", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
        row("2024-02-29T10", "", "2024-02-29T10:00:00Z", "2024-02-29T11:00:00Z");
        row("2024-02-29T10:30", "", "2024-02-29T10:30:00Z", "2024-02-29T10:31:00Z");
        row("2024-02-29 10:30:05", "", "2024-02-29T10:30:05Z", "2024-02-29T10:30:06Z");
        row("2024-02-29T10:30:05.25Z", "", "2024-02-29T10:30:05.250Z", "2024-02-29T10:30:05.251Z");
        row("2024-02-29T10:30+02:00", "", "2024-02-29T08:30:00Z", "2024-02-29T08:31:00Z");
        row("1705312800000", "", "2024-01-15T10:00:00Z", "2024-01-15T10:00:00.001Z");
        row("now", "", "2024-03-15T12:34:56Z", "2024-03-15T12:34:56.001Z");
        row("now-1d/d", "", "2024-03-14T00:00:00Z", "2024-03-15T00:00:00Z");
        row("now/w", "", "2024-03-11T00:00:00Z", "2024-03-18T00:00:00Z");
        row("now/H-90m", "", "2024-03-15T10:30:00Z", "2024-03-15T11:30:00Z");
        row("2024-01-31||+1M", "", "2024-02-29T00:00:00Z", "2024-03-01T00:00:00Z");
        row("2024-02-15||/M", "", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z");
        row("2024-02||-1y+1d", "", "2023-02-02T00:00:00Z", "2023-03-02T00:00:00Z");
        row("2024-03-31", "Europe/Berlin", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z");
        row("2024-10-27", "Europe/Berlin", "2024-10-26T22:00:00Z", "2024-10-27T23:00:00Z");
        row("2024-03-31T02:30", "Europe/Berlin", "2024-03-31T01:00:00Z", "2024-03-31T01:01:00Z");
        row("now/d", "Asia/Kolkata", "2024-03-14T18:30:00Z", "2024-03-15T18:30:00Z");
        row("now/h", "Asia/Kolkata", "2024-03-15T12:30:00Z", "2024-03-15T13:30:00Z");
    }
    void resolvesIntervals()
    {
        QFETCH(QString, text);
        QFETCH(QString, zone);
        QFETCH(QString, from);
        QFETCH(QString, to);
        const auto interval =
            query::resolveDate(text.toStdString(), at("2024-03-15T12:34:56Z"), zone.toStdString());
        QVERIFY(interval.has_value());
        QCOMPARE(shown(interval->from), from);
        QCOMPARE(shown(interval->to), to);
    }

    void refusesWhatIsNoDate_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"", "yesterday", "2024-13", "2024-02-30", "2024-2-3", "2024-02-03T25", "now+", "now-1x",
              "now/1d", "now1d", "nowhere", "2024|", "now-99999999999d", "now+9999y", "2024-02-03Z",
              "0000-01-01", "now-9999999y", "2024-02-03T10:00:00.Z"})
            QTest::newRow(text) << text;
    }
    void refusesWhatIsNoDate()
    {
        QFETCH(QString, text);
        QVERIFY(!query::resolveDate(text.toStdString(), at("2024-03-15T12:34:56Z"), {}).has_value());
    }

    void refusesAnUnknownZone()
    {
        const auto interval = query::resolveDate("now", 0, "Mars/Olympus");
        QVERIFY(!interval);
        QCOMPARE(interval.error().reason, std::string("zone_unknown"));
    }

    void readsIntervals()
    {
        for (const char *text : {"1h", "2d", "1M", "15m", "10s", "1w", "1y"})
            QCOMPARE(CalendarInterval::parse(text).value_or(CalendarInterval{}).toString(),
                     std::string(text));
        for (const char *text : {"", "h", "0d", "-1d", "1", "1x", "1hh", "999999999999d", "1.5h"})
            QVERIFY(!CalendarInterval::parse(text).has_value());
    }

    void floorsToBuckets_data()
    {
        QTest::addColumn<QString>("interval");
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("moment");
        QTest::addColumn<QString>("start");
        QTest::addColumn<QString>("next");
        const auto row = [](const char *interval, const char *zone, const char *moment, const char *start,
                            const char *next) {
            QTest::addRow("%s %s %s", interval, zone, moment) << interval << zone << moment << start << next;
        };
        row("1h", "", "2024-03-15T12:34:56Z", "2024-03-15T12:00:00Z", "2024-03-15T13:00:00Z");
        row("1w", "", "2024-03-17T23:59:59Z", "2024-03-11T00:00:00Z", "2024-03-18T00:00:00Z");
        row("1M", "", "2024-02-29T12:00:00Z", "2024-02-01T00:00:00Z", "2024-03-01T00:00:00Z");
        row("3M", "", "2024-05-01T00:00:00Z", "2024-04-01T00:00:00Z", "2024-07-01T00:00:00Z");
        row("1y", "", "1969-12-31T23:59:59Z", "1969-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
        row("15m", "", "1969-12-31T23:59:59Z", "1969-12-31T23:45:00Z", "1970-01-01T00:00:00Z");
        row("1d", "Europe/Berlin", "2024-03-31T12:00:00Z", "2024-03-30T23:00:00Z", "2024-03-31T22:00:00Z");
        row("3h", "Europe/Berlin", "2024-03-31T01:30:00Z", "2024-03-31T01:00:00Z", "2024-03-31T04:00:00Z");
        row("3h", "Europe/Berlin", "2024-10-27T01:30:00Z", "2024-10-26T22:00:00Z", "2024-10-27T02:00:00Z");
        row("1h", "Europe/Berlin", "2024-10-27T01:30:00Z", "2024-10-27T01:00:00Z", "2024-10-27T02:00:00Z");
    }
    void floorsToBuckets()
    {
        QFETCH(QString, interval);
        QFETCH(QString, zone);
        QFETCH(QString, moment);
        QFETCH(QString, start);
        QFETCH(QString, next);
        const CalendarInterval parsed =
            CalendarInterval::parse(interval.toStdString()).value_or(CalendarInterval{});
        const UnixMillis floored = parsed.floor(at(moment.toLatin1().constData()), zone.toStdString());
        QCOMPARE(shown(floored), start);
        QCOMPARE(shown(parsed.next(floored, zone.toStdString())), next);
    }

    void bucketsFollowEachOtherThroughAYear()
    {
        for (const char *text : {"1h", "3h", "12h", "1d", "2d", "1w", "1M", "15m"}) {
            const CalendarInterval interval = CalendarInterval::parse(text).value_or(CalendarInterval{});
            for (const char *zone : {"", "Europe/Berlin", "America/New_York", "Asia/Kolkata"}) {
                UnixMillis bucket = interval.floor(at("2024-01-01T00:00:00Z"), zone);
                for (int i = 0; i < 3000 && bucket < at("2025-01-02T00:00:00Z"); ++i) {
                    const UnixMillis next = interval.next(bucket, zone);
                    QVERIFY(next > bucket);
                    QCOMPARE(shown(interval.floor(next, zone)), shown(next));
                    QCOMPARE(shown(interval.floor(next - 1, zone)), shown(bucket));
                    bucket = next;
                }
            }
        }
    }

    void fitsTheLadderToTheSpan()
    {
        const UnixMillis from = at("2024-01-01T00:00:00Z");
        QCOMPARE(CalendarInterval::fitting(from, from + 60'000, 120).toString(), std::string("1s"));
        QCOMPARE(CalendarInterval::fitting(from, from + 86'400'000, 120).toString(), std::string("15m"));
        QCOMPARE(CalendarInterval::fitting(from, from + 14LL * 86'400'000, 120).toString(),
                 std::string("3h"));
        QCOMPARE(CalendarInterval::fitting(at("0001-01-01"), at("9999-01-01"), 120).toString(),
                 std::string("1y"));
    }
};

QTEST_GUILESS_MAIN(DateMathTest)
#include "tst_datemath.moc"
