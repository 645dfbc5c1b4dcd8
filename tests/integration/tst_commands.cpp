#include "support/serverprocess.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

using explorer::test::RawHttpClient;
using explorer::test::ServerProcess;
using nlohmann::json;

namespace
{

const char *const kPassword = "correct horse battery";

struct Outcome {
    int status = -1;
    QString out;
    QString errors;
};

Outcome run(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(ServerProcess::program(), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString lastLine(const QString &text) { return text.trimmed().section(QLatin1Char('\n'), -1); }

/// What an operator types, split at spaces; `@` is the directory of the data.
QStringList words(const QString &line, const QString &directory)
{
    QStringList all = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    all.replaceInStrings(QStringLiteral("@"), directory);
    return all;
}

} // namespace

#define VERIFY_SAYS(text, part) QVERIFY2((text).contains(QLatin1String(part)), qPrintable(text))

/// The program as an operator uses it: its commands, their exit statuses, and what they say.
class CommandsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m_directory.reset(); }
    void helpsAndTellsItsVersion_data();
    void helpsAndTellsItsVersion();
    void refusesWrongUse_data();
    void refusesWrongUse();
    void addsUsers();
    void drainsAnUploadBeforeItEnds();
    void ingestsFiles_data();
    void ingestsFiles();
    void saysWhichRecordsAreBad();
    void readsEveryFileOfAFolder();
    void saysWhichFileIsMissing();
    void searches();
    void saysWhereAQueryIsWrong();
    void findsAHealthyDirectory();
    void tellsOfADamagedIndex_data();
    void tellsOfADamagedIndex();
    void tellsOfADamagedDatabase_data();
    void tellsOfADamagedDatabase();
    void refusesASecondProcess();
    void refusesAWrongConfig_data();
    void refusesAWrongConfig();
    void keepsToTheConfiguredLimits();
    void refusesAWrongAddress_data();
    void refusesAWrongAddress();

private:
    [[nodiscard]] QString data() const { return m_directory->filePath(QStringLiteral("data")); }
    QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] Outcome command(const QString &line, const QByteArray &input = {}) const
    {
        return run(words(line, data()), input);
    }
    void fill(int count) const;
    std::string signIn(std::uint16_t port) const;

    std::unique_ptr<QTemporaryDir> m_directory;
};

void CommandsTest::init() { m_directory = std::make_unique<QTemporaryDir>(); }

QString CommandsTest::write(const QString &name, const QByteArray &content) const
{
    QFile file(m_directory->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        return {};
    return file.fileName();
}

void CommandsTest::fill(int count) const
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += "{\"id\":\"" + QByteArray::number(i) + "\",\"title\":\"row number " + QByteArray::number(i) +
                 "\"}\n";
    const QString file = write(QStringLiteral("rows.ndjson"), lines);
    const Outcome done =
        run({QStringLiteral("ingest"), QStringLiteral("--data"), data(), QStringLiteral("rows"), file});
    QVERIFY2(done.status == 0, qPrintable(done.errors));
}

std::string CommandsTest::signIn(std::uint16_t port) const
{
    RawHttpClient client(port);
    const auto login = client.request("POST", "/api/v1/auth/login",
                                      json{{"username", "root"}, {"password", kPassword}}.dump(),
                                      "Content-Type: application/json\r\n");
    if (!login || login->status != 200)
        return {};
    return "Authorization: Bearer " + json::parse(login->body)["access_token"].get<std::string>() + "\r\n";
}

void CommandsTest::helpsAndTellsItsVersion_data()
{
    QTest::addColumn<QString>("command");
    for (const char *name : {"", "serve", "user", "ingest", "search", "doctor"})
        QTest::newRow(*name == '\0' ? "the program" : name) << QString::fromLatin1(name);
}

void CommandsTest::helpsAndTellsItsVersion()
{
    QFETCH(QString, command);
    for (const char *option : {"--help", "-h"}) {
        const Outcome help = run(words(command + QLatin1Char(' ') + QLatin1String(option), {}));
        QCOMPARE(help.status, 0);
        QCOMPARE(help.errors, QString());
        QVERIFY2(help.out.contains(QStringLiteral("explorerio-server ") + command), qPrintable(help.out));
        QVERIFY2(help.out.size() > 100, qPrintable(help.out));
        QVERIFY2(!help.out.contains(QLatin1String("generic Qt options")), qPrintable(help.out));
        QVERIFY2(!help.out.contains(ServerProcess::program()), qPrintable(help.out));
    }
    const Outcome version = run(words(command + QStringLiteral(" --version"), {}));
    QCOMPARE(version.status, 0);
    QCOMPARE(version.out, QStringLiteral("explorerio-server " EXPLORERIO_VERSION "\n"));
}

void CommandsTest::refusesWrongUse_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *line, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(line) << QString::fromLatin1(says);
    };
    row("no command", "", "explorerio-server serve");
    row("unknown command", "srve", "srve");
    row("unknown option", "serve --data @ --verbose", "verbose");
    row("option without its value", "serve --data", "data");
    row("no directory", "doctor", "--data");
    row("word too much for serve", "serve --data @ now", "now");
    row("word too much for doctor", "doctor --data @ now", "now");
    row("unknown log level", "serve --data @ --log-level loud", "debug, info, warning or error");
    row("unknown role", "user add ann --role king --password-stdin --data @", "admin, analyst or viewer");
    row("password on the command line", "user add ann --data @", "--password-stdin");
    row("unknown action", "user remove ann --password-stdin --data @", "user add NAME");
    row("no file", "ingest --data @ rows", "FILE");
    row("unknown format", "ingest --data @ --format xml rows f", "auto, json, ndjson, csv or log");
    row("no query", "search --data @ rows", "QUERY");
    row("size no number", "search --data @ --size many rows *", "--size");
}

void CommandsTest::refusesWrongUse()
{
    QFETCH(QString, line);
    QFETCH(QString, says);
    const Outcome refused = command(line, "a password of some length\n");
    QVERIFY2(refused.status == 64, qPrintable(QString::number(refused.status) + refused.errors));
    QVERIFY2(refused.errors.contains(says), qPrintable(refused.errors));
    QCOMPARE(refused.out, QString());
    QVERIFY(!QDir(data()).exists());
}

void CommandsTest::addsUsers()
{
    const QString add = QStringLiteral("user add ann --role analyst --password-stdin --data @");
    const Outcome weak = command(add, "short\n");
    QCOMPARE(weak.status, 1);
    VERIFY_SAYS(weak.errors, "12");
    const Outcome common = command(add, "password1234\n");
    QCOMPARE(common.status, 1);
    VERIFY_SAYS(common.errors, "password");
    QCOMPARE(command(add, "").status, 1);
    const Outcome added = command(add, "correct horse battery\n");
    QVERIFY2(added.status == 0, qPrintable(added.errors));
    QCOMPARE(added.out, QStringLiteral("user ann added as analyst\n"));
    const Outcome again = command(add, "another long password\n");
    QCOMPARE(again.status, 1);
    VERIFY_SAYS(again.errors, "ann");
    const Outcome set =
        command(QStringLiteral("user password ann --password-stdin --data @"), "another long password\r\n");
    QVERIFY2(set.status == 0, qPrintable(set.errors));
    const Outcome unknown =
        command(QStringLiteral("user password bob --password-stdin --data @"), "another long password\n");
    QCOMPARE(unknown.status, 1);
    VERIFY_SAYS(unknown.errors, "bob");
    ServerProcess server(data());
    QVERIFY2(server.start(), server.errors());
    // The line end of another system is no part of the password.
    QCOMPARE(RawHttpClient(server.port())
                 .request("POST", "/api/v1/auth/login",
                          R"({"username":"ann","password":"another long password"})",
                          "Content-Type: application/json\r\n")
                 ->status,
             200);
}

void CommandsTest::drainsAnUploadBeforeItEnds()
{
    QCOMPARE(command(QStringLiteral("user add root --role admin --password-stdin --data @"),
                     QByteArray(kPassword) + "\n")
                 .status,
             0);
    ServerProcess server(data());
    QVERIFY2(server.start(), server.errors());
    const std::string token = signIn(server.port());
    QVERIFY(!token.empty());
    QCOMPARE(RawHttpClient(server.port())
                 .request("POST", "/api/v1/collections", R"({"name":"slow"})",
                          token + "Content-Type: application/json\r\n")
                 ->status,
             201);
    std::string body;
    for (int i = 0; i < 2000; ++i)
        body += "{\"id\":\"" + std::to_string(i) + "\",\"title\":\"slowly sent\"}\n";
    RawHttpClient upload(server.port(), std::chrono::seconds(20));
    QVERIFY(upload.send(
        "POST /api/v1/collections/slow/documents?items=problems HTTP/1.1\r\nHost: " + upload.host() + "\r\n" +
        token + "Content-Type: application/x-ndjson\r\n" + "Content-Length: " + std::to_string(body.size()) +
        "\r\n\r\n" + body.substr(0, 5000)));
    // The server has begun to read it once it answers a later request.
    QCOMPARE(RawHttpClient(server.port()).request("GET", "/livez")->status, 200);
    RawHttpClient idle(server.port());
    QCOMPARE(idle.request("GET", "/livez")->status, 200);
    ::kill(static_cast<pid_t>(server.processId()), SIGTERM);
    // An idle connection ends at once: then the drain has begun.
    QVERIFY(idle.waitForClose());
    QVERIFY(!RawHttpClient(server.port(), std::chrono::seconds(1)).request("GET", "/livez"));
    for (std::size_t at = 5000; at < body.size(); at += 10'000)
        QVERIFY(upload.send(body.substr(at, 10'000)));
    const auto answer = upload.readAnswer();
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(json::parse(answer->body)["ledger"]["indexed"].get<int>(), 2000);
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(server.terminate(), 0);
    QVERIFY2(clock.elapsed() < 5000, std::to_string(clock.elapsed()).c_str());
    const Outcome found = command(QStringLiteral("search --data @ slow *"));
    VERIFY_SAYS(found.out, "2000 found");
}

void CommandsTest::ingestsFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("format");
    QTest::addColumn<int>("count");
    const QByteArray ndjson = "{\"id\":\"1\",\"title\":\"one\"}\n\n{\"id\":\"2\",\"title\":\"two\"}";
    const QByteArray csv = "id;title\r\n1;one\r\n2;\"two;\r\nand more\"\r\n3;three\r\n";
    const QByteArray array = "[\n {\"id\": \"1\",\n  \"title\": \"one\"},\n {\"id\": \"2\"}\n]\n";
    const auto row = [](const char *name, const char *file, const QByteArray &content, const char *format,
                        int count) {
        QTest::newRow(name) << QString::fromLatin1(file) << content << QString::fromLatin1(format) << count;
    };
    row("NDJSON", "a.ndjson", ndjson, "auto", 2);
    row("NDJSON by option", "a.txt", ndjson, "ndjson", 2);
    row("CSV", "a.csv", csv, "auto", 3);
    row("CSV by option", "a b.txt", csv, "csv", 3);
    row("an array", "a.json", array, "auto", 2);
    row("an array by option", "a.txt", array, "json", 2);
    row("one object", "a.json", "{\"title\":\n \"one\"}", "auto", 1);
    row("byte order mark", "a.json", "\xEF\xBB\xBF" + array, "auto", 2);
}

void CommandsTest::ingestsFiles()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, content);
    QFETCH(QString, format);
    QFETCH(int, count);
    const QString file = write(name, content);
    const QStringList arguments{QStringLiteral("ingest"),
                                QStringLiteral("--data"),
                                data(),
                                QStringLiteral("--format"),
                                format,
                                QStringLiteral("things"),
                                file};
    const Outcome done = run(arguments);
    QVERIFY2(done.status == 0, qPrintable(done.errors));
    QCOMPARE(
        lastLine(done.out),
        QStringLiteral("received %1 = indexed %1 + duplicate 0 + quarantined 0 + rejected 0").arg(count));
    VERIFY_SAYS(command(QStringLiteral("search --data @ things one")).out, "1 found");
}

void CommandsTest::saysWhichRecordsAreBad()
{
    const QString first = write(QStringLiteral("first.ndjson"), "{\"id\":\"1\",\"n\":1}\n{broken\n");
    const QString second =
        write(QStringLiteral("second.ndjson"), "{\"id\":\"2\",\"n\":2}\n\n{\"id\":\"3\",\"n\":\"x\"}\n{"
                                               "\"id\":\"1\",\"n\":1}\n{\"id\":\"big\",\"t\":\"" +
                                                   QByteArray(1 << 20, 'x') + "\"}\n");
    const QString third = write(QStringLiteral("third.csv"), "id,t,n\n7,\"a\nb\",7\n\n8,c,x\n9,d,9\n");
    const QString fourth =
        write(QStringLiteral("fourth.json"), "[\n{\"id\": \"4\",\n \"n\": 4},\n\n{\"id\": \"5\",\n\"n\": []},"
                                             "\n{\"id\": \"6\", \"n\": \"six\"}]");
    const Outcome done = run({QStringLiteral("ingest"), QStringLiteral("--data"), data(),
                              QStringLiteral("things"), first, second, third, fourth});
    QCOMPARE(done.status, 65);
    QCOMPARE(lastLine(done.out),
             QStringLiteral("received 12 = indexed 6 + duplicate 1 + quarantined 4 + rejected 1"));
    for (const char *says :
         {"first.ndjson:2: quarantined: ", "second.ndjson:3: quarantined: ", "second.ndjson:5: rejected: ",
          "third.csv:5: quarantined: ", "fourth.json:7: quarantined: "})
        VERIFY_SAYS(done.errors, says);
}

void CommandsTest::readsEveryFileOfAFolder()
{
    QVERIFY(QDir(m_directory->path()).mkpath(QStringLiteral("folder/below")));
    write(QStringLiteral("folder/a.ndjson"), "{\"id\":\"1\"}\n{\"id\":\"2\"}\n");
    write(QStringLiteral("folder/below/b.log"),
          "192.0.2.1 - - [17/May/2015:10:05:03 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"-\"\n");
    const Outcome done = run({QStringLiteral("ingest"), QStringLiteral("--data"), data(),
                              QStringLiteral("things"), m_directory->filePath(QStringLiteral("folder"))});
    QCOMPARE(done.status, 0);
    VERIFY_SAYS(done.out, "received 3 = indexed 3 + duplicate 0 + quarantined 0 + rejected 0");
    const Outcome found =
        run({QStringLiteral("search"), QStringLiteral("--data"), data(), QStringLiteral("things"),
             QStringLiteral("status:200 and client:192.0.2.1"), QStringLiteral("--json")});
    VERIFY_SAYS(found.out, "2015-05-17T10:05:03Z");
}

void CommandsTest::saysWhichFileIsMissing()
{
    const QString good = write(QStringLiteral("good.ndjson"), "{\"id\":\"1\"}\n");
    for (const char *format : {"auto", "ndjson"}) {
        const Outcome missing = run({QStringLiteral("ingest"), QStringLiteral("--data"), data(),
                                     QStringLiteral("--format"), QString::fromLatin1(format),
                                     QStringLiteral("things"), good, QStringLiteral("no/such.ndjson")});
        QCOMPARE(missing.status, 66);
        VERIFY_SAYS(missing.errors, "no/such.ndjson");
        QCOMPARE(missing.out, QString());
    }
    // Nothing of the good file either: what is wrong is said before anything is written.
    QVERIFY(!QDir(data()).exists());
    const Outcome empty = run({QStringLiteral("ingest"), QStringLiteral("--data"), data(),
                               QStringLiteral("things"), write(QStringLiteral("empty"), "")});
    QCOMPARE(empty.status, 65);
    VERIFY_SAYS(empty.errors, "empty");
}

void CommandsTest::searches()
{
    fill(25);
    const Outcome plain = command(QStringLiteral("search --data @ --sort id --size 3 rows number"));
    QVERIFY2(plain.status == 0, qPrintable(plain.errors));
    const QStringList lines = plain.out.trimmed().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], QStringLiteral("0\t{\"id\":\"0\",\"title\":\"row number 0\"}"));
    VERIFY_SAYS(lines[3], "25 found in ");
    const Outcome answer = command(QStringLiteral("search --data @ --json rows 7"));
    QCOMPARE(answer.status, 0);
    const json parsed = json::parse(answer.out.toStdString(), nullptr, false);
    QCOMPARE(parsed["total"]["value"].get<int>(), 1);
    QCOMPARE(QString::fromStdString(parsed["hits"][0]["id"].get<std::string>()), QStringLiteral("7"));
    const Outcome warned = command(QStringLiteral("search --data @ rows titel:7"));
    QCOMPARE(warned.status, 0);
    VERIFY_SAYS(warned.errors, "title");
    const Outcome none = command(QStringLiteral("search --data @ nothing 7"));
    QCOMPARE(none.status, 1);
    VERIFY_SAYS(none.errors, "nothing");
    const Outcome large = command(QStringLiteral("search --data @ --size 201 rows 7"));
    QCOMPARE(large.status, 1);
    VERIFY_SAYS(large.errors, "200");
}

void CommandsTest::saysWhereAQueryIsWrong()
{
    fill(1);
    const Outcome wrong = run({QStringLiteral("search"), QStringLiteral("--data"), data(),
                               QStringLiteral("rows"), QStringLiteral("number and")});
    QCOMPARE(wrong.status, 1);
    VERIFY_SAYS(wrong.errors, "character 11");
}

void CommandsTest::findsAHealthyDirectory()
{
    fill(100);
    const Outcome healthy = command(QStringLiteral("doctor --data @"));
    QVERIFY2(healthy.status == 0, qPrintable(healthy.out + healthy.errors));
    QCOMPARE(lastLine(healthy.out), QStringLiteral("everything is in order"));
    VERIFY_SAYS(healthy.out, "rows: 100 of 100 documents");
    VERIFY_SAYS(healthy.out, "\"connection_limit\": 512");
    const Outcome missing = run({QStringLiteral("doctor"), QStringLiteral("--data"),
                                 m_directory->filePath(QStringLiteral("nowhere"))});
    QCOMPARE(missing.status, 66);
    VERIFY_SAYS(missing.errors, "nowhere");
    // It only looks: no database is made where there is none.
    QVERIFY(QDir(m_directory->path()).mkdir(QStringLiteral("hollow")));
    const Outcome hollow = run({QStringLiteral("doctor"), QStringLiteral("--data"),
                                m_directory->filePath(QStringLiteral("hollow"))});
    QCOMPARE(hollow.status, 1);
    VERIFY_SAYS(hollow.out, "no database");
    QVERIFY(QDir(m_directory->filePath(QStringLiteral("hollow"))).isEmpty());
}

void CommandsTest::tellsOfADamagedIndex_data()
{
    QTest::addColumn<QString>("damage");
    QTest::newRow("a byte flipped") << "flip";
    QTest::newRow("a file cut") << "cut";
    QTest::newRow("the directory gone") << "remove";
}

void CommandsTest::tellsOfADamagedIndex()
{
    QFETCH(QString, damage);
    fill(500);
    const QString index = data() + QStringLiteral("/index");
    QString largest;
    QDirIterator files(index, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (largest.isEmpty() || files.fileInfo().size() > QFileInfo(largest).size())
            largest = files.filePath();
    }
    QVERIFY(!largest.isEmpty());
    QFile file(largest);
    if (damage == QStringLiteral("cut")) {
        QVERIFY(file.resize(file.size() / 2));
    } else if (damage == QStringLiteral("flip")) {
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        char byte = 0;
        QVERIFY(file.getChar(&byte));
        file.seek(file.size() / 2);
        file.putChar(static_cast<char>(byte ^ 0x10));
        file.close();
    } else {
        QVERIFY(QDir(index).removeRecursively());
    }
    const Outcome told = command(QStringLiteral("doctor --data @"));
    QVERIFY2(told.status == 0, qPrintable(told.out + told.errors));
    VERIFY_SAYS(told.out, damage == QStringLiteral("remove") ? "missing" : "damaged");
    VERIFY_SAYS(told.out, "rebuilt from the database");
    VERIFY_SAYS(told.out, "rows: 500 of 500 documents");
    QVERIFY2(!told.out.contains(QLatin1String("everything is in order")), qPrintable(told.out));
    VERIFY_SAYS(command(QStringLiteral("search --data @ rows number")).out, "500 found");
    VERIFY_SAYS(command(QStringLiteral("doctor --data @")).out, "everything is in order");
}

void CommandsTest::tellsOfADamagedDatabase_data()
{
    QTest::addColumn<int>("place");
    QTest::newRow("its header") << 0;
    QTest::newRow("its pages") << 4096 * 4;
}

void CommandsTest::tellsOfADamagedDatabase()
{
    QFETCH(int, place);
    fill(5000);
    // A backup of the one file is whole.
    QCOMPARE(QFileInfo(data() + QStringLiteral("/explorerio.db-wal")).size(), 0);
    QFile file(data() + QStringLiteral("/explorerio.db"));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > 4096 * 20);
    file.seek(place);
    QCOMPARE(file.write(QByteArray(4096 * 12, '\x5a')), 4096 * 12);
    file.close();
    const Outcome told = command(QStringLiteral("doctor --data @"));
    QVERIFY2(told.status == 1, qPrintable(QString::number(told.status) + told.out + told.errors));
    VERIFY_SAYS(told.out, "WRONG");
    VERIFY_SAYS(told.out, "database");
    VERIFY_SAYS(told.out, "damaged");
    VERIFY_SAYS(told.out, "backup");
}

void CommandsTest::refusesASecondProcess()
{
    ServerProcess server(data());
    QVERIFY2(server.start(), server.errors());
    const QString file = write(QStringLiteral("a.ndjson"), "{}\n");
    for (const QString &line :
         {QStringLiteral("doctor --data @"), QStringLiteral("serve --data @ --listen 127.0.0.1:0"),
          QStringLiteral("search --data @ rows *"), QStringLiteral("ingest --data @ rows ") + file,
          QStringLiteral("user add ann --password-stdin --data @")}) {
        const Outcome refused = command(line, "correct horse battery\n");
        QVERIFY2(refused.status == 75, qPrintable(line + refused.errors));
        VERIFY_SAYS(refused.errors, "Another ExplorerIO process");
    }
    QCOMPARE(server.terminate(), 0);
}

void CommandsTest::refusesAWrongConfig_data()
{
    QTest::addColumn<QByteArray>("config");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *config, const char *says) {
        QTest::newRow(name) << QByteArray(config) << QString::fromLatin1(says);
    };
    row("unknown section", R"({"htpp": {}})", "htpp");
    row("unknown key of the gateway", R"({"http": {"connection_limits": 5}})", "http.connection_limits");
    row("unknown key of the engine", R"({"cache": {"capacity": 5}})", "cache.capacity");
    row("text for a number", R"({"http": {"idle_ms": "long"}})", "http.idle_ms");
    row("a number out of range", R"({"ingest": {"batch_records": 0}})", "ingest.batch_records");
    row("section no object", R"({"http": 5})", "http");
    row("no JSON", "{\n \"http\": {,}\n}", "line 2");
    row("an array", "[]", "object");
    row("empty", "", "JSON");
    row("a secret", R"({"auth": {"password": "x"}})", "auth.password");
}

void CommandsTest::refusesAWrongConfig()
{
    QFETCH(QByteArray, config);
    QFETCH(QString, says);
    const QString file = write(QStringLiteral("settings.json"), config);
    for (const char *line : {"serve --data @ --listen 127.0.0.1:0", "doctor --data @"}) {
        const Outcome refused = command(QString::fromLatin1(line) + QStringLiteral(" --config ") + file);
        QVERIFY2(refused.status == 78, qPrintable(QString::number(refused.status) + refused.errors));
        QVERIFY2(refused.errors.contains(says), qPrintable(refused.errors));
    }
    const Outcome missing = command(QStringLiteral("serve --data @ --config no/such.json"));
    QCOMPARE(missing.status, 78);
    VERIFY_SAYS(missing.errors, "no/such.json");
}

void CommandsTest::keepsToTheConfiguredLimits()
{
    const QString file = write(QStringLiteral("settings.json"),
                               R"({"http": {"header_count_limit": 8, "header_deadline_ms": 300},
                                   "ingest": {"batch_records": 3}, "search": {"page_limit": 5}})");
    QCOMPARE(command(QStringLiteral("user add root --role admin --password-stdin --data @"),
                     QByteArray(kPassword) + "\n")
                 .status,
             0);
    ServerProcess server(data());
    QVERIFY2(server.start({QStringLiteral("--config"), file}), server.errors());
    const std::string typed = "Content-Type: application/json\r\n";
    const std::string token = signIn(server.port());
    std::string headers;
    for (int i = 0; i < 9; ++i)
        headers += "X-" + std::to_string(i) + ": 1\r\n";
    QCOMPARE(RawHttpClient(server.port()).request("GET", "/livez", {}, headers)->status, 431);
    RawHttpClient slow(server.port());
    QVERIFY(slow.send("GET /livez HTTP/1.1\r\n"));
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(slow.readAnswer()->status, 408);
    QVERIFY2(clock.elapsed() < 3000, std::to_string(clock.elapsed()).c_str());
    RawHttpClient client(server.port());
    QCOMPARE(client.request("POST", "/api/v1/collections", R"({"name":"rows"})", token + typed)->status, 201);
    const std::string ndjson = token + "Content-Type: application/x-ndjson\r\n";
    const std::string target = "/api/v1/collections/rows/documents";
    QCOMPARE(client.request("POST", target, "{}\n{}\n{}\n", ndjson)->status, 200);
    QCOMPARE(RawHttpClient(server.port()).request("POST", target, "{}\n{}\n{}\n{}\n", ndjson)->status, 413);
    QCOMPARE(RawHttpClient(server.port())
                 .request("GET", "/api/v1/search?collection=rows&size=6", {}, token)
                 ->status,
             422);
    QCOMPARE(server.terminate(), 0);
    const Outcome told = command(QStringLiteral("doctor --data @ --config ") + file);
    VERIFY_SAYS(told.out, "\"batch_records\": 3");
}

void CommandsTest::refusesAWrongAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<int>("status");
    QTest::newRow("no port") << "127.0.0.1" << 64;
    QTest::newRow("port no number") << "127.0.0.1:http" << 64;
    QTest::newRow("port too large") << "127.0.0.1:65536" << 64;
    QTest::newRow("no host") << ":8470" << 64;
    QTest::newRow("host no address") << "no.such.host.invalid:0" << 1;
    QTest::newRow("address of another machine") << "192.0.2.1:0" << 1;
}

void CommandsTest::refusesAWrongAddress()
{
    QFETCH(QString, address);
    QFETCH(int, status);
    const Outcome refused = command(QStringLiteral("serve --data @ --listen ") + address);
    QVERIFY2(refused.status == status, qPrintable(QString::number(refused.status) + refused.errors));
    VERIFY_SAYS(refused.errors, status == 64 ? "127.0.0.1:8470" : "--listen");
    QCOMPARE(refused.out, QString());
}

QTEST_GUILESS_MAIN(CommandsTest)
#include "tst_commands.moc"
