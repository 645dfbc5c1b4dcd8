#include "core/base/timestamp.h"
#include "core/ingest/ingestservice.h"
#include "core/ingest/logreader.h"
#include "core/ingest/logtime.h"
#include "core/ingest/rowrecords.h"

#include <QFile>
#include <QtTest>

#include <nlohmann/json.hpp>

using namespace explorer;
using namespace explorer::ingest;
using nlohmann::json;

namespace
{

const UnixMillis kNow = *fromRfc3339("2024-03-01T12:00:00Z");

std::vector<std::string> jsonOf(std::string_view text, const std::string &pattern)
{
    auto records = RowRecords::open(text, {api::DocumentFormat::Log, {}, pattern}, {}, 1000, kNow);
    std::vector<std::string> lines;
    Record record;
    while (records && records->next(record))
        lines.push_back(record.problem ? record.problem->code : record.made);
    return lines;
}

QByteArray sharedFile(const char *name)
{
    QFile file(qEnvironmentVariable("EXPLORERIO_SHARED") + QStringLiteral("/data/corpora/logs/") +
               QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class LogReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTimes_data();
    void readsTimes();
    void readsTheCombinedFormat();
    void readsSyslogOfBothKinds();
    void readsOwnPatterns();
    void refusesPatternsThatNameNothing_data();
    void refusesPatternsThatNameNothing();
    void readsRealLogs_data();
    void readsRealLogs();
};

void LogReaderTest::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("time");
    const auto row = [](const char *text, const char *time) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(time);
    };
    row("17/May/2015:10:05:03 +0000", "2015-05-17T10:05:03Z");
    row("17/May/2015:10:05:03 +0230", "2015-05-17T07:35:03Z");
    row("2015/05/17 10:05:03", "2015-05-17T10:05:03Z");
    row("2015-05-17T10:05:03.250+02:00", "2015-05-17T08:05:03.250Z");
    row("Feb  3 04:05:06", "2024-02-03T04:05:06Z");
    // Tomorrow may be a clock that is fast; the day after is last year.
    row("Mar  2 11:59:59", "2024-03-02T11:59:59Z");
    row("Mar  2 12:00:01", "2023-03-02T12:00:01Z");
    row("Feb 29 01:02:03", "2024-02-29T01:02:03Z");
    row("Foo 29 01:02:03", "");
    row("17/Mai/2015:10:05:03 +0000", "");
    row("Feb 31 01:02:03", "");
    row("yesterday", "");
}

void LogReaderTest::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(QString, time);
    const auto read = readLogTime(text.toStdString(), kNow);
    QCOMPARE(read ? QString::fromStdString(toRfc3339(*read)) : QString(), time);
}

void LogReaderTest::readsTheCombinedFormat()
{
    const auto lines = jsonOf(
        R"(192.0.2.1 - ada [17/May/2015:10:05:03 +0000] "GET /a?b=\"c\" HTTP/1.1" 200 203 "http://x/" "An \"agent\"")"
        "\n"
        R"(192.0.2.2 - - [17/May/2015:10:05:04 +0000] "-" 408 -)"
        "\nnot a line of it\n",
        "apache_combined");
    QCOMPARE(lines.size(), std::size_t{3});
    const json first = json::parse(lines[0]);
    QCOMPARE(first["client"].get<std::string>(), std::string("192.0.2.1"));
    QCOMPARE(first["user"].get<std::string>(), std::string("ada"));
    QCOMPARE(first["ts"].get<std::string>(), std::string("2015-05-17T10:05:03Z"));
    QCOMPARE(first["method"].get<std::string>(), std::string("GET"));
    QVERIFY(first["status"] == json(200));
    QVERIFY(first["bytes"] == json(203));
    QVERIFY(!first.contains("ident"));
    const json second = json::parse(lines[1]);
    QVERIFY(!second.contains("method"));
    QVERIFY(!second.contains("bytes"));
    QVERIFY(second["status"] == json(408));
    QCOMPARE(lines[2], std::string("log_line"));
}

void LogReaderTest::readsSyslogOfBothKinds()
{
    const auto lines = jsonOf("<34>Oct 11 22:14:15 mymachine su: 'su root' failed on /dev/pts/8\n"
                              "2024-02-29T10:00:00.5+01:00 host cron[77]: (root) CMD (true)\n",
                              "syslog");
    QCOMPARE(lines.size(), std::size_t{2});
    const json first = json::parse(lines[0]);
    QVERIFY(first["priority"] == json(34));
    QCOMPARE(first["ts"].get<std::string>(), std::string("2023-10-11T22:14:15Z"));
    QCOMPARE(first["program"].get<std::string>(), std::string("su"));
    QCOMPARE(first["message"].get<std::string>(), std::string("'su root' failed on /dev/pts/8"));
    const json second = json::parse(lines[1]);
    QCOMPARE(second["ts"].get<std::string>(), std::string("2024-02-29T09:00:00.500Z"));
    QVERIFY(second["pid"] == json(77));
    const auto newer = jsonOf("<165>1 2003-10-11T22:14:15.003Z host evntslog - ID47 [x@1 a=\"b\"] An event\n",
                              "syslog_rfc5424");
    QCOMPARE(json::parse(newer.at(0))["msgid"].get<std::string>(), std::string("ID47"));
}

void LogReaderTest::readsOwnPatterns()
{
    const auto lines = jsonOf("12 took=3.5ms\n13 took=007ms\n", R"((?P<n>\d+) took=(?P<ms>[\d.]+)ms)");
    QCOMPARE(lines, (std::vector<std::string>{R"({"n":12,"ms":"3.5"})", R"({"n":13,"ms":"007"})"}));
}

void LogReaderTest::refusesPatternsThatNameNothing_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern :
         {"no groups", "(unnamed)", "(?P<a>x", "(?P<a>x)(?P<a>y)", "", "(?P<a>\\C)(?=x)"})
        QTest::newRow(pattern) << QString::fromLatin1(pattern);
}

void LogReaderTest::refusesPatternsThatNameNothing()
{
    QFETCH(QString, pattern);
    const auto made = LogPattern::make(pattern.toStdString());
    QVERIFY(!made.has_value());
    QCOMPARE(made.error().reason, std::string("log_pattern"));
}

void LogReaderTest::readsRealLogs_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("others");
    QTest::newRow("apache") << QStringLiteral("apache_logs") << QStringLiteral("apache_combined") << 10'000
                            << 0;
    QTest::newRow("auth") << QStringLiteral("auth.log") << QStringLiteral("syslog") << 7121 << 0;
}

void LogReaderTest::readsRealLogs()
{
    QFETCH(QString, file);
    QFETCH(QString, pattern);
    QFETCH(int, lines);
    QFETCH(int, others);
    const QByteArray text = sharedFile(file.toLatin1().constData());
    if (text.isEmpty())
        QSKIP("EXPLORERIO_SHARED is not set: real logs are not read.");
    const auto detection = detectFormat(text.toStdString(), true);
    QVERIFY(detection.has_value());
    QCOMPARE(QString::fromStdString(detection->format.pattern), pattern);
    QVERIFY(detection->schema.find("ts")->type == api::FieldType::Date);
    const auto records = jsonOf(text.toStdString(), pattern.toStdString());
    QCOMPARE(static_cast<int>(records.size()), lines);
    const auto bad = std::count(records.begin(), records.end(), "log_line");
    QCOMPARE(static_cast<int>(bad), others);
}

QTEST_GUILESS_MAIN(LogReaderTest)
#include "tst_logreader.moc"
