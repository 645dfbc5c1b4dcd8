#include "core/ingest/ingestservice.h"
#include "core/storage/ingeststores.h"
#include "support/fakeclock.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace explorer;
using api::Ledger;
using ingest::IngestRequest;
using ingest::IngestService;
using nlohmann::json;

namespace
{

/// A service with one collection `c`.
struct Bench {
    Bench()
    {
        const std::filesystem::path root = folder.path().toStdString();
        database = std::move(*storage::Database::open(root / "db", {}, logger));
        indexes = std::move(*index::IndexCatalog::open(root / "index", *database, {}, logger));
        service = std::move(*IngestService::create(*database, *indexes, metrics, {}, clock, logger));
    }
    Result<api::CollectionInfo> create(const json &collection)
    {
        auto wanted = api::collectionCreateFromJson(collection);
        return wanted ? service->createCollection(*wanted) : fail(wanted.error());
    }
    Result<api::BulkAnswer> send(std::string_view body,
                                 const std::function<void(IngestRequest &)> &change = {})
    {
        IngestRequest request;
        request.collection = "c";
        request.body = body;
        if (change)
            change(request);
        return service->ingest(request);
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
};

QByteArray shared(const char *name)
{
    QFile file(qEnvironmentVariable("EXPLORERIO_SHARED") + QStringLiteral("/data/corpora/") +
               QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Stage, code, rule and pointer in one text.
std::string reasonOf(const api::BulkItem &item)
{
    return item.stage + " " + item.error->code + " " + item.rule + " " + item.error->pointer;
}

template <typename T>
Error errorOf(const Result<T> &result)
{
    return result ? Error{} : result.error();
}

const json kTyped = {
    {"name", "c"},
    {"schema",
     {{"fields", {{"n", "long"}, {"at", "date"}, {"ok", "boolean"}, {"x", "double"}, {"t", "keyword"}}}}}};

} // namespace

class StagesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { index::initializeLucene(); }
    void quarantinesTwelveKindsWithStageAndPath();
    void turnsValuesIntoTheirTypes_data();
    void turnsValuesIntoTheirTypes();
    void takesOwnTypesOnlyWhereStrict();
    void refusesWrongConfigurationsWithTheirPlace_data();
    void refusesWrongConfigurationsWithTheirPlace();
    void triesRulesOnWhatIsThere();
    void enrichesRecords();
    void quarantinesWhatEnrichmentCannotDo();
    void groupsTheErrorsOfADryRun();
    void refusesByPolicyAndKeepsNothing();
    void findsFlaggedDocumentsByTheirFlag();
    void keepsConfigurationsByVersion();
    void takesRealAdvisories();
};

void StagesTest::quarantinesTwelveKindsWithStageAndPath()
{
    Bench bench;
    json collection = kTyped;
    collection["security"] = "quarantine";
    collection["schema"]["json_schema"] = {
        {"required", {"n"}},
        {"properties", {{"t", {{"maxLength", 100}}}, {"tags", {{"items", {{"type", "string"}}}}}}}};
    QVERIFY(bench.create(collection).has_value());
    QVERIFY(bench.service->changeRules(
        "c", {{"rules", {{{"name", "positive"}, {"query", "n:>=0"}, {"message", "n is never negative."}}}}},
        0));
    QVERIFY(bench.service->changeEnrichments(
        "c", {{"enrichments", {{{"type", "cast"}, {"field", "amount"}, {"to", "double"}}}}}, 0));
    const std::vector<std::pair<std::string, std::string>> kinds{
        {R"({"n":1,)", "structure json_syntax  "},
        {R"([1])", "structure not_an_object  "},
        {R"({"n":1,"a":1,"a":2})", "structure duplicate_key  /a"},
        {R"({"t":"n is missing"})", "structure json_schema  "},
        {R"({"n":1,"tags":["a",2]})", "structure json_schema  /tags/1"},
        {R"({"n":1,"id":[1]})", "structure id_invalid  /id"},
        {R"({"n":"twelve"})", "types type_mismatch  /n"},
        {R"({"n":1,"at":"03/04/2024"})", "types type_mismatch  /at"},
        {R"({"n":-1})", "rules rule_broken positive /n"},
        {R"({"n":1,"t":"1' or '1'='1"})", "security security_finding sql_injection /t"},
        {R"({"n":1,"t":"a\u202eb"})", "security security_finding bidi_override /t"},
        {R"({"n":1,"amount":"much"})", "enrichment cast_failed  /amount"},
    };
    std::string body;
    std::map<std::int64_t, std::string> expected;
    for (int line = 1, bad = 0; line <= 1000; ++line) {
        if (line % 27 == 14) {
            const auto &[record, reason] = kinds[static_cast<std::size_t>(bad++) % kinds.size()];
            body += record + "\n";
            expected[line] = reason;
        } else {
            body += R"({"id":")" + std::to_string(line) + R"(","n":)" + std::to_string(line) + "}\n";
        }
    }
    QCOMPARE(expected.size(), 37U);
    const auto answer = bench.send(body);
    QVERIFY2(answer.has_value(), answer ? "" : answer.error().message.c_str());
    QCOMPARE(answer->ledger, (Ledger{1000, 963, 0, 37, 0}));
    std::map<std::int64_t, std::string> found;
    for (const api::BulkItem &item : answer->items) {
        if (item.error)
            found[item.line] = reasonOf(item);
    }
    for (const auto &[line, reason] : expected)
        QCOMPARE(found[line], reason);
    QCOMPARE(found.size(), 37U);
    storage::QuarantineStore store(*bench.database);
    for (const api::BulkItem &item : answer->items) {
        if (!item.error)
            continue;
        const auto kept = *store.find(item.quarantineId);
        QVERIFY(kept.has_value());
        QCOMPARE(kept->stage + " " + kept->code + " " + kept->rule + " " + kept->pointer,
                 expected[item.line]);
        QCOMPARE(json::parse(kept->trail).back()["stage"].get<std::string>(), kept->stage);
        QCOMPARE(json::parse(kept->trail).back()["passed"].get<bool>(), false);
    }
}

void StagesTest::turnsValuesIntoTheirTypes_data()
{
    QTest::addColumn<std::string>("given");
    QTest::addColumn<std::string>("stored");
    const auto row = [](const char *name, const char *given, const char *stored) {
        QTest::newRow(name) << std::string(given) << std::string(stored);
    };
    row("long", R"("n":"12")", R"("n":12)");
    row("long with plus and space", R"("n":" +12 ")", R"("n":12)");
    row("largest long", R"("n":"9223372036854775807")", R"("n":9223372036854775807)");
    row("leading zeros stay as they are written", R"("n":"007")", R"("n":"007")");
    row("list", R"("n":["1",2])", R"("n":[1,2])");
    row("double", R"("x":"1.50")", R"("x":1.50)");
    row("true", R"("ok":"TRUE")", R"("ok":true)");
    row("no", R"("ok":"no")", R"("ok":false)");
    row("RFC 3339 stays", R"("at":"2024-03-15T12:00:00+01:00")", R"("at":"2024-03-15T12:00:00+01:00")");
    row("Apache", R"("at":"15/Mar/2024:12:34:56 +0100")", R"("at":"2024-03-15T11:34:56Z")");
    row("mail", R"("at":"Fri, 15 Mar 2024 12:34:56 +0000")", R"("at":"2024-03-15T12:34:56Z")");
    row("slashes", R"("at":"2024/03/15 12:34:56.789")", R"("at":"2024-03-15T12:34:56.789Z")");
    row("dots", R"("at":"15.3.2024")", R"("at":"2024-03-15T00:00:00Z")");
    row("month's name", R"("at":"March 5, 2024")", R"("at":"2024-03-05T00:00:00Z")");
    row("basic", R"("at":"20240315T123456Z")", R"("at":"2024-03-15T12:34:56Z")");
    row("two readings", R"("at":"03/04/2024")", "");
    row("no such day", R"("at":"31.02.2024")", "");
    row("fraction for a long", R"("n":"1.5")", "");
    row("comma", R"("x":"1,5")", "");
    row("beyond 64 bits", R"("n":"9223372036854775808")", "");
    row("number for a boolean", R"("ok":1)", "");
}

void StagesTest::turnsValuesIntoTheirTypes()
{
    QFETCH(std::string, given);
    QFETCH(std::string, stored);
    Bench bench;
    QVERIFY(bench.create(kTyped).has_value());
    const auto answer = bench.send("{\"id\":\"a\"," + given + "}\n");
    QVERIFY(answer.has_value());
    const api::BulkItem &item = answer->items.front();
    if (stored.empty()) {
        QCOMPARE(item.status, std::string("quarantined"));
        QCOMPARE(item.stage + " " + item.error->code, std::string("types type_mismatch"));
        return;
    }
    QCOMPARE(bench.source("a"), "{\"id\":\"a\"," + stored + "}");
    QCOMPARE(item.changes.empty(), given == stored);
    if (!item.changes.empty())
        QCOMPARE(item.changes.front().action, std::string("cast"));
}

void StagesTest::takesOwnTypesOnlyWhereStrict()
{
    Bench bench;
    json collection = kTyped;
    collection["type_policy"] = "strict";
    QVERIFY(bench.create(collection).has_value());
    const auto answer = bench.send(R"({"n":1,"x":2,"t":"a","ok":true,"at":"2024-03-15T00:00:00Z"}
{"n":"1"}
{"t":5}
{"ok":"true"}
{"x":[1.5,"2"]}
)");
    QVERIFY(answer.has_value());
    QCOMPARE(answer->ledger, (Ledger{5, 1, 0, 4, 0}));
    QCOMPARE(reasonOf(answer->items[1]), std::string("types type_mismatch  /n"));
    QCOMPARE(reasonOf(answer->items[2]), std::string("types type_mismatch  /t"));
    QCOMPARE(reasonOf(answer->items[3]), std::string("types type_mismatch  /ok"));
    QCOMPARE(reasonOf(answer->items[4]), std::string("types type_mismatch  /x/1"));
    QVERIFY(bench.service->setPolicies("c", api::TypePolicy::Lenient, {}).has_value());
    QCOMPARE(bench.send("{\"n\":\"1\"}\n")->ledger.indexed, 1);
}

void StagesTest::refusesWrongConfigurationsWithTheirPlace_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<std::string>("configuration");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const char *what, const char *configuration, const char *pointer) {
        QTest::newRow(name) << QString::fromLatin1(what) << std::string(configuration)
                            << std::string(pointer);
    };
    row("rule's syntax", "rules", R"({"rules":[{"name":"a","query":"n:(1 or","message":"m"}]})",
        "/rules/0/query");
    row("rule's type", "rules", R"({"rules":[{"name":"a","query":"n:abc","message":"m"}]})",
        "/rules/0/query");
    row("rule's name", "rules", R"({"rules":[{"name":"A b","query":"n:1","message":"m"}]})", "/rules/0/name");
    row("name twice", "rules",
        R"({"rules":[{"name":"a","query":"n:1","message":"m"},{"name":"a","query":"n:1","message":"m"}]})",
        "/rules/1/name");
    row("no message", "rules", R"({"rules":[{"name":"a","query":"n:1"}]})", "/rules/0/message");
    row("unknown member", "rules", R"({"rules":[{"name":"a","query":"n:1","message":"m","x":1}]})",
        "/rules/0/x");
    row("no list", "rules", R"({"rules":{}})", "/rules");
    row("unknown type", "enrichments", R"({"enrichments":[{"type":"magic"}]})", "/enrichments/0/type");
    row("pattern", "enrichments", R"({"enrichments":[{"type":"extract","from":"t","pattern":"(?P<a>["}]})",
        "/enrichments/0/pattern");
    row("no named group", "enrichments",
        R"j({"enrichments":[{"type":"extract","from":"t","pattern":"(a)"}]})j", "/enrichments/0/pattern");
    row("expression", "enrichments", R"({"enrichments":[{"type":"compute","field":"y","expression":"n +"}]})",
        "/enrichments/0/expression");
    row("the id", "enrichments", R"({"enrichments":[{"type":"rename","from":"t","to":"id"}]})",
        "/enrichments/0/to");
    row("column", "enrichments",
        R"({"enrichments":[{"type":"lookup","from":"t","csv":"a,b\n1,2","key":"a","take":{"z":"y"}}]})",
        "/enrichments/0/take");
    row("no schema", "schema", R"({"fields":{},"json_schema":{"type":"strin"}})", "/json_schema/type");
}

void StagesTest::refusesWrongConfigurationsWithTheirPlace()
{
    QFETCH(QString, what);
    QFETCH(std::string, configuration);
    QFETCH(std::string, pointer);
    Bench bench;
    QVERIFY(bench.create(kTyped).has_value());
    const json value = json::parse(configuration);
    Error error;
    if (what == QStringLiteral("rules"))
        error = errorOf(bench.service->changeRules("c", value, 0));
    else if (what == QStringLiteral("enrichments"))
        error = errorOf(bench.service->changeEnrichments("c", value, 0));
    else
        error = errorOf(bench.service->changeSchema("c", {}, 0, api::wireSchemaFromJson(value)->jsonSchema));
    QVERIFY(error.code == ErrorCode::InvalidArgument);
    QVERIFY(!error.details.empty());
    QCOMPARE(error.details.front().pointer, pointer);
    if (pointer == "/rules/0/query")
        QVERIFY(error.details.front().offset.has_value());
}

void StagesTest::triesRulesOnWhatIsThere()
{
    Bench bench;
    QVERIFY(bench.create(kTyped).has_value());
    std::string body;
    for (int i = 0; i < 2500; ++i)
        body += R"({"id":")" + std::to_string(i) + R"(","n":)" + std::to_string(i) + "}\n";
    QVERIFY(bench.send(body).has_value());
    const json rules = {{"rules",
                         {{{"name", "small"}, {"query", "n:<2400"}, {"message", "n is small."}},
                          {{"name", "there"}, {"query", "n:*"}, {"message", "n is there."}}}}};
    const auto trial = bench.service->tryRules("c", rules, Deadline());
    QVERIFY(trial.has_value());
    QCOMPARE(trial->examined, 2500);
    QCOMPARE(trial->findings[0].broken, 100);
    QCOMPARE(trial->findings[0].ids.size(), 20U);
    QCOMPARE(trial->findings[0].ids.front(), std::string("2400"));
    QCOMPARE(trial->findings[1].broken, 0);
    QCOMPARE(bench.service->rules("c")->json["rules"].size(), 0U);
}

void StagesTest::enrichesRecords()
{
    Bench bench;
    QVERIFY(bench.create(json{{"name", "c"}}).has_value());
    api::CollectionCreate countries;
    countries.name = "countries";
    QVERIFY(bench.service->createCollection(countries).has_value());
    QVERIFY(bench.send("{\"id\":\"DE\",\"label\":\"Germany\",\"size\":{\"km2\":357000}}\n",
                       [](IngestRequest &request) { request.collection = "countries"; }));
    const json steps = json::parse(R"j({"enrichments":[
        {"type":"ingest_time","field":"meta.at"}, {"type":"source","field":"meta.source"}, {"type":"hash","field":"meta.hash"},
        {"type":"extract","from":"line","pattern":"^(?P<method>[A-Z]+) (?P<path>\\S+)","prefix":"http."},
        {"type":"rename","from":"old","to":"new.name"}, {"type":"cast","field":"bytes","to":"long"},
        {"type":"lookup","from":"cc","collection":"countries","take":{"label":"country","size.km2":"area"}},
        {"type":"lookup","from":"level","csv":"code,text\n1,low\n2,high\n","key":"code","take":{"text":"level_text"}},
        {"type":"compute","field":"kib","expression":"bytes / 1024"},
        {"type":"compute","field":"title","expression":"upper(cc) + ': ' + coalesce(missing, 'none')"}]})j");
    QVERIFY(bench.service->changeEnrichments("c", steps, 0).has_value());
    const auto answer =
        bench.send(R"({"id":"a","line":"GET /x HTTP/1.1","old":1.10,"bytes":"2048","cc":"DE","level":2}
)",
                   [](IngestRequest &request) { request.source = "web.log"; });
    QVERIFY(answer.has_value());
    QCOMPARE(answer->ledger, (Ledger{1, 1, 0, 0, 0}));
    const std::string text = bench.source("a");
    const json stored = json::parse(text);
    QCOMPARE(stored["meta"]["at"].get<std::string>(), std::string("2023-11-14T22:13:20Z"));
    QCOMPARE(stored["meta"]["source"].get<std::string>(), std::string("web.log"));
    QCOMPARE(stored["meta"]["hash"].get<std::string>().size(), 64U);
    QCOMPARE(stored["http"]["method"].get<std::string>(), std::string("GET"));
    QCOMPARE(stored["http"]["path"].get<std::string>(), std::string("/x"));
    QVERIFY(!stored.contains("old"));
    QVERIFY2(text.find("\"name\":1.10") != std::string::npos, text.c_str());
    QCOMPARE(stored["bytes"].get<int>(), 2048);
    QCOMPARE(stored["country"].get<std::string>(), std::string("Germany"));
    QCOMPARE(stored["area"].get<int>(), 357000);
    QCOMPARE(stored["level_text"].get<std::string>(), std::string("high"));
    QCOMPARE(stored["kib"].get<int>(), 2);
    QCOMPARE(stored["title"].get<std::string>(), std::string("DE: none"));
    const auto info = bench.service->collection("c");
    QVERIFY(info->schema.find("http.method") != nullptr &&
            info->schema.find("meta.at")->type == api::FieldType::Date);
    std::vector<std::string> actions;
    for (const api::StageChange &change : answer->items.front().changes)
        actions.push_back(change.action);
    QVERIFY(std::find(actions.begin(), actions.end(), "renamed") != actions.end());
}

void StagesTest::quarantinesWhatEnrichmentCannotDo()
{
    Bench bench;
    QVERIFY(bench.create(json{{"name", "c"}}).has_value());
    const json steps = json::parse(R"({"enrichments":[{"type":"hash","field":"hash"},
        {"type":"lookup","from":"code","csv":"code,text\n1,low\n","key":"code","take":{"text":"text"},"required":true}]})");
    QVERIFY(bench.service->changeEnrichments("c", steps, 0).has_value());
    const auto answer = bench.send("{\"id\":\"a\",\"code\":1}\n{\"id\":\"b\",\"code\":9}\n{\"id\":\"c\"}\n");
    QCOMPARE(answer->ledger, (Ledger{3, 1, 0, 2, 0}));
    QCOMPARE(reasonOf(answer->items[1]), std::string("enrichment lookup_missed  /code"));
    const auto kept = storage::QuarantineStore(*bench.database).find(answer->items[1].quarantineId);
    QCOMPARE((*kept)->text(), std::string("{\"id\":\"b\",\"code\":9}"));
}

void StagesTest::groupsTheErrorsOfADryRun()
{
    Bench bench;
    QVERIFY(bench.create(kTyped).has_value());
    std::string body;
    for (int i = 0; i < 300; ++i)
        body += i % 3 == 0    ? R"({"n":[1,"x)" + std::to_string(i) + "\"]}\n"
                : i % 10 == 1 ? "{broken\n"
                              : "{\"n\":1}\n";
    const auto answer = bench.send(body, [](IngestRequest &request) { request.dryRun = true; });
    QVERIFY(answer.has_value());
    QCOMPARE(answer->groups.size(), 2U);
    const api::ErrorGroup &first = answer->groups.front();
    QCOMPARE(first.stage + " " + first.code + " " + first.pattern, std::string("types type_mismatch /n/*"));
    QCOMPARE(first.count, 100);
    QCOMPARE(first.lines, (std::vector<std::int64_t>{1, 4, 7, 10, 13}));
    QCOMPARE(answer->groups[1].code, std::string("json_syntax"));
    QCOMPARE(answer->groups[0].count + answer->groups[1].count, answer->ledger.quarantined);
    QCOMPARE(bench.service->collection("c")->documentCount, 0);
}

void StagesTest::refusesByPolicyAndKeepsNothing()
{
    Bench bench;
    json collection = kTyped;
    collection["security"] = "refuse";
    QVERIFY(bench.create(collection).has_value());
    const auto answer = bench.send("{\"t\":\"<script>alert(1)</script>\"}\n{\"t\":\"fine\"}\n");
    QCOMPARE(answer->ledger, (Ledger{2, 1, 0, 0, 1}));
    QCOMPARE(reasonOf(answer->items.front()), std::string("security security_finding script_injection /t"));
    const auto key = storage::CollectionStore(*bench.database).find("c")->key;
    QCOMPARE(*storage::QuarantineStore(*bench.database).count(key), 0);
}

void StagesTest::findsFlaggedDocumentsByTheirFlag()
{
    Bench bench;
    QVERIFY(bench.create(kTyped).has_value());
    const std::string record = R"j({"id":"a","t":"<script>alert(1)</script>"})j";
    const auto plain = bench.send(record + "\n");
    QCOMPARE(plain->ledger, (Ledger{1, 1, 0, 0, 0}));
    QCOMPARE(plain->items.front().changes.front().action, std::string("flagged"));
    QCOMPARE(bench.source("a"), record);
    QVERIFY(bench.service->changeEnrichments(
        "c", {{"enrichments", {{{"type", "flags"}, {"field", "found"}}}}}, 0));
    QCOMPARE(bench.send(record + "\n")->ledger.indexed, 1);
    QVERIFY(bench.service->collection("c")->schema.find("found") != nullptr);
    QCOMPARE(json::parse(bench.source("a"))["found"].dump(), std::string("[\"script_injection\"]"));
    // The same record again is the same document.
    QCOMPARE(bench.send(record + "\n")->ledger.duplicate, 1);
}

void StagesTest::keepsConfigurationsByVersion()
{
    Bench bench;
    QVERIFY(bench.create(kTyped).has_value());
    const json rules = {{"rules", {{{"name", "a"}, {"query", "n:1"}, {"message", "m"}}}}};
    QCOMPARE(bench.service->changeRules("c", rules, 1)->version, 2);
    const auto late = bench.service->changeRules("c", rules, 1);
    QVERIFY(!late);
    QCOMPARE(late.error().reason, std::string("precondition_failed"));
    QCOMPARE(bench.service->rules("c")->json, rules);
    QCOMPARE(bench.service->enrichments("c")->version, 1);
    QVERIFY(bench.service->rules("nothing").error().code == ErrorCode::NotFound);
}

void StagesTest::takesRealAdvisories()
{
    const QByteArray rustsec = shared("advisories/rustsec.ndjson");
    if (rustsec.isEmpty())
        QSKIP("The advisories are not there");
    Bench bench;
    QVERIFY(bench.create(json{{"name", "c"}}).has_value());
    const auto answer = bench.send(rustsec.toStdString());
    QVERIFY(answer.has_value());
    QCOMPARE(answer->ledger, (Ledger{1205, 1205, 0, 0, 0}));
    QVERIFY(bench.service->collection("c")->schema.find("versions.patched") != nullptr);
}

QTEST_GUILESS_MAIN(StagesTest)
#include "tst_stages.moc"
