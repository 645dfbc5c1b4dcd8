#include "core/auth/auditlog.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace explorer;
using namespace explorer::auth;

class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pagesNewestFirstAndNoticesALineTakenOut()
    {
        const QTemporaryDir directory;
        Logger logger{LogLevel::Error, [](std::string_view) {}};
        const auto opened = storage::Database::open(directory.path().toStdString(), {}, logger);
        QVERIFY(opened);
        storage::Database &database = **opened;
        AuditLog log(database);
        for (int i = 1; i <= 3; ++i) {
            const api::AuditEntry entry{0, i, "ada", i == 2 ? "user.add" : "cache.warm", "all", "x", {}};
            QVERIFY(database.writeAndWait(
                [&entry](storage::Connection &connection) { return AuditLog::append(connection, entry); }));
        }
        auto page = log.page({}, {}, 2);
        QVERIFY(page);
        QCOMPARE(page->entries.front().sequence, 3);
        QCOMPARE(log.page({}, page->nextCursor, 2)->entries.size(), std::size_t(1));
        QCOMPARE(log.page("cache.", {}, 10)->entries.size(), std::size_t(2));
        QCOMPARE(log.page("user.add", {}, 10)->entries.size(), std::size_t(1));
        QCOMPARE(log.page({}, "x", 2).error().reason, std::string("cursor_invalid"));
        QCOMPARE(log.verify()->brokenAt, 0);
        QVERIFY(!database.writeAndWait([](storage::Connection &connection) {
            return connection.executeOnce("UPDATE audit SET user = 'eve' WHERE sequence = 2");
        }));
        QVERIFY(database.writeAndWait([](storage::Connection &connection) {
            return connection.executeOnce("DELETE FROM audit WHERE sequence = 2");
        }));
        QCOMPARE(log.verify()->brokenAt, 3);
    }
};

QTEST_GUILESS_MAIN(TestAuditLog)
#include "tst_auditlog.moc"
