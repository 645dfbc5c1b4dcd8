#include "core/ingest/parseddocument_p.h"
#include "core/ingest/stages/jsonschemacheck.h"

#include <QDirIterator>
#include <QFile>
#include <QtTest>

#include <set>

using namespace explorer;
using ingest::JsonSchemaCheck;
using nlohmann::json;

namespace
{

QString conformance()
{
    return qEnvironmentVariable("EXPLORERIO_SHARED") + QStringLiteral("/data/conformance/json-schema");
}

json readJson(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? json::parse(file.readAll().toStdString(), nullptr, false)
                                          : json();
}

/// The suite's remotes stand at http://localhost:1234/.
std::optional<json> fetchRemote(const std::string &uri)
{
    const std::string host = "http://localhost:1234/";
    if (!uri.starts_with(host))
        return std::nullopt;
    json loaded = readJson(conformance() + QStringLiteral("/remotes/") +
                           QString::fromStdString(uri.substr(host.size())));
    return loaded.is_null() || loaded.is_discarded() ? std::nullopt : std::optional(std::move(loaded));
}

/// Cases of the suite that do not come out as it wants, each with the reason.
const std::map<std::string, std::string> kExceptions{
    {"ref: empty tokens in $ref json-pointer: number is valid",
     "valijson takes slashes at the end of a pointer off, so it finds no member with an empty name"},
    {"ref: empty tokens in $ref json-pointer: non-number is invalid", "as the one before"},
};

std::optional<ingest::Problem> check(const json &schema, const std::string &document)
{
    const auto compiled = JsonSchemaCheck::compile(schema, fetchRemote);
    if (!compiled)
        return ingest::Problem{"compile",
                               compiled.error().reason,
                               compiled.error().message,
                               compiled.error().details.empty() ? std::string()
                                                                : compiled.error().details.front().pointer,
                               {}};
    ingest::DocumentParser parser;
    if (auto problem = parser.parse(document))
        return problem;
    return (*compiled)->check(parser.root());
}

} // namespace

class JsonSchemaCheckTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesTheRequiredCasesOfTheSuite();
    void refusesWhatIsNoSchema_data();
    void refusesWhatIsNoSchema();
    void saysWhereADocumentDiffers_data();
    void saysWhereADocumentDiffers();
    void runsCostlyPatternsInLinearTime();
    void takesTheCatalogOfItsOwnSchema();
};

void JsonSchemaCheckTest::passesTheRequiredCasesOfTheSuite()
{
    if (!QFile::exists(conformance()))
        QSKIP("JSON-Schema-Test-Suite is not there");
    QDirIterator files(conformance() + QStringLiteral("/tests/draft7"), {QStringLiteral("*.json")});
    int cases = 0;
    std::set<std::string> unused;
    for (const auto &[name, reason] : kExceptions)
        unused.insert(name);
    QStringList failures;
    while (files.hasNext()) {
        const QString path = files.next();
        for (const json &group : readJson(path)) {
            for (const json &test : group["tests"]) {
                ++cases;
                const std::string name = QFileInfo(path).completeBaseName().toStdString() + ": " +
                                         group["description"].get<std::string>() + ": " +
                                         test["description"].get<std::string>();
                const auto problem = check(group["schema"], test["data"].dump());
                const bool isGood =
                    (!problem) == test["valid"].get<bool>() && (!problem || problem->stage != "compile");
                if (kExceptions.contains(name)) {
                    QVERIFY2(!isGood, ("no exception any more: " + name).c_str());
                    unused.erase(name);
                } else if (!isGood) {
                    failures << QString::fromStdString(name + (problem ? " (" + problem->message + ")" : ""));
                }
            }
        }
    }
    QVERIFY2(failures.isEmpty(), qPrintable(QStringLiteral("\n") + failures.join(QLatin1Char('\n'))));
    QVERIFY2(unused.empty(), unused.empty() ? "" : unused.begin()->c_str());
    QVERIFY(cases > 800);
    qInfo("%d cases, %zu exceptions", cases, kExceptions.size());
}

void JsonSchemaCheckTest::refusesWhatIsNoSchema_data()
{
    QTest::addColumn<std::string>("schema");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const char *schema, const char *pointer) {
        QTest::newRow(name) << std::string(schema) << std::string(pointer);
    };
    row("unknown type", R"({"properties": {"a": {"type": "strin"}}})", "/properties/a/type");
    row("negative length", R"({"minLength": -1})", "/minLength");
    row("required is no list", R"({"required": "a"})", "/required");
    row("pattern with look-ahead", R"j({"properties": {"a": {"pattern": "(?=x)"}}})j",
        "/properties/a/pattern");
    row("repeated group", R"({"patternProperties": {"^(a+)+$": {}}})", "/patternProperties/^(a+)+$");
    row("reference to nowhere", R"({"properties": {"a": {"$ref": "#/definitions/x"}}})",
        "/properties/a/$ref");
    row("reference to the network", R"({"$ref": "http://example.com/schema"})", "/$ref");
    row("circle", R"({"$ref": "#"})", "");
    row("circle through two",
        R"({"allOf": [{"$ref": "#/definitions/a"}], "definitions": {"a": {"$ref": "#"}}})", "");
}

void JsonSchemaCheckTest::refusesWhatIsNoSchema()
{
    QFETCH(std::string, schema);
    QFETCH(std::string, pointer);
    const auto compiled = JsonSchemaCheck::compile(json::parse(schema));
    QVERIFY(!compiled);
    QCOMPARE(compiled.error().reason, std::string("json_schema_invalid"));
    QCOMPARE(compiled.error().details.front().pointer, pointer);
}

void JsonSchemaCheckTest::saysWhereADocumentDiffers_data()
{
    QTest::addColumn<std::string>("document");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const char *document, const char *pointer) {
        QTest::newRow(name) << std::string(document) << std::string(pointer);
    };
    row("type", R"({"id": "a", "tags": [1, "x"]})", "/tags/1");
    row("missing", R"({"tags": []})", "");
    row("deep", R"({"id": "a", "inner": {"a/b": {"n": 1.5}}})", "/inner/a~1b/n");
    row("unknown member", R"({"id": "a", "other": 1})", "/other");
}

void JsonSchemaCheckTest::saysWhereADocumentDiffers()
{
    QFETCH(std::string, document);
    QFETCH(std::string, pointer);
    const json schema = json::parse(R"({"required": ["id"], "additionalProperties": false, "properties": {
        "id": {"type": "string"}, "tags": {"items": {"type": "integer"}},
        "inner": {"additionalProperties": {"properties": {"n": {"type": "integer"}}}}}})");
    const auto problem = check(schema, document);
    QVERIFY(problem);
    QCOMPARE(problem->stage, std::string("structure"));
    QCOMPARE(problem->code, std::string("json_schema"));
    QCOMPARE(problem->pointer, pointer);
}

void JsonSchemaCheckTest::runsCostlyPatternsInLinearTime()
{
    // std::regex would overflow its stack on this text, and take for ever with the group.
    const json schema = json::parse(R"({"properties": {"a": {"pattern": "^(a|a)*$"}}})");
    const std::string longText(200'000, 'a');
    QVERIFY(!check(schema, "{\"a\":\"" + longText + "\"}"));
    QVERIFY(check(schema, "{\"a\":\"" + longText + "b\"}"));
}

void JsonSchemaCheckTest::takesTheCatalogOfItsOwnSchema()
{
    const QString advisories =
        qEnvironmentVariable("EXPLORERIO_SHARED") + QStringLiteral("/data/corpora/advisories");
    if (!QFile::exists(advisories))
        QSKIP("The CISA catalog is not there");
    const json schema = readJson(advisories + QStringLiteral("/cisa-kev.schema.json"));
    const auto whole = JsonSchemaCheck::compile(schema);
    QVERIFY2(whole.has_value(), whole ? "" : whole.error().message.c_str());
    json one = schema["properties"]["vulnerabilities"]["items"];
    one["$defs"] = schema["$defs"];
    const auto compiled = JsonSchemaCheck::compile(one);
    QVERIFY2(compiled.has_value(), compiled ? "" : compiled.error().message.c_str());
    QFile file(advisories + QStringLiteral("/cisa-kev.ndjson"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    ingest::DocumentParser parser;
    int good = 0;
    while (!file.atEnd()) {
        const std::string line = file.readLine().trimmed().toStdString();
        QVERIFY(!parser.parse(line));
        const auto problem = (*compiled)->check(parser.root());
        QVERIFY2(!problem, problem ? (line + problem->message).c_str() : "");
        ++good;
    }
    QCOMPARE(good, 1404);
    QVERIFY(check(one, R"({"cveID": "CVE-1"})"));
}

QTEST_APPLESS_MAIN(JsonSchemaCheckTest)
#include "tst_jsonschemacheck.moc"
