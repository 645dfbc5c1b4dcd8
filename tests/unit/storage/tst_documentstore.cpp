#include "core/storage/documentstore.h"
#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::storage;

class TestDocumentStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheSourceByteForByte();
    void tellsCreatedReplacedAndDuplicateApart();
    void writesOnlyWhereTheSequenceIsAsExpected();
    void removesADocumentAndSaysWhichOneIsUnknown();
    void countsDocumentsAndBytesAsTheyChange();
    void findsManyInTheOrderAsked();
    void pagesOneCollectionToItsEnd();
    void refusesACollectionThatIsGone();
    void leavesNothingOfAFailedBatch();
};

namespace
{

struct Outcome {
    Result<DocumentStore::Put> put = fail(ErrorCode::Internal, "not_run", "not run");
};

Result<DocumentStore::Put> putOne(test::StorageFixture &fixture, std::int64_t collection,
                                  const std::string &id, const std::string &source,
                                  std::optional<std::int64_t> expected = {})
{
    Outcome outcome;
    const auto done = fixture.write([&](Connection &connection) -> Result<void> {
        outcome.put = DocumentStore::put(connection, collection, id, source, 42, expected);
        return outcome.put ? Result<void>() : fail(outcome.put.error());
    });
    return done ? outcome.put : fail(done.error());
}

Result<std::int64_t> removeOne(test::StorageFixture &fixture, std::int64_t collection, const std::string &id,
                               std::optional<std::int64_t> expected = {})
{
    std::int64_t sequence = 0;
    const auto done = fixture.write([&](Connection &connection) -> Result<void> {
        auto removed = DocumentStore::remove(connection, collection, id, expected);
        if (!removed)
            return fail(removed.error());
        sequence = *removed;
        return {};
    });
    if (!done)
        return fail(done.error());
    return sequence;
}

} // namespace

void TestDocumentStore::keepsTheSourceByteForByte()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const std::string source("{\"a\":\"\xf0\x9f\x94\x8d\xff\0\"}", 15);
    const auto put = putOne(fixture, key, "\xc3\xa4-1", source);
    QVERIFY(put);
    const auto found = DocumentStore(fixture.database()).find(key, "\xc3\xa4-1");
    QVERIFY(found && *found);
    QCOMPARE((*found)->source, source);
    QCOMPARE((*found)->id, std::string("\xc3\xa4-1"));
    QCOMPARE((*found)->sequence, put->sequence);
    QCOMPARE((*found)->ingestedAt, UnixMillis{42});
    QVERIFY(!*DocumentStore(fixture.database()).find(key + 1, "\xc3\xa4-1"));
}

void TestDocumentStore::tellsCreatedReplacedAndDuplicateApart()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const auto created = putOne(fixture, key, "a", "{\"v\":1}");
    const auto duplicate = putOne(fixture, key, "a", "{\"v\":1}");
    const auto replaced = putOne(fixture, key, "a", "{\"v\":2}");
    QVERIFY(created && duplicate && replaced);
    QVERIFY(created->outcome == PutOutcome::Created);
    QVERIFY(duplicate->outcome == PutOutcome::Duplicate);
    QCOMPARE(duplicate->sequence, created->sequence);
    QVERIFY(replaced->outcome == PutOutcome::Replaced);
    QCOMPARE(replaced->sequence, created->sequence + 1);
    QCOMPARE(ChangeLog(fixture.database()).after(key, 0, 10)->size(), std::size_t{2});
}

void TestDocumentStore::writesOnlyWhereTheSequenceIsAsExpected()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const std::string failed = "precondition_failed";
    QCOMPARE(putOne(fixture, key, "a", "{}", 5).error().reason, failed);
    const auto created = putOne(fixture, key, "a", "{}", 0);
    QVERIFY(created);
    QCOMPARE(putOne(fixture, key, "a", "{\"v\":2}", 0).error().reason, failed);
    QCOMPARE(putOne(fixture, key, "a", "{\"v\":2}", created->sequence + 1).error().reason, failed);
    const auto replaced = putOne(fixture, key, "a", "{\"v\":2}", created->sequence);
    QVERIFY(replaced);
    QCOMPARE(removeOne(fixture, key, "a", created->sequence).error().reason, failed);
    QVERIFY(removeOne(fixture, key, "a", replaced->sequence));
}

void TestDocumentStore::removesADocumentAndSaysWhichOneIsUnknown()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const auto created = putOne(fixture, key, "a", "{}");
    const auto removed = removeOne(fixture, key, "a");
    QVERIFY(removed);
    QVERIFY(*removed > created->sequence);
    QVERIFY(!*DocumentStore(fixture.database()).find(key, "a"));
    const auto again = removeOne(fixture, key, "a");
    QCOMPARE(again.error().reason, std::string("document_unknown"));
    QVERIFY(again.error().code == ErrorCode::NotFound);
    QVERIFY(putOne(fixture, key, "a", "{}")->outcome == PutOutcome::Created);
}

void TestDocumentStore::countsDocumentsAndBytesAsTheyChange()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(putOne(fixture, key, "a", "12345"));
    QVERIFY(putOne(fixture, key, "b", "123"));
    QVERIFY(putOne(fixture, key, "a", "1234567"));
    QVERIFY(putOne(fixture, key, "a", "1234567"));
    QVERIFY(removeOne(fixture, key, "b"));
    const auto collection = CollectionStore(fixture.database()).findByKey(key);
    QVERIFY(collection);
    QCOMPARE(collection->documentCount, 1);
    QCOMPARE(collection->sizeBytes, 7);
    QCOMPARE(*DocumentStore(fixture.database()).count(key), 1);
}

void TestDocumentStore::findsManyInTheOrderAsked()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(putOne(fixture, key, "a", "A"));
    QVERIFY(putOne(fixture, key, "b", "B"));
    const auto found = DocumentStore(fixture.database()).findMany(key, {"b", "missing", "a"});
    QVERIFY(found);
    QCOMPARE(found->size(), std::size_t{3});
    QCOMPARE((*found)[0].source, std::string("B"));
    QCOMPARE((*found)[1].source, std::string());
    QCOMPARE((*found)[1].id, std::string("missing"));
    QCOMPARE((*found)[2].source, std::string("A"));
}

void TestDocumentStore::pagesOneCollectionToItsEnd()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    const std::int64_t other = fixture.createCollection("other");
    for (int i = 0; i < 7; ++i) {
        QVERIFY(putOne(fixture, key, std::to_string(i), "{}"));
        QVERIFY(putOne(fixture, other, std::to_string(i), "{}"));
    }
    DocumentStore store(fixture.database());
    std::int64_t row = 0;
    std::vector<std::string> ids;
    for (;;) {
        const auto page = store.page(key, row, 3);
        QVERIFY(page);
        if (page->empty())
            break;
        QVERIFY(page->size() <= 3);
        for (const Document &document : *page)
            ids.push_back(document.id);
    }
    QCOMPARE(ids, (std::vector<std::string>{"0", "1", "2", "3", "4", "5", "6"}));
}

void TestDocumentStore::refusesACollectionThatIsGone()
{
    test::StorageFixture fixture;
    const auto put = putOne(fixture, 99, "a", "{}");
    QVERIFY(!put);
    QCOMPARE(put.error().reason, std::string("collection_unknown"));
}

void TestDocumentStore::leavesNothingOfAFailedBatch()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("docs");
    QVERIFY(!fixture.write([=](Connection &connection) -> Result<void> {
        for (int i = 0; i < 10; ++i) {
            if (auto put = DocumentStore::put(connection, key, std::to_string(i), "{}", 1); !put)
                return fail(put.error());
        }
        return fail(ErrorCode::InvalidArgument, "atomic", "one of them was bad");
    }));
    QCOMPARE(*DocumentStore(fixture.database()).count(key), 0);
    QVERIFY(ChangeLog(fixture.database()).after(key, 0, 10)->empty());
    QVERIFY(fixture.database().check());
}

QTEST_GUILESS_MAIN(TestDocumentStore)
#include "tst_documentstore.moc"
