#include "core/storage/documentstore.h"
#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::storage;

class TestChangeLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsChangesInCommitOrder();
    void keepsCollectionsApart();
    void agreesWithTheSequencesOfTheDocuments();
    void remembersUpToWhereItWasPruned();
    void neverUsesASequenceTwice();
};

namespace
{

std::int64_t change(test::StorageFixture &fixture, std::int64_t collection, const std::string &id,
                    const std::string &source)
{
    std::int64_t sequence = 0;
    const auto done = fixture.write([&](Connection &connection) -> Result<void> {
        if (source.empty()) {
            auto removed = DocumentStore::remove(connection, collection, id);
            sequence = removed.value_or(-1);
        } else {
            auto put = DocumentStore::put(connection, collection, id, source, 1);
            sequence = put ? put->sequence : -1;
        }
        return {};
    });
    return done ? sequence : -1;
}

Result<void> pruneTo(test::StorageFixture &fixture, std::int64_t collection, std::int64_t sequence)
{
    return fixture.write(
        [=](Connection &connection) { return ChangeLog::prune(connection, collection, sequence); });
}

} // namespace

void TestChangeLog::listsChangesInCommitOrder()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    for (const auto &[id, source] : std::vector<std::pair<std::string, std::string>>{
             {"b", "1"}, {"a", "1"}, {"b", ""}, {"b", "2"}, {"a", "2"}})
        QVERIFY(change(fixture, key, id, source) > 0);
    ChangeLog log(fixture.database());
    const auto changes = log.after(key, 0, 100);
    QVERIFY(changes);
    std::string order;
    std::int64_t last = 0;
    for (const Change &entry : *changes) {
        order += entry.id;
        QVERIFY(entry.sequence > last);
        last = entry.sequence;
    }
    QCOMPARE(order, std::string("babba"));
    QCOMPARE(*log.head(key), last);
    QCOMPARE(log.after(key, (*changes)[2].sequence, 1)->front().sequence, (*changes)[3].sequence);
    QCOMPARE(*log.countAfter(key, (*changes)[2].sequence), 2);
}

void TestChangeLog::keepsCollectionsApart()
{
    test::StorageFixture fixture;
    const std::int64_t left = fixture.createCollection("left");
    const std::int64_t right = fixture.createCollection("right");
    const std::int64_t first = change(fixture, left, "a", "1");
    const std::int64_t second = change(fixture, right, "a", "1");
    QVERIFY(second > first);
    ChangeLog log(fixture.database());
    QCOMPARE(*log.head(left), first);
    QCOMPARE(*log.head(right), second);
    QCOMPARE(log.after(left, 0, 10)->size(), std::size_t{1});
    QCOMPARE(*log.head(left + 100), 0);
}

void TestChangeLog::agreesWithTheSequencesOfTheDocuments()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(fixture.write([=](Connection &connection) -> Result<void> {
        for (int i = 0; i < 500; ++i) {
            const std::string id = std::to_string(i % 200);
            if (auto put = DocumentStore::put(connection, key, id, std::to_string(i), 1); !put)
                return fail(put.error());
            if (i % 7 == 0) {
                if (auto removed = DocumentStore::remove(connection, key, id); !removed)
                    return fail(removed.error());
            }
        }
        return {};
    }));
    std::map<std::string, std::int64_t> newest;
    const auto changes = ChangeLog(fixture.database()).after(key, 0, 10'000);
    QVERIFY(changes);
    for (const Change &entry : *changes)
        newest[entry.id] = entry.sequence;
    std::int64_t row = 0;
    const auto documents = DocumentStore(fixture.database()).page(key, row, 10'000);
    QVERIFY(documents && !documents->empty());
    for (const Document &document : *documents)
        QCOMPARE(document.sequence, newest[document.id]);
}

void TestChangeLog::remembersUpToWhereItWasPruned()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const std::int64_t other = fixture.createCollection("other");
    const std::int64_t first = change(fixture, key, "a", "1");
    QVERIFY(change(fixture, other, "x", "1") > 0);
    const std::int64_t second = change(fixture, key, "b", "1");
    ChangeLog log(fixture.database());
    QCOMPARE(*log.prunedUpTo(key), 0);
    QVERIFY(pruneTo(fixture, key, first));
    QCOMPARE(*log.prunedUpTo(key), first);
    QCOMPARE(log.after(key, 0, 10)->size(), std::size_t{1});
    QCOMPARE(log.after(other, 0, 10)->size(), std::size_t{1});
    QVERIFY(pruneTo(fixture, key, second + 1000));
    QCOMPARE(*log.prunedUpTo(key), second);
    QCOMPARE(*log.head(key), second);
    QVERIFY(pruneTo(fixture, key, first));
    QCOMPARE(*log.prunedUpTo(key), second);
}

void TestChangeLog::neverUsesASequenceTwice()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(change(fixture, key, "a", "1") > 0);
    const std::int64_t last = change(fixture, key, "a", "");
    QVERIFY(pruneTo(fixture, key, last));
    fixture.reopen();
    QCOMPARE(change(fixture, key, "a", "1"), last + 1);
}

QTEST_GUILESS_MAIN(TestChangeLog)
#include "tst_changelog.moc"
