#include "core/storage/documentstore.h"
#include "core/storage/ingeststores.h"
#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::storage;

class TestCollectionStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acceptsOnlyPlainNames_data();
    void acceptsOnlyPlainNames();
    void keepsNameSchemaAndFlags();
    void refusesTheSameNameTwice();
    void namesTheNearestCollection();
    void replacesASchemaOnlyAtTheExpectedVersion();
    void seesANewSchemaAtOnce();
    void raisesTheGeneration();
    void removesACollectionWithAllThatIsItsOwn();
    void neverUsesAKeyTwice();
};

namespace
{

api::Schema someSchema()
{
    api::Schema schema;
    schema.fields["status"] = {api::FieldType::Long, "standard", 1.0};
    schema.fields["title"] = {api::FieldType::Text, "german", 2.0};
    schema.defaultFields = {"title"};
    return schema;
}

} // namespace

void TestCollectionStore::acceptsOnlyPlainNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("plain") << QStringLiteral("orders") << true;
    QTest::newRow("digit first") << QStringLiteral("2024-logs_a") << true;
    QTest::newRow("64 characters") << QString(64, QLatin1Char('a')) << true;
    QTest::newRow("65 characters") << QString(65, QLatin1Char('a')) << false;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("upper case") << QStringLiteral("Orders") << false;
    QTest::newRow("dash first") << QStringLiteral("-orders") << false;
    QTest::newRow("slash") << QStringLiteral("a/b") << false;
    QTest::newRow("umlaut") << QStringLiteral(u"\u00e4pfel") << false;
}

void TestCollectionStore::acceptsOnlyPlainNames()
{
    QFETCH(QString, name);
    QFETCH(bool, isGood);
    test::StorageFixture fixture;
    QCOMPARE(fixture.createCollection(name.toStdString()) > 0, isGood);
}

void TestCollectionStore::keepsNameSchemaAndFlags()
{
    test::StorageFixture fixture;
    QVERIFY(fixture.write([](Connection &connection) -> Result<void> {
        auto created = CollectionStore::create(connection, {"orders", someSchema(), {}, true}, 1234);
        return created ? Result<void>() : fail(created.error());
    }));
    CollectionStore store(fixture.database());
    const auto found = store.find("orders");
    QVERIFY(found);
    QVERIFY(found->schema == someSchema());
    QVERIFY(found->critical);
    QCOMPARE(found->schemaVersion, 1);
    QCOMPARE(found->createdAt, UnixMillis{1234});
    QCOMPARE(found->documentCount, 0);
    QCOMPARE(store.findByKey(found->key)->name, std::string("orders"));
    fixture.createCollection("alpha");
    const auto all = store.list();
    QVERIFY(all);
    QCOMPARE(all->size(), std::size_t{2});
    QCOMPARE(all->front().name, std::string("alpha"));
}

void TestCollectionStore::refusesTheSameNameTwice()
{
    test::StorageFixture fixture;
    QVERIFY(fixture.createCollection("orders") > 0);
    const auto again = fixture.write([](Connection &connection) -> Result<void> {
        auto created = CollectionStore::create(connection, {"orders", std::nullopt, {}, false}, 1);
        return created ? Result<void>() : fail(created.error());
    });
    QVERIFY(!again);
    QCOMPARE(again.error().reason, std::string("collection_exists"));
}

void TestCollectionStore::namesTheNearestCollection()
{
    test::StorageFixture fixture;
    fixture.createCollection("orders");
    fixture.createCollection("tickets");
    CollectionStore store(fixture.database());
    const auto near = store.find("oders");
    QVERIFY(!near);
    QCOMPARE(near.error().reason, std::string("collection_unknown"));
    QVERIFY(near.error().message.find("\"orders\"") != std::string::npos);
    const auto far = store.find("something-else");
    QVERIFY(far.error().message.find("Did you mean") == std::string::npos);
}

void TestCollectionStore::replacesASchemaOnlyAtTheExpectedVersion()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("orders");
    const auto set = [&](std::int64_t expected) {
        return fixture.write([=](Connection &connection) {
            return CollectionStore::setSchema(connection, key, someSchema(), expected);
        });
    };
    QVERIFY(set(1));
    QCOMPARE(set(1).error().reason, std::string("precondition_failed"));
    QVERIFY(set(0));
    const auto found = CollectionStore(fixture.database()).findByKey(key);
    QVERIFY(found);
    QCOMPARE(found->schemaVersion, 3);
    QCOMPARE(found->generation, 2);
    QVERIFY(found->schema == someSchema());
}

void TestCollectionStore::seesANewSchemaAtOnce()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("orders");
    CollectionStore store(fixture.database());
    // The second time from what was read the first time.
    for (int i = 0; i < 2; ++i)
        QVERIFY(!(store.find("orders")->schema == someSchema()));
    QVERIFY(fixture.write([=](Connection &connection) {
        return CollectionStore::setSchema(connection, key, someSchema(), 0);
    }));
    for (int i = 0; i < 2; ++i)
        QVERIFY(store.find("orders")->schema == someSchema());
}

void TestCollectionStore::raisesTheGeneration()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("orders");
    QVERIFY(fixture.write([=](Connection &connection) -> Result<void> {
        if (auto critical = CollectionStore::setCritical(connection, key, true); !critical)
            return critical;
        return CollectionStore::raiseGeneration(connection, key);
    }));
    const auto found = CollectionStore(fixture.database()).findByKey(key);
    QCOMPARE(found->generation, 1);
    QVERIFY(found->critical);
    const auto unknown = fixture.write(
        [](Connection &connection) { return CollectionStore::raiseGeneration(connection, 77); });
    QCOMPARE(unknown.error().reason, std::string("collection_unknown"));
}

void TestCollectionStore::removesACollectionWithAllThatIsItsOwn()
{
    test::StorageFixture fixture;
    const std::int64_t key = fixture.createCollection("orders");
    const std::int64_t other = fixture.createCollection("others");
    QVERIFY(fixture.write([=](Connection &connection) -> Result<void> {
        for (const std::int64_t collection : {key, other}) {
            if (auto put = DocumentStore::put(connection, collection, "a", "{}", 1); !put)
                return fail(put.error());
            QuarantinedRecord record;
            record.id = "q" + std::to_string(collection);
            record.collection = collection;
            if (auto added = QuarantineStore::add(connection, record); !added)
                return added;
        }
        return CollectionStore::remove(connection, key);
    }));
    QVERIFY(!CollectionStore(fixture.database()).findByKey(key));
    QVERIFY(!*DocumentStore(fixture.database()).find(key, "a"));
    QVERIFY(*DocumentStore(fixture.database()).find(other, "a"));
    QCOMPARE(ChangeLog(fixture.database()).after(key, 0, 10)->size(), std::size_t{0});
    QCOMPARE(*QuarantineStore(fixture.database()).count(key), 0);
    QCOMPARE(*QuarantineStore(fixture.database()).count(other), 1);
    QVERIFY(fixture.database().check());
}

void TestCollectionStore::neverUsesAKeyTwice()
{
    test::StorageFixture fixture;
    const std::int64_t first = fixture.createCollection("orders");
    QVERIFY(
        fixture.write([=](Connection &connection) { return CollectionStore::remove(connection, first); }));
    fixture.reopen();
    QVERIFY(fixture.createCollection("orders") > first);
}

QTEST_GUILESS_MAIN(TestCollectionStore)
#include "tst_collectionstore.moc"
