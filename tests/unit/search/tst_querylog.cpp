#include "core/search/querylog.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace explorer;
using namespace explorer::search;

class TestQueryLog : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;
    Logger m_logger{LogLevel::Error, [](std::string_view) {}};
    test::FakeClock m_clock;
    std::unique_ptr<storage::Database> m_database;

    static void ask(QueryLog &log, std::size_t hash, const std::string &shape)
    {
        log.record({hash, "miss", std::chrono::milliseconds(3)}, [&] {
            QueryLog::About about{shape, {"notes"}, PopularRequest{}};
            about.request->request.collections = {"notes"};
            about.request->request.query = shape + std::to_string(hash);
            about.request->scope = "viewer";
            return about;
        });
    }

private Q_SLOTS:
    void init()
    {
        auto opened = storage::Database::open(m_directory.path().toStdString(), {}, m_logger);
        QVERIFY(opened);
        m_database = std::move(*opened);
    }

    void whatIsAskedLatelyCountsMore()
    {
        QueryLog log(*m_database, {}, m_clock);
        for (int i = 0; i < 3; ++i)
            ask(log, 1, "old:?");
        m_clock.advance(std::chrono::hours(72));
        ask(log, 2, "new:?");
        QCOMPARE(log.shapes(10).front().shape, std::string("new:?"));
        QCOMPARE(log.popular(1).front().request.query, std::string("new:?2"));
        QCOMPARE(log.shapes(10).back().searches, 3);
        QCOMPARE(log.shapes(10).back().meanMillis, 3.0);
    }

    void staysBoundedAndKeepsThePopular()
    {
        QueryLog log(*m_database, {10, 10}, m_clock);
        for (int i = 0; i < 5; ++i)
            ask(log, 0, "popular:?");
        for (std::size_t i = 1; i < 1000; ++i)
            ask(log, i, "f" + std::to_string(i) + ":?");
        QVERIFY(log.shapes(1000).size() <= 20);
        QCOMPARE(log.shapes(1).front().shape, std::string("popular:?"));
        QCOMPARE(log.popular(1).front().request.query, std::string("popular:?0"));
    }

    void outlivesARestart()
    {
        QueryLog first(*m_database, {}, m_clock);
        ask(first, 7, "kept:?");
        QVERIFY(first.save().get());
        QueryLog second(*m_database, {}, m_clock);
        QVERIFY(second.load());
        QCOMPARE(second.shapes(10).size(), std::size_t(1));
        QCOMPARE(second.popular(10).front().scope, std::string("viewer"));
        ask(second, 7, "kept:?");
        QCOMPARE(second.popular(10).size(), std::size_t(1));
        QCOMPARE(second.shapes(10).front().searches, 2);
    }
};

QTEST_GUILESS_MAIN(TestQueryLog)
#include "tst_querylog.moc"
