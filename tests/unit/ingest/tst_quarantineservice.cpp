#include "core/ingest/quarantineservice.h"

#include "support/fakeclock.h"

#include <QTemporaryDir>
#include <QtTest>

#include <set>

using namespace explorer;
using api::Ledger;
using ingest::IngestRequest;
using ingest::IngestService;
using ingest::QuarantineFix;
using ingest::QuarantineSelection;
using ingest::QuarantineService;
using nlohmann::json;

namespace
{

/// A service with one collection `c` whose `n` is a long, and its quarantine.
struct Bench {
    explicit Bench(const ingest::IngestSettings &settings = {})
    {
        const std::filesystem::path root = folder.path().toStdString();
        database = std::move(*storage::Database::open(root / "db", {}, logger));
        indexes = std::move(*index::IndexCatalog::open(root / "index", *database, {}, logger));
        service = std::move(*IngestService::create(*database, *indexes, metrics, settings, clock, logger));
        quarantine = std::make_unique<QuarantineService>(*database, *service, settings, clock);
        api::CollectionCreate create;
        create.name = "c";
        create.schema.emplace().fields["n"].type = api::FieldType::Long;
        created = service->createCollection(create).has_value();
    }
    Result<api::BulkAnswer> send(std::string_view body,
                                 api::DocumentFormat format = api::DocumentFormat::NdJson)
    {
        IngestRequest request;
        request.collection = "c";
        request.body = body;
        request.format.format = format;
        request.requestId = "batch-1";
        return service->ingest(request);
    }
    std::int64_t total(const std::string &query)
    {
        const auto page = quarantine->page({"c", {}, query, {}}, 1);
        return page ? page->total : -1;
    }
    std::string source(const std::string &id)
    {
        return service->get("c", id).value_or(storage::Document{}).source;
    }

    QTemporaryDir folder;
    test::FakeClock clock;
    Logger logger{LogLevel::Error, [](std::string_view) {}};
    metrics::Metrics metrics;
    std::unique_ptr<storage::Database> database;
    std::unique_ptr<index::IndexCatalog> indexes;
    std::unique_ptr<IngestService> service;
    std::unique_ptr<QuarantineService> quarantine;
    bool created = false;
};

const QuarantineSelection kAll{"c", {}, "*", {}};

Result<void> noNote(storage::Connection &, std::int64_t) { return {}; }

/// 1,000 records of which 37 have a text as their number.
std::string mixedBody()
{
    std::string body;
    for (int i = 0; i < 1000; ++i)
        body += R"({"id":")" + std::to_string(i) + R"(","n":)" +
                (i % 27 == 13 ? "\"x" + std::to_string(i) + "\"" : std::to_string(i)) + "}\n";
    return body;
}

} // namespace

class QuarantineServiceTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { index::initializeLucene(); }
    void fixesAndReplaysUntilAllAreIn();
    void findsRecordsByTheirFields_data();
    void findsRecordsByTheirFields();
    void pagesAndGroups();
    void editsARecordByVersion();
    void keepsWhatFailsAgainWithItsNewReason();
    void replaysRowsAsTheyWereRead();
    void refusesNewInputWhileFull();
    void discardsWithItsNoteOrNotAtAll();
    void countsItsSizeExactly();
    void refusesWrongFixes_data();
    void refusesWrongFixes();
    void changesTextsByOperations_data();
    void changesTextsByOperations();
};

void QuarantineServiceTest::fixesAndReplaysUntilAllAreIn()
{
    Bench bench;
    QVERIFY(bench.created);
    QCOMPARE(bench.send(mixedBody())->ledger, (Ledger{1000, 963, 0, 37, 0}));
    const auto trial = bench.quarantine->replay(kAll, true, false, "r");
    QCOMPARE(trial->answer.ledger, (Ledger{37, 0, 0, 37, 0}));
    const auto fix = QuarantineFix::fromJson(json::parse(
        R"([{"op":"replace","pointer":"/n","find":"^x","with":""},{"op":"cast","pointer":"/n","to":"long"}])"));
    QVERIFY(fix.has_value());
    const auto preview = bench.quarantine->fix(kAll, *fix, true);
    QCOMPARE(preview->changed, 37);
    QCOMPARE(preview->examples.size(), 10U);
    QCOMPARE(preview->examples.back().after.find('x'), std::string::npos);
    QCOMPARE(bench.quarantine->replay(kAll, true, false, "r")->answer.ledger.quarantined, 37);
    QCOMPARE(bench.quarantine->fix(kAll, *fix, false)->changed, 37);
    const auto replayed = bench.quarantine->replay(kAll, false, false, "r");
    QVERIFY2(replayed.has_value(), replayed ? "" : replayed.error().message.c_str());
    QCOMPARE(replayed->answer.ledger, (Ledger{37, 37, 0, 0, 0}));
    QCOMPARE(bench.service->collection("c")->documentCount, 1000);
    QCOMPARE(bench.total("*"), 0);
    QCOMPARE(bench.source("13"), std::string(R"({"id":"13","n":13})"));
    QCOMPARE(bench.quarantine->fill()->size.bytes, 0);
}

void QuarantineServiceTest::findsRecordsByTheirFields_data()
{
    QTest::addColumn<std::string>("query");
    QTest::addColumn<int>("total");
    const auto row = [](const char *query, int total) {
        QTest::newRow(query) << std::string(query) << total;
    };
    row("*", 4);
    row("stage:types", 2);
    row("stage:structure and not code:json_syntax", 1);
    row("path:\"/n\"", 2);
    row("pattern:\"/list/*\"", 0);
    row("batch:batch-1", 4);
    row("line:[2 TO 3]", 2);
    row("raw:elephant", 1);
    row("elephant", 1);
    row("at:>2023-01-01", 4);
    row("at:<2023-01-01", 0);
    row("code:type_*", 2);
}

void QuarantineServiceTest::findsRecordsByTheirFields()
{
    QFETCH(std::string, query);
    QFETCH(int, total);
    Bench bench;
    QVERIFY(bench.send("{\"n\":1}\n{\"n\":\"an elephant\"}\n{\"n\":\"b\"}\n{broken\n[1]\n").has_value());
    QCOMPARE(bench.total(query), total);
}

void QuarantineServiceTest::pagesAndGroups()
{
    Bench bench;
    QVERIFY(bench.send(mixedBody()).has_value());
    QVERIFY(bench.send("{broken\n").has_value());
    std::set<std::string> seen;
    QuarantineSelection selection{"c", {}, "stage:types", {}};
    int pages = 0;
    do {
        const auto page = bench.quarantine->page(selection, 10);
        QVERIFY(page.has_value());
        QCOMPARE(page->total, 37);
        for (const auto &record : page->records)
            seen.insert(record.id);
        selection.cursor = page->nextCursor;
        ++pages;
    } while (!selection.cursor.empty());
    QCOMPARE(seen.size(), 37U);
    QCOMPARE(pages, 4);
    const auto groups = bench.quarantine->groups("c");
    QCOMPARE(groups->size(), 2U);
    QCOMPARE(groups->front().count, 37);
    QCOMPARE(groups->front().code + groups->front().pattern, std::string("type_mismatch/n"));
    QCOMPARE(groups->front().first, bench.clock.nowMillis());
    QVERIFY(!groups->front().message.empty());
}

void QuarantineServiceTest::editsARecordByVersion()
{
    Bench bench;
    const std::string id = bench.send("{\"n\":\"a\"}\n")->items.front().quarantineId;
    const auto edited = bench.quarantine->edit(id, "{\"n\":5,\"id\":\"e\"}", 1);
    QCOMPARE(edited->version, 2);
    QCOMPARE(edited->text(), std::string("{\"n\":5,\"id\":\"e\"}"));
    QCOMPARE(edited->raw, std::string("{\"n\":\"a\"}"));
    QCOMPARE(bench.quarantine->edit(id, "{}", 1).error().reason, std::string("precondition_failed"));
    QCOMPARE(bench.quarantine->edit("nothing", "{}", 1).error().reason, std::string("quarantine_unknown"));
    QCOMPARE(bench.quarantine->replay({"c", {id}, {}, {}}, false, false, "r")->answer.ledger.indexed, 1);
    QCOMPARE(bench.source("e"), std::string("{\"n\":5,\"id\":\"e\"}"));
}

void QuarantineServiceTest::keepsWhatFailsAgainWithItsNewReason()
{
    Bench bench;
    const std::string id = bench.send("{broken\n")->items.front().quarantineId;
    QVERIFY(bench.quarantine->edit(id, "{\"n\":\"still\"}", {}).has_value());
    const auto replayed = bench.quarantine->replay({"c", {id}, {}, {}}, false, false, "r");
    QCOMPARE(replayed->answer.ledger, (Ledger{1, 0, 0, 1, 0}));
    QCOMPARE(replayed->answer.items.front().quarantineId, id);
    const auto kept = bench.quarantine->find(id);
    QCOMPARE(kept->stage + kept->pointer, std::string("types/n"));
    QCOMPARE(kept->raw, std::string("{broken"));
    QCOMPARE(kept->requestId, std::string("batch-1"));
    QCOMPARE(bench.total("*"), 1);
}

void QuarantineServiceTest::replaysRowsAsTheyWereRead()
{
    Bench bench;
    QCOMPARE(bench.send("id,n\na,1\nb,two\n", api::DocumentFormat::Csv)->ledger, (Ledger{2, 1, 0, 1, 0}));
    const auto page = bench.quarantine->page(kAll, 1);
    QCOMPARE(page->records.front().raw, std::string("b,two"));
    QCOMPARE(json::parse(page->records.front().text())["n"].get<std::string>(), std::string("two"));
    const auto fix = QuarantineFix::fromJson(json::parse(R"([{"op":"set","pointer":"/n","value":2}])"));
    QCOMPARE(bench.quarantine->fix(kAll, *fix, false)->changed, 1);
    QCOMPARE(bench.quarantine->replay(kAll, false, false, "r")->answer.ledger.indexed, 1);
    QCOMPARE(json::parse(bench.source("b"))["n"].get<int>(), 2);
}

void QuarantineServiceTest::refusesNewInputWhileFull()
{
    ingest::IngestSettings settings;
    settings.quarantineBytes = 20;
    Bench bench(settings);
    const auto first = bench.send("{\"n\":\"far too long for it\"}\n");
    QCOMPARE(first->ledger.quarantined, 1);
    const auto refused = bench.send("{\"n\":1}\n");
    QCOMPARE(refused.error().reason, std::string("quarantine_full"));
    QVERIFY(bench.quarantine->edit(first->items.front().quarantineId, "{\"n\":1}", {}).has_value());
    QCOMPARE(bench.quarantine->replay(kAll, false, false, "r")->answer.ledger.indexed, 1);
    QCOMPARE(bench.send("{\"n\":2}\n")->ledger.indexed, 1);
}

void QuarantineServiceTest::discardsWithItsNoteOrNotAtAll()
{
    Bench bench;
    QVERIFY(bench.send(mixedBody()).has_value());
    const auto failing = [](storage::Connection &, std::int64_t) -> Result<void> {
        return fail(ErrorCode::Io, "audit", "The audit cannot be written.");
    };
    QVERIFY(!bench.quarantine->discard(kAll, failing));
    QCOMPARE(bench.total("*"), 37);
    const auto some = bench.quarantine->discard({"c", {}, "line:<100", {}}, noNote);
    QCOMPARE(some->count, 4);
    QCOMPARE(bench.total("*"), 33);
    QCOMPARE(bench.quarantine->discard(kAll, noNote)->count, 33);
    QCOMPARE(bench.total("*"), 0);
}

void QuarantineServiceTest::countsItsSizeExactly()
{
    Bench bench;
    const auto answer = bench.send("{broken\n{\"n\":\"a\"}\n");
    const std::int64_t bytes = 7 + 9;
    QCOMPARE(bench.quarantine->fill()->size.bytes, bytes);
    QCOMPARE(bench.quarantine->fill()->size.records, 2);
    QVERIFY(bench.quarantine->edit(answer->items.front().quarantineId, "12345", {}).has_value());
    QCOMPARE(bench.quarantine->fill()->size.bytes, bytes + 5);
    bench.clock.advance(std::chrono::hours(31 * 24));
    const UnixMillis before = bench.clock.nowMillis() - 30LL * 24 * 3600 * 1000;
    QVERIFY(bench.database->writeAndWait([before](storage::Connection &connection) -> Result<void> {
        const auto removed = storage::QuarantineStore::removeExpired(connection, before);
        return removed ? Result<void>() : fail(removed.error());
    }));
    QCOMPARE(bench.quarantine->fill()->size.bytes, 0);
}

void QuarantineServiceTest::refusesWrongFixes_data()
{
    QTest::addColumn<std::string>("operations");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const char *operations, const char *pointer) {
        QTest::newRow(name) << std::string(operations) << std::string(pointer);
    };
    row("none", "[]", "/operations");
    row("unknown", R"([{"op":"explode","pointer":"/a"}])", "/operations/0/op");
    row("no pointer", R"([{"op":"drop","pointer":"a"}])", "/operations/0/pointer");
    row("drops all", R"([{"op":"drop","pointer":""}])", "/operations/0/pointer");
    row("type", R"([{"op":"drop","pointer":"/a"},{"op":"cast","pointer":"/a","to":"number"}])",
        "/operations/1/to");
    row("regex", R"([{"op":"replace","pointer":"/a","find":"[","with":""}])", "/operations/0/find");
    row("group", R"([{"op":"replace","pointer":"/a","find":"a","with":"\\1"}])", "/operations/0/find");
}

void QuarantineServiceTest::refusesWrongFixes()
{
    QFETCH(std::string, operations);
    QFETCH(std::string, pointer);
    const auto fix = QuarantineFix::fromJson(json::parse(operations));
    QVERIFY(!fix);
    QCOMPARE(fix.error().reason, std::string("fix_invalid"));
    QCOMPARE(fix.error().details.front().pointer, pointer);
}

void QuarantineServiceTest::changesTextsByOperations_data()
{
    QTest::addColumn<std::string>("operation");
    QTest::addColumn<std::string>("before");
    QTest::addColumn<std::string>("after");
    const auto row = [](const char *name, const char *operation, const char *before, const char *after) {
        QTest::newRow(name) << std::string(operation) << std::string(before) << std::string(after);
    };
    row("set", R"({"op":"set","pointer":"/a","value":[1]})", R"({ "b" : 1.10, "a" : 2 })",
        R"({ "b" : 1.10, "a" : [1] })");
    row("set new", R"({"op":"set","pointer":"/x/y","value":"z"})", R"({"a":1})", R"({"a":1,"x":{"y":"z"}})");
    row("set in nothing", R"({"op":"set","pointer":"/a","value":1})", "{ }", R"({"a":1 })");
    row("drop first", R"({"op":"drop","pointer":"/a"})", R"({"a":1, "b":2})", R"({"b":2})");
    row("drop last", R"({"op":"drop","pointer":"/b"})", R"({"a":1, "b":2})", R"({"a":1})");
    row("drop only", R"({"op":"drop","pointer":"/a"})", R"({"a":1})", "{}");
    row("drop element", R"({"op":"drop","pointer":"/a/1"})", R"({"a":[1,2,3]})", R"({"a":[1,3]})");
    row("escaped key", R"({"op":"drop","pointer":"/a~1b"})", R"({"a\/b":1,"c":"}"})", R"({"c":"}"})");
    row("cast", R"({"op":"cast","pointer":"/a","to":"date"})", R"({"a":"15.03.2024"})",
        R"({"a":"2024-03-15T00:00:00Z"})");
    row("cast to text", R"({"op":"cast","pointer":"/a","to":"keyword"})", R"({"a":1.50})", R"({"a":"1.50"})");
    row("groups", R"j({"op":"replace","pointer":"/a","find":"(\\w+) (\\w+)","with":"\\2 \\1"})j",
        R"({"a":"x y"})", R"({"a":"y x"})");
    row("whole text", R"({"op":"replace","pointer":"","find":",\\s*}","with":"}"})", R"({"a":1,})",
        R"({"a":1})");
    row("not there", R"({"op":"drop","pointer":"/z"})", R"({"a":1})", "");
    row("no JSON", R"({"op":"drop","pointer":"/a"})", R"({"a":1)", "");
}

void QuarantineServiceTest::changesTextsByOperations()
{
    QFETCH(std::string, operation);
    QFETCH(std::string, before);
    QFETCH(std::string, after);
    const auto fix = QuarantineFix::fromJson(json::array({json::parse(operation)}));
    QVERIFY(fix.has_value());
    QCOMPARE(fix->apply(before).value_or(""), after);
}

QTEST_GUILESS_MAIN(QuarantineServiceTest)
#include "tst_quarantineservice.moc"
