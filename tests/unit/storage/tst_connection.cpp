#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::storage;

class TestConnection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsEveryValueExactly();
    void bindsAnEmptyBlobAsABlob();
    void reportsAUniqueConflictAsAlreadyExists();
    void reportsAMissingParentAsNotFound();
    void undoesAFailedTransaction();
    void runsTheSameStatementAgainBeforeItsRowsAreRead();
    void namesTheStatementThatFails();
};

namespace
{

void run(test::StorageFixture &fixture, const Database::WriteJob &job)
{
    const auto done = fixture.write(job);
    QVERIFY2(done, done ? "" : done.error().message.c_str());
}

Result<void> createTable(Connection &connection)
{
    return connection.executeOnce("CREATE TABLE probe (key INTEGER PRIMARY KEY, value, name TEXT UNIQUE)");
}

} // namespace

void TestConnection::keepsEveryValueExactly()
{
    test::StorageFixture fixture;
    const std::string bytes("a\0b\xff\xfe{\"\xc3\xa4\":1}", 14);
    const std::string text = "na\xc3\xafve \xf0\x9f\x94\x8d";
    run(fixture, [&](Connection &connection) -> Result<void> {
        if (auto created = createTable(connection); !created)
            return created;
        const char *insert = "INSERT INTO probe (value, name) VALUES (?, ?)";
        for (const SqlValue &value : {SqlValue(Blob{bytes}), SqlValue(text), SqlValue(std::int64_t{1} << 62),
                                      SqlValue(0.1), SqlValue(std::monostate{})}) {
            if (auto inserted = connection.execute(insert, {value, std::monostate{}}); !inserted)
                return fail(inserted.error());
        }
        return {};
    });
    auto reader = fixture.database().reader();
    QVERIFY(reader);
    auto rows = (*reader)->query("SELECT value, typeof(value) FROM probe ORDER BY key");
    QVERIFY(rows && rows->next());
    QCOMPARE(rows->text(0), bytes);
    QCOMPARE(rows->text(1), std::string("blob"));
    QVERIFY(rows->next());
    QCOMPARE(rows->text(0), text);
    QCOMPARE(rows->text(1), std::string("text"));
    QVERIFY(rows->next());
    QCOMPARE(rows->integer(0), std::int64_t{1} << 62);
    QVERIFY(rows->next());
    QCOMPARE(rows->real(0), 0.1);
    QVERIFY(rows->next());
    QVERIFY(rows->isNull(0));
    QVERIFY(!rows->next());
    QVERIFY(!rows->failure());
}

void TestConnection::bindsAnEmptyBlobAsABlob()
{
    test::StorageFixture fixture;
    run(fixture, [](Connection &connection) -> Result<void> {
        if (auto created = createTable(connection); !created)
            return created;
        if (auto inserted = connection.execute("INSERT INTO probe (value) VALUES (?)", {Blob{}}); !inserted)
            return fail(inserted.error());
        auto rows = connection.query("SELECT typeof(value), length(value) FROM probe");
        if (!rows || !rows->next() || rows->text(0) != "blob" || rows->integer(1) != 0)
            return fail(ErrorCode::Internal, "wrong", "not an empty blob");
        return {};
    });
}

void TestConnection::reportsAUniqueConflictAsAlreadyExists()
{
    test::StorageFixture fixture;
    const auto done = fixture.write([](Connection &connection) -> Result<void> {
        if (auto created = createTable(connection); !created)
            return created;
        for (int i = 0; i < 2; ++i) {
            if (auto inserted =
                    connection.execute("INSERT INTO probe (name) VALUES (?)", {std::string("same")});
                !inserted)
                return fail(inserted.error());
        }
        return {};
    });
    QVERIFY(!done);
    QVERIFY(done.error().code == ErrorCode::AlreadyExists);
}

void TestConnection::reportsAMissingParentAsNotFound()
{
    test::StorageFixture fixture;
    const auto done = fixture.write([](Connection &connection) -> Result<void> {
        auto inserted =
            connection.execute("INSERT INTO documents (collection, id, sequence, ingested_at, source)"
                               " VALUES (99, 'a', 1, 1, x'00')");
        return inserted ? Result<void>() : fail(inserted.error());
    });
    QVERIFY(!done);
    QVERIFY(done.error().code == ErrorCode::NotFound);
    QCOMPARE(done.error().reason, std::string("reference_unknown"));
}

void TestConnection::undoesAFailedTransaction()
{
    test::StorageFixture fixture;
    auto reader = fixture.database().reader();
    QVERIFY(reader);
    const auto failed =
        (*reader)->transaction([] { return Result<void>(fail(ErrorCode::Cancelled, "stop", "stopped")); });
    QVERIFY(!failed);
    QCOMPARE(failed.error().reason, std::string("stop"));
    // A transaction left open would refuse another one.
    QVERIFY((*reader)->transaction([] { return Result<void>(); }));
}

void TestConnection::runsTheSameStatementAgainBeforeItsRowsAreRead()
{
    test::StorageFixture fixture;
    auto reader = fixture.database().reader();
    QVERIFY(reader);
    for (int i = 0; i < 3; ++i) {
        auto rows = (*reader)->query("SELECT ? UNION ALL SELECT 7", {i});
        QVERIFY(rows && rows->next());
        QCOMPARE(rows->integer(0), std::int64_t{i});
    }
}

void TestConnection::namesTheStatementThatFails()
{
    test::StorageFixture fixture;
    auto reader = fixture.database().reader();
    QVERIFY(reader);
    const auto rows = (*reader)->query("SELECT nothing FROM nowhere");
    QVERIFY(!rows);
    QVERIFY(rows.error().context.back().find("nowhere") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
