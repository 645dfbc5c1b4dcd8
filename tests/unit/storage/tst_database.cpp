#include "core/base/fileops.h"
#include "core/storage/accountstores.h"
#include "core/storage/documentstore.h"
#include "core/storage/migrations_p.h"
#include "unit/storage/storagefixture.h"

#include <QProcess>

#include <csignal>
#include <iostream>

using namespace explorer;
using namespace explorer::storage;

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsWhatWasWrittenAcrossReopening();
    void givesNobodyElseAccessToTheFile();
    void refusesADatabaseOfANewerProgram();
    void refusesAFileThatIsNoDatabase();
    void findsADamagedPage();
    void undoesOnlyTheJobThatFails();
    void survivesAThrowingJob();
    void commitsConcurrentJobsInGroups();
    void showsReadersOnlyWhatIsCommitted();
    void givesEachThreadItsOwnReader();
    void keepsReadersFromWriting();
    void outlivesReadersOfOtherThreads();
    void holdsTwoDatabasesInOneProcess();
    void refusesJobsBeyondTheQueueLimit();
    void refusesWritesButNotSignInsOnAFullDisk();
    void commitsWhatIsQueuedWhenItCloses();
    void answersPingAndCheck();
    void losesNoAcknowledgedWriteWhenKilled();
};

namespace
{

Database::WriteJob setMeta(const std::string &name, const std::string &value)
{
    return [name, value](Connection &connection) { return MetaStore::set(connection, name, value); };
}

std::optional<std::string> meta(Database &database, const std::string &name)
{
    const auto found = MetaStore(database).find(name);
    return found ? *found : std::nullopt;
}

/// Keeps the writer busy until it is told to go on.
class Gate
{
public:
    Database::WriteJob job()
    {
        return [this](Connection &) -> Result<void> {
            m_entered.set_value();
            m_open.get_future().wait();
            return {};
        };
    }
    void waitUntilEntered() { m_entered.get_future().wait(); }
    void open() { m_open.set_value(); }

private:
    std::promise<void> m_entered;
    std::promise<void> m_open;
};

/// The child of losesNoAcknowledgedWriteWhenKilled: prints an id only after its commit, for ever.
int writeForEver(const std::string &directory)
{
    Logger logger(LogLevel::Error);
    auto database = Database::open(directory, test::StorageFixture::roomySettings(), logger);
    if (!database)
        return 1;
    std::int64_t key = 0;
    const auto created = (*database)->writeAndWait([&](Connection &connection) -> Result<void> {
        auto made = CollectionStore::create(connection, {"killed", std::nullopt, {}, false}, 1);
        if (!made)
            return fail(made.error());
        key = *made;
        return {};
    });
    if (!created)
        return 1;
    const std::string source(300, 'x');
    for (int i = 0;; ++i) {
        const std::string id = std::to_string(i);
        const auto done = (*database)->writeAndWait([&](Connection &connection) -> Result<void> {
            auto put = DocumentStore::put(connection, key, id, source, 1);
            return put ? Result<void>() : fail(put.error());
        });
        if (!done)
            return 1;
        std::cout << id << std::endl;
    }
}

} // namespace

void TestDatabase::keepsWhatWasWrittenAcrossReopening()
{
    test::StorageFixture fixture;
    QVERIFY(fixture.write(setMeta("a", "1")));
    fixture.reopen();
    QCOMPARE(meta(fixture.database(), "a"), std::optional<std::string>("1"));
}

void TestDatabase::givesNobodyElseAccessToTheFile()
{
    const test::StorageFixture fixture;
    const auto mode = std::filesystem::status(fixture.path() / "explorerio.db").permissions();
    QVERIFY((mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all)) ==
            std::filesystem::perms::none);
}

void TestDatabase::refusesADatabaseOfANewerProgram()
{
    test::StorageFixture fixture;
    QVERIFY(fixture.write([](Connection &connection) {
        return connection.executeOnce("PRAGMA user_version = " + std::to_string(newestSchemaVersion() + 1));
    }));
    fixture.close();
    const auto opened = Database::open(fixture.path(), {}, fixture.logger());
    QVERIFY(!opened);
    QVERIFY(opened.error().code == ErrorCode::Unavailable);
    QCOMPARE(opened.error().reason, std::string("newer_database"));
}

void TestDatabase::refusesAFileThatIsNoDatabase()
{
    test::StorageFixture fixture;
    fixture.close();
    std::filesystem::remove(fixture.path() / "explorerio.db-wal");
    QVERIFY(writeFileAtomically(fixture.path() / "explorerio.db", std::string(9000, 'z')));
    const auto opened = Database::open(fixture.path(), {}, fixture.logger());
    QVERIFY(!opened);
    QVERIFY(opened.error().code == ErrorCode::Corrupt);
}

void TestDatabase::findsADamagedPage()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(fixture.write([key](Connection &connection) -> Result<void> {
        for (int i = 0; i < 2000; ++i) {
            auto put = DocumentStore::put(connection, key, std::to_string(i), std::string(300, 'x'), 1);
            if (!put)
                return fail(put.error());
        }
        return {};
    }));
    fixture.close();
    auto content = readFile(fixture.path() / "explorerio.db");
    QVERIFY(content);
    // The first bytes of pages: their type and cell pointers, which the check reads.
    for (std::size_t page = 100; page < 110; ++page)
        content->replace(page * 4096, 16, std::string(16, '\x7f'));
    QVERIFY(writeFileAtomically(fixture.path() / "explorerio.db", *content));
    fixture.open();
    const auto checked = fixture.database().check();
    QVERIFY(!checked);
    QVERIFY(checked.error().code == ErrorCode::Corrupt);
}

void TestDatabase::undoesOnlyTheJobThatFails()
{
    test::StorageFixture fixture;
    Gate gate;
    auto first = fixture.database().write(gate.job());
    gate.waitUntilEntered();
    auto good = fixture.database().write(setMeta("good", "1"));
    auto bad = fixture.database().write([](Connection &connection) -> Result<void> {
        if (auto set = MetaStore::set(connection, "bad", "1"); !set)
            return set;
        return fail(ErrorCode::InvalidArgument, "refused", "refused");
    });
    auto alsoGood = fixture.database().write(setMeta("also", "1"));
    gate.open();
    QVERIFY(first.get());
    QVERIFY(good.get());
    QVERIFY(alsoGood.get());
    const auto failed = bad.get();
    QVERIFY(!failed);
    QCOMPARE(failed.error().reason, std::string("refused"));
    QVERIFY(meta(fixture.database(), "good"));
    QVERIFY(meta(fixture.database(), "also"));
    QVERIFY(!meta(fixture.database(), "bad"));
}

void TestDatabase::survivesAThrowingJob()
{
    test::StorageFixture fixture;
    const auto thrown = fixture.write([](Connection &) -> Result<void> { throw std::runtime_error("boom"); });
    QVERIFY(!thrown);
    QVERIFY(thrown.error().code == ErrorCode::Internal);
    QVERIFY(fixture.write(setMeta("a", "1")));
}

void TestDatabase::commitsConcurrentJobsInGroups()
{
    test::StorageFixture fixture;
    constexpr int kThreads = 8;
    constexpr int kJobs = 50;
    const std::int64_t before = fixture.database().commits();
    std::atomic<int> failures{0};
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < kThreads; ++thread)
            threads.emplace_back([&fixture, &failures, thread] {
                for (int i = 0; i < kJobs; ++i) {
                    const std::string name = std::to_string(thread) + "-" + std::to_string(i);
                    if (!fixture.write(setMeta(name, "1")))
                        ++failures;
                }
            });
    }
    QCOMPARE(failures.load(), 0);
    const std::int64_t commits = fixture.database().commits() - before;
    QVERIFY2(commits >= kJobs && commits < kThreads * kJobs / 2, std::to_string(commits).c_str());
    auto reader = fixture.database().reader();
    QVERIFY(reader);
    auto rows = (*reader)->query("SELECT count(*) FROM meta");
    QVERIFY(rows && rows->next());
    QCOMPARE(rows->integer(0), std::int64_t{kThreads * kJobs});
}

void TestDatabase::showsReadersOnlyWhatIsCommitted()
{
    test::StorageFixture fixture;
    Gate gate;
    auto written = fixture.database().write([&](Connection &connection) -> Result<void> {
        if (auto set = MetaStore::set(connection, "a", "1"); !set)
            return set;
        return gate.job()(connection);
    });
    gate.waitUntilEntered();
    QVERIFY(!meta(fixture.database(), "a"));
    gate.open();
    QVERIFY(written.get());
    QVERIFY(meta(fixture.database(), "a"));
}

void TestDatabase::givesEachThreadItsOwnReader()
{
    test::StorageFixture fixture;
    const auto mine = fixture.database().reader();
    QVERIFY(mine);
    QCOMPARE(*fixture.database().reader(), *mine);
    const auto theirs = std::async(std::launch::async, [&] { return *fixture.database().reader(); }).get();
    QVERIFY(theirs != *mine);
    fixture.database().closeThreadReader();
    QVERIFY(fixture.database().reader());
}

void TestDatabase::keepsReadersFromWriting()
{
    test::StorageFixture fixture;
    auto reader = fixture.database().reader();
    QVERIFY(reader);
    const auto written = (*reader)->execute("DELETE FROM meta");
    QVERIFY(!written);
    QCOMPARE(written.error().reason, std::string("database_read_only"));
}

void TestDatabase::outlivesReadersOfOtherThreads()
{
    test::StorageFixture fixture;
    QVERIFY(fixture.write(setMeta("a", "1")));
    std::promise<void> isReading;
    std::promise<void> mayEnd;
    auto isReadingFuture = isReading.get_future();
    auto thread = std::async(std::launch::async, [&] {
        const bool found = meta(fixture.database(), "a").has_value();
        isReading.set_value();
        mayEnd.get_future().wait();
        return found;
    });
    isReadingFuture.wait();
    fixture.reopen();
    QVERIFY(fixture.write(setMeta("b", "2")));
    mayEnd.set_value();
    QVERIFY(thread.get());
    QVERIFY(meta(fixture.database(), "a"));
    QVERIFY(meta(fixture.database(), "b"));
}

void TestDatabase::holdsTwoDatabasesInOneProcess()
{
    test::StorageFixture left;
    test::StorageFixture right;
    QVERIFY(left.write(setMeta("a", "left")));
    QVERIFY(right.write(setMeta("a", "right")));
    QCOMPARE(meta(left.database(), "a"), std::optional<std::string>("left"));
    QCOMPARE(meta(right.database(), "a"), std::optional<std::string>("right"));
}

void TestDatabase::refusesJobsBeyondTheQueueLimit()
{
    StorageSettings settings = test::StorageFixture::roomySettings();
    settings.writeQueueLimit = 2;
    test::StorageFixture fixture(settings);
    Gate gate;
    auto first = fixture.database().write(gate.job());
    gate.waitUntilEntered();
    auto second = fixture.database().write(setMeta("a", "1"));
    auto third = fixture.database().write(setMeta("b", "1"));
    QCOMPARE(fixture.database().queuedWrites(), std::size_t{2});
    const auto fourth = fixture.database().write(setMeta("c", "1")).get();
    QVERIFY(!fourth);
    QCOMPARE(fourth.error().reason, std::string("write_queue_full"));
    QVERIFY(fourth.error().retryAfterSeconds);
    gate.open();
    QVERIFY(first.get() && second.get() && third.get());
}

void TestDatabase::refusesWritesButNotSignInsOnAFullDisk()
{
    StorageSettings settings;
    settings.leastFreeBytes = std::numeric_limits<std::int64_t>::max();
    test::StorageFixture fixture(settings);
    QVERIFY(fixture.database().isReadOnly());
    const auto refused = fixture.write(setMeta("a", "1"));
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::ResourceExhausted);
    QCOMPARE(refused.error().reason, std::string("disk_full"));
    QVERIFY(fixture.database().writeAndWait(setMeta("session", "1"), WriteKind::Essential));
    QVERIFY(meta(fixture.database(), "session"));
    QVERIFY(fixture.database().ping());
}

void TestDatabase::commitsWhatIsQueuedWhenItCloses()
{
    test::StorageFixture fixture;
    std::vector<std::future<Result<void>>> writes;
    for (int i = 0; i < 100; ++i)
        writes.push_back(fixture.database().write(setMeta(std::to_string(i), "1")));
    fixture.reopen();
    for (auto &write : writes)
        QVERIFY(write.get());
    for (int i = 0; i < 100; ++i)
        QVERIFY(meta(fixture.database(), std::to_string(i)));
}

void TestDatabase::answersPingAndCheck()
{
    test::StorageFixture fixture;
    fixture.createCollection("docs");
    QVERIFY(fixture.database().ping());
    const auto checked = fixture.database().check();
    QVERIFY2(checked, checked ? "" : checked.error().message.c_str());
    QVERIFY(fixture.database().sizeBytes() > 0);
    QVERIFY(fixture.database().writerBusyRatio() > 0);
    QVERIFY(fixture.write([](Connection &connection) {
        return connection.executeOnce("UPDATE collection_counters SET document_count = 5");
    }));
    const auto wrong = fixture.database().check();
    QVERIFY(!wrong);
    QVERIFY(wrong.error().message.find("counts 5 documents and has 0") != std::string::npos);
}

void TestDatabase::losesNoAcknowledgedWriteWhenKilled()
{
    for (int round = 0; round < 3; ++round) {
        const QTemporaryDir directory;
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(),
                    {QStringLiteral("--write-for-ever"), directory.path()});
        QVERIFY(child.waitForStarted());
        QByteArray output;
        while (output.count('\n') < 20 + 30 * round) {
            QVERIFY(child.waitForReadyRead(20'000));
            output += child.readAll();
        }
        QCOMPARE(::kill(static_cast<pid_t>(child.processId()), SIGKILL), 0);
        QVERIFY(child.waitForFinished());
        output += child.readAll();

        Logger logger(LogLevel::Error, [](std::string_view) {});
        auto database =
            Database::open(directory.path().toStdString(), test::StorageFixture::roomySettings(), logger);
        QVERIFY(database);
        const auto collection = CollectionStore(**database).find("killed");
        QVERIFY(collection);
        QByteArrayList ids = output.split('\n');
        // What follows the last line break is nothing, or an id cut off by the kill.
        ids.removeLast();
        for (const QByteArray &id : ids) {
            const auto found = DocumentStore(**database).find(collection->key, id.toStdString());
            QVERIFY2(found && *found, id.constData());
        }
        QVERIFY(collection->documentCount >= ids.size() && collection->documentCount <= ids.size() + 1);
        QVERIFY((*database)->check());
    }
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && std::string_view(argv[1]) == "--write-for-ever")
        return writeForEver(argv[2]);
    TestDatabase test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_database.moc"
