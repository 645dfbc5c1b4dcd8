#include "core/ingest/ingestservice.h"

#include "core/storage/ingeststores.h"
#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace explorer;
using api::BulkAnswer;
using api::Ledger;
using ingest::IngestRequest;
using ingest::IngestService;

namespace
{

/// A real database and index in a temporary folder.
struct Bench {
    Bench()
    {
        const std::filesystem::path root = folder.path().toStdString();
        database = std::move(*storage::Database::open(root / "db", {}, logger));
        indexes = std::move(*index::IndexCatalog::open(root / "index", *database, {}, logger));
        service = std::move(*IngestService::create(*database, *indexes, metrics, settings(), clock, logger));
    }
    static ingest::IngestSettings settings()
    {
        ingest::IngestSettings made;
        made.batchRecords = 2000;
        return made;
    }
    void create(const std::string &name, const api::Schema &schema = {})
    {
        api::CollectionCreate create;
        create.name = name;
        if (!schema.fields.empty())
            create.schema = schema;
        QVERIFY(service->createCollection(create).has_value());
    }
    Result<BulkAnswer> send(std::string_view body, const std::function<void(IngestRequest &)> &change = {})
    {
        IngestRequest request;
        request.collection = "c";
        request.body = body;
        if (change)
            change(request);
        return service->ingest(request);
    }

    QTemporaryDir folder;
    test::FakeClock clock;
    Logger logger{LogLevel::Error, [](std::string_view) {}};
    metrics::Metrics metrics;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<index::IndexCatalog> indexes;
    std::unique_ptr<IngestService> service;
};

std::int64_t keyOf(Bench &bench, const std::string &name)
{
    return storage::CollectionStore(*bench.database).find(name)->key;
}

} // namespace

class IngestServiceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { index::initializeLucene(); }
    void ledgerAddsUpWithBadRecords();
    void infersTheSchemaOfTheFirstBatch();
    void addsNewFieldsAndRefusesBeyondTheLimit();
    void quarantinesValuesOfTheWrongType();
    void tellsDuplicatesFromReplacements();
    void keepsSourcesByteForByte();
    void takesIds_data();
    void takesIds();
    void writesNothingOfABadAtomicBatch();
    void writesNothingInADryRun();
    void answersARepeatedKeyFromTheStore();
    void refusesTooManyRecords();
    void putsGetsAndRemoves();
    void refusesABadPutWithItsPlace();
    void answersOnceSearchesSeeIt();
    void changesASchema();
    void takesRequestsInParallel();
};

void IngestServiceTest::ledgerAddsUpWithBadRecords()
{
    Bench bench;
    bench.create("c");
    std::string body;
    int bad = 0;
    for (int i = 0; i < 1000; ++i) {
        if (i % 27 == 13) {
            body += bad % 3 == 0 ? "{\"id\":\n" : bad % 3 == 1 ? "[1,2]\n" : "{\"a\":1,\"a\":2}\n";
            ++bad;
        } else {
            body += "{\"id\":\"" + std::to_string(i) + "\",\"n\":" + std::to_string(i) + "}\n";
        }
    }
    QCOMPARE(bad, 37);
    const auto answer = bench.send(body);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->ledger, (Ledger{1000, 963, 0, 37, 0}));
    QCOMPARE(answer->items.size(), 1000U);
    QCOMPARE(answer->items[13].status, std::string("quarantined"));
    QCOMPARE(answer->items[13].line, 14);
    QCOMPARE(answer->items[13].error->code, std::string("json_syntax"));
    QCOMPARE(answer->items[40].error->code, std::string("not_an_object"));
    QCOMPARE(answer->items[67].error->code, std::string("duplicate_key"));
    QCOMPARE(answer->items[67].error->pointer, std::string("/a"));
    QVERIFY(answer->sequence > 0);
    storage::QuarantineStore quarantine(*bench.database);
    QCOMPARE(*quarantine.count(keyOf(bench, "c")), 37);
    const auto kept = quarantine.find(answer->items[40].quarantineId);
    QVERIFY(kept.has_value() && kept->has_value());
    QCOMPARE((*kept)->raw, std::string("[1,2]"));
    QCOMPARE(bench.service->collection("c")->documentCount, 963);

    const std::string large =
        "{\"id\":\"big\",\"t\":\"" + std::string(1 << 20, 'x') + "\"}\n{\"id\":\"small\"}\n";
    const auto second = bench.send(large, [](IngestRequest &request) { request.onlyProblems = true; });
    QCOMPARE(second->ledger, (Ledger{2, 1, 0, 0, 1}));
    QCOMPARE(second->items.size(), 1U);
    QCOMPARE(second->items[0].error->code, std::string("document_too_large"));
}

void IngestServiceTest::infersTheSchemaOfTheFirstBatch()
{
    Bench bench;
    bench.create("c");
    QVERIFY(
        bench
            .send(
                R"({"n":1,"text":"a longer text of many words","at":"2024-03-04T10:00:00Z","in":{"ok":true}})")
            .has_value());
    const auto info = bench.service->collection("c");
    QCOMPARE(info->schema.fields.size(), 4U);
    QVERIFY(info->schema.find("n")->type == api::FieldType::Long);
    QVERIFY(info->schema.find("text")->type == api::FieldType::Text);
    QVERIFY(info->schema.find("at")->type == api::FieldType::Date);
    QVERIFY(info->schema.find("in.ok")->type == api::FieldType::Boolean);
    const std::int64_t version = info->schemaVersion;
    QVERIFY(bench.send(R"({"n":2})").has_value());
    QCOMPARE(bench.service->collection("c")->schemaVersion, version);
}

void IngestServiceTest::addsNewFieldsAndRefusesBeyondTheLimit()
{
    Bench bench;
    bench.create("c");
    for (int from = 0; from < 1000; from += 200) {
        std::string body = "{\"id\":\"" + std::to_string(from) + "\"";
        for (int i = from; i < from + 200; ++i)
            body += ",\"f" + std::to_string(i) + "\":1";
        QCOMPARE(bench.send(body + "}")->ledger.indexed, 1);
    }
    QCOMPARE(bench.service->collection("c")->schema.fields.size(), 1000U);
    const auto answer = bench.send("{\"one_more\":1}\n{\"f7\":2}\n");
    QCOMPARE(answer->ledger, (Ledger{2, 1, 0, 1, 0}));
    QCOMPARE(answer->items[0].error->code, std::string("too_many_fields"));
}

void IngestServiceTest::quarantinesValuesOfTheWrongType()
{
    Bench bench;
    api::Schema schema;
    schema.fields["n"].type = api::FieldType::Long;
    schema.fields["list.d"].type = api::FieldType::Date;
    bench.create("c", schema);
    const auto answer =
        bench.send("{\"n\":\"12\"}\n{\"n\":\"x\"}\n{\"list\":[{\"d\":\"2024-01-01\"},{\"d\":true}]}\n");
    QCOMPARE(answer->ledger, (Ledger{3, 1, 0, 2, 0}));
    QCOMPARE(answer->items[1].error->code, std::string("type_mismatch"));
    QCOMPARE(answer->items[1].error->pointer, std::string("/n"));
    QCOMPARE(answer->items[1].error->expected, (std::vector<std::string>{"long"}));
    QCOMPARE(answer->items[2].error->pointer, std::string("/list/1/d"));
}

void IngestServiceTest::tellsDuplicatesFromReplacements()
{
    Bench bench;
    bench.create("c");
    const auto first = bench.send("{\"id\":\"a\",\"n\":1}\n{\"id\":\"a\",\"n\":1}\n{\"id\":\"b\",\"n\":1}\n");
    QCOMPARE(first->ledger, (Ledger{3, 2, 1, 0, 0}));
    const auto second = bench.send("{\"id\":\"a\",\"n\":2}\n{\"id\":\"b\",\"n\":1}\n");
    QCOMPARE(second->ledger, (Ledger{2, 1, 1, 0, 0}));
    QCOMPARE(bench.service->get("c", "a")->source, std::string("{\"id\":\"a\",\"n\":2}"));
    QCOMPARE(bench.service->collection("c")->documentCount, 2);
}

void IngestServiceTest::keepsSourcesByteForByte()
{
    Bench bench;
    bench.create("c");
    const std::string source = R"({ "n" : 9007199254740993, "d":1.10, "u":"\u00e4/\/" , "id":"x" })";
    QCOMPARE(bench.send(source + "\r\n")->ledger.indexed, 1);
    QCOMPARE(bench.service->get("c", "x")->source, source);
}

void IngestServiceTest::takesIds_data()
{
    QTest::addColumn<std::string>("body");
    QTest::addColumn<std::string>("id");
    QTest::addColumn<std::string>("code");
    using Text = std::string;
    const auto row = [](const char *name, const Text &body, const Text &id, const Text &code = {}) {
        QTest::newRow(name) << body << id << code;
    };
    row("text", R"({"id":"a b"})", "a b");
    row("integer", R"({"id":-7})", "-7");
    row("integer beyond 2^63", R"({"id":18446744073709551615})", "18446744073709551615");
    row("fraction as written", R"({"x":[{"id":2}],"s":"\"id\":3","id": 1.50 })", "1.50");
    row("empty", R"({"id":""})", "", "id_invalid");
    row("null", R"({"id":null})", "", "id_invalid");
    row("array", R"({"id":["x"]})", "", "id_invalid");
    row("too long", R"({"id":")" + Text(513, 'i') + "\"}", "", "id_invalid");
}

void IngestServiceTest::takesIds()
{
    QFETCH(std::string, body);
    QFETCH(std::string, id);
    QFETCH(std::string, code);
    Bench bench;
    bench.create("c");
    const auto answer = bench.send(body);
    QVERIFY(answer.has_value());
    if (code.empty())
        QCOMPARE(answer->items[0].id, id);
    else
        QCOMPARE(answer->items[0].error->code, code);
    const auto made = bench.send("{}\n{ \"n\":1}\n");
    QCOMPARE(made->ledger.indexed, 2);
    QCOMPARE(bench.service->get("c", made->items[0].id)->source, "{\"id\":\"" + made->items[0].id + "\"}");
    QCOMPARE(bench.service->get("c", made->items[1].id)->source,
             "{\"id\":\"" + made->items[1].id + "\", \"n\":1}");
}

void IngestServiceTest::writesNothingOfABadAtomicBatch()
{
    Bench bench;
    bench.create("c");
    const auto atomic = [](IngestRequest &request) { request.atomic = true; };
    const auto refused = bench.send("{\"id\":\"a\"}\n{\"id\":}\n", atomic);
    QCOMPARE(refused->ledger, (Ledger{2, 0, 0, 0, 2}));
    QCOMPARE(refused->items[0].error->code, std::string("batch_refused"));
    QCOMPARE(refused->items[1].error->code, std::string("json_syntax"));
    QCOMPARE(refused->sequence, 0);
    QCOMPARE(bench.service->collection("c")->documentCount, 0);
    QCOMPARE(*storage::QuarantineStore(*bench.database).count(keyOf(bench, "c")), 0);
    QCOMPARE(bench.send("{\"id\":\"a\"}\n{\"id\":\"b\"}\n", atomic)->ledger, (Ledger{2, 2, 0, 0, 0}));
}

void IngestServiceTest::writesNothingInADryRun()
{
    Bench bench;
    bench.create("c");
    QVERIFY(bench.send("{\"id\":\"old\"}").has_value());
    const auto answer =
        bench.send("{\"id\":\"old\"}\n{\"id\":\"new\",\"n\":1}\n{\"id\":\"new\",\"n\":1}\n{]\n",
                   [](IngestRequest &request) { request.dryRun = true; });
    QVERIFY(answer->dryRun);
    QCOMPARE(answer->ledger, (Ledger{4, 1, 2, 1, 0}));
    QCOMPARE(bench.service->collection("c")->documentCount, 1);
    QVERIFY(bench.service->collection("c")->schema.fields.empty());
    QCOMPARE(*storage::QuarantineStore(*bench.database).count(keyOf(bench, "c")), 0);
}

void IngestServiceTest::answersARepeatedKeyFromTheStore()
{
    Bench bench;
    bench.create("c");
    const auto keyed = [](const char *user) {
        return [user](IngestRequest &request) {
            request.idempotencyKey = "k1";
            request.userId = user;
        };
    };
    const auto first = bench.send("{\"n\":1}\nbad\n", keyed("u"));
    const auto again = bench.send("{\"n\":1}\nbad\n", keyed("u"));
    QVERIFY(first.has_value() && again.has_value());
    QCOMPARE(again->ledger, first->ledger);
    QCOMPARE(again->items[0].id, first->items[0].id);
    QCOMPARE(again->sequence, first->sequence);
    QCOMPARE(bench.service->collection("c")->documentCount, 1);
    QCOMPARE(bench.send("{\"n\":2}\n", keyed("u")).error().reason, std::string("idempotency_mismatch"));
    QCOMPARE(bench.send("{\"n\":2}\n", keyed("other"))->ledger.indexed, 1);
    bench.clock.advance(std::chrono::hours(25));
    QCOMPARE(bench.send("{\"n\":2}\n", keyed("u"))->ledger.indexed, 1);
}

void IngestServiceTest::refusesTooManyRecords()
{
    Bench bench;
    bench.create("c");
    std::string body;
    for (int i = 0; i < 2001; ++i)
        body += "{}\n";
    const auto answer = bench.send(body);
    QVERIFY(!answer.has_value());
    QCOMPARE(answer.error().reason, std::string("too_large"));
    QVERIFY(answer.error().message.find("2000") != std::string::npos);
    QCOMPARE(bench.send("{}", [](IngestRequest &request) { request.collection = "none"; }).error().reason,
             std::string("collection_unknown"));
}

void IngestServiceTest::putsGetsAndRemoves()
{
    Bench bench;
    bench.create("c");
    const auto made = bench.service->put("c", "x/\"1", R"({"n":1})", 0, false);
    QVERIFY(made.has_value());
    QVERIFY(made->created);
    const auto stored = bench.service->get("c", "x/\"1");
    QCOMPARE(stored->source, std::string(R"({"id":"x/\"1","n":1})"));
    QCOMPARE(stored->sequence, made->sequence);
    QCOMPARE(bench.service->put("c", "x/\"1", R"({"n":2})", 0, false).error().reason,
             std::string("precondition_failed"));
    const auto changed = bench.service->put("c", "x/\"1", R"({"n":2})", made->sequence, false);
    QVERIFY(changed.has_value() && !changed->created && changed->sequence > made->sequence);
    QCOMPARE(bench.service->remove("c", "x/\"1", made->sequence, false).error().reason,
             std::string("precondition_failed"));
    QVERIFY(bench.service->remove("c", "x/\"1", changed->sequence, false)->sequence > changed->sequence);
    QCOMPARE(bench.service->get("c", "x/\"1").error().reason, std::string("document_unknown"));
    QVERIFY(bench.service->removeCollection("c").has_value());
    QVERIFY(bench.service->collections()->empty());
}

void IngestServiceTest::refusesABadPutWithItsPlace()
{
    Bench bench;
    api::Schema schema;
    schema.fields["n"].type = api::FieldType::Long;
    bench.create("c", schema);
    const auto wrongType = bench.service->put("c", "1", R"({"n":"x"})", {}, false);
    QCOMPARE(wrongType.error().reason, std::string("document_invalid"));
    QCOMPARE(wrongType.error().details.at(0).pointer, std::string("/n"));
    QCOMPARE(bench.service->put("c", "1", R"({"id":"2"})", {}, false).error().details.at(0).code,
             std::string("id_mismatch"));
    QCOMPARE(bench.service->put("c", "1", R"({"n":)", {}, false).error().reason, std::string("syntax"));
    QVERIFY(bench.service->put("c", "1", R"({"id":1})", {}, false).has_value());
    QCOMPARE(*storage::QuarantineStore(*bench.database).count(keyOf(bench, "c")), 0);
}

void IngestServiceTest::answersOnceSearchesSeeIt()
{
    Bench bench;
    bench.create("c");
    const auto answer = bench.send("{\"id\":\"1\",\"text\":\"the quick brown fox jumps\"}\n",
                                   [](IngestRequest &request) { request.waitVisible = true; });
    QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
    const std::int64_t key = keyOf(bench, "c");
    QVERIFY(bench.indexes->state(key).visibleSequence >= answer->sequence);
    const auto schema = bench.service->collection("c")->schema;
    const auto compiled = query::compile("quick", schema, {});
    QVERIFY(compiled.has_value());
    index::IndexQuery search;
    search.root = compiled->root;
    const auto index = bench.indexes->find(key);
    QVERIFY(index.has_value());
    QCOMPARE((*index)->search(search)->total, 1);
}

void IngestServiceTest::changesASchema()
{
    Bench bench;
    bench.create("c");
    QVERIFY(bench.send(R"({"code":"a-1"})").has_value());
    auto info = bench.service->collection("c");
    info->schema.fields["code"].type = api::FieldType::Text;
    QCOMPARE(bench.service->changeSchema("c", info->schema, info->schemaVersion + 5).error().reason,
             std::string("precondition_failed"));
    const auto changed = bench.service->changeSchema("c", info->schema, info->schemaVersion);
    QVERIFY(changed.has_value());
    QVERIFY(changed->schemaVersion > info->schemaVersion);
    QVERIFY(changed->schema.find("code")->type == api::FieldType::Text);
}

void IngestServiceTest::takesRequestsInParallel()
{
    Bench bench;
    bench.create("c");
    std::atomic<std::int64_t> indexed{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&bench, &indexed, t] {
            for (int i = 0; i < 5; ++i) {
                // Each batch brings a field of its own, so that all of them extend the schema at once.
                const auto answer =
                    bench.send("{\"f" + std::to_string(t * 5 + i) + "\":1}\n{\"shared\":2}\n");
                QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
                indexed += answer->ledger.indexed;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(indexed.load(), 40);
    QCOMPARE(bench.service->collection("c")->schema.fields.size(), 21U);
}

QTEST_GUILESS_MAIN(IngestServiceTest)
#include "tst_ingestservice.moc"
