#include "core/storage/ingeststores.h"
#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::storage;

class TestIngestStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsAQuarantinedRecordWhole();
    void listsQuarantineNewestFirstInPages();
    void removesOldQuarantine();
    void keepsAnswersByUserAndKey();
    void refusesASecondAnswerUntilTheFirstExpires();
    void removesExpiredAnswers();
};

namespace
{

QuarantinedRecord record(std::int64_t collection, const std::string &id, UnixMillis at)
{
    QuarantinedRecord made;
    made.id = id;
    made.collection = collection;
    made.raw = std::string("{\0\xff", 3);
    made.stage = "types";
    made.code = "type_mismatch";
    made.message = "not a long";
    made.pointer = "/status";
    made.line = 7;
    made.requestId = "req-1";
    made.at = at;
    return made;
}

Result<void> addAnswer(test::StorageFixture &fixture, const std::string &user, const std::string &key,
                       const std::string &answer, UnixMillis now)
{
    return fixture.write([&](Connection &connection) {
        return IdempotencyStore::add(connection, user, key, {"hash-" + answer, answer}, now);
    });
}

} // namespace

void TestIngestStores::keepsAQuarantinedRecordWhole()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const QuarantinedRecord given = record(key, "q1", 99);
    QVERIFY(fixture.write([&](Connection &connection) { return QuarantineStore::add(connection, given); }));
    const auto found = QuarantineStore(fixture.database()).find("q1");
    QVERIFY(found && *found);
    QCOMPARE((*found)->raw, given.raw);
    QCOMPARE((*found)->stage, given.stage);
    QCOMPARE((*found)->code, given.code);
    QCOMPARE((*found)->message, given.message);
    QCOMPARE((*found)->pointer, given.pointer);
    QCOMPARE((*found)->line, given.line);
    QCOMPARE((*found)->requestId, given.requestId);
    QCOMPARE((*found)->at, given.at);
}

void TestIngestStores::listsQuarantineNewestFirstInPages()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(fixture.write([=](Connection &connection) -> Result<void> {
        for (const char *id : {"q1", "q3", "q2"}) {
            if (auto added = QuarantineStore::add(connection, record(key, id, 1)); !added)
                return added;
        }
        return {};
    }));
    QuarantineStore store(fixture.database());
    const auto first = store.list(key, "", 2);
    QVERIFY(first);
    QCOMPARE(first->size(), std::size_t{2});
    QCOMPARE(first->at(0).id, std::string("q3"));
    const auto second = store.list(key, first->back().id, 2);
    QCOMPARE(second->size(), std::size_t{1});
    QCOMPARE(second->at(0).id, std::string("q1"));
    QCOMPARE(*store.count(key), 3);
}

void TestIngestStores::removesOldQuarantine()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    std::int64_t removedCount = 0;
    QVERIFY(fixture.write([&](Connection &connection) -> Result<void> {
        for (const auto &[id, at] : {std::pair("old", 10), std::pair("new", 20)}) {
            if (auto added = QuarantineStore::add(connection, record(key, id, at)); !added)
                return added;
        }
        removedCount = QuarantineStore::removeOlderThan(connection, key, 20).value_or(-1);
        return {};
    }));
    QCOMPARE(removedCount, 1);
    QVERIFY(*QuarantineStore(fixture.database()).find("new"));
}

void TestIngestStores::keepsAnswersByUserAndKey()
{
    test::StorageFixture fixture;
    QVERIFY(addAnswer(fixture, "ann", "k", "A", 1000));
    QVERIFY(addAnswer(fixture, "bob", "k", "B", 1000));
    IdempotencyStore store(fixture.database());
    const auto found = store.find("ann", "k");
    QVERIFY(found && *found);
    QCOMPARE((*found)->answer, std::string("A"));
    QCOMPARE((*found)->bodyHash, std::string("hash-A"));
    QVERIFY(!*store.find("ann", "other"));
    QVERIFY(!*store.find("ann", "k", 1001));
}

void TestIngestStores::refusesASecondAnswerUntilTheFirstExpires()
{
    test::StorageFixture fixture;
    QVERIFY(addAnswer(fixture, "ann", "k", "A", 1000));
    const auto second = addAnswer(fixture, "ann", "k", "B", 1000 + IdempotencyStore::kKeptMillis);
    QVERIFY(!second);
    QCOMPARE(second.error().reason, std::string("idempotency_key_used"));
    QVERIFY(addAnswer(fixture, "ann", "k", "C", 1001 + IdempotencyStore::kKeptMillis));
    QCOMPARE((*IdempotencyStore(fixture.database()).find("ann", "k"))->answer, std::string("C"));
}

void TestIngestStores::removesExpiredAnswers()
{
    test::StorageFixture fixture;
    QVERIFY(addAnswer(fixture, "ann", "old", "A", 1000));
    QVERIFY(addAnswer(fixture, "ann", "new", "B", 2000));
    QVERIFY(fixture.write([](Connection &connection) {
        return IdempotencyStore::removeExpired(connection, 2000 + IdempotencyStore::kKeptMillis);
    }));
    IdempotencyStore store(fixture.database());
    QVERIFY(!*store.find("ann", "old"));
    QVERIFY(*store.find("ann", "new"));
}

QTEST_GUILESS_MAIN(TestIngestStores)
#include "tst_ingeststores.moc"
