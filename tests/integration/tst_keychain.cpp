#include "app/keychainstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using explorer::app::KeychainStore;
using explorer::ui::SecretStore;
using Outcome = SecretStore::Outcome;

namespace
{

constexpr int kAnswerMillis = 10'000;
constexpr int kMissingMillis = 3000;
const char *const kWithKeyring = "--with-keyring";
const char *const kWithoutKeychain = "--without-keychain";

/// Waits for the one answer of a call.
template <typename Call>
SecretStore::Answer answerOf(Call call)
{
    QObject owner;
    std::optional<SecretStore::Answer> answer;
    call(&owner, [&answer](const SecretStore::Answer &given) { answer = given; });
    if (!QTest::qWaitFor([&answer] { return answer.has_value(); }, kAnswerMillis))
        return {Outcome::Other, {}, QStringLiteral("no answer in time")};
    return *answer;
}

SecretStore::Answer read(const QString &key)
{
    return answerOf([&](QObject *owner, auto done) { KeychainStore().read(owner, key, std::move(done)); });
}

SecretStore::Answer write(const QString &key, const QString &value)
{
    return answerOf(
        [&](QObject *owner, auto done) { KeychainStore().write(owner, key, value, std::move(done)); });
}

SecretStore::Answer remove(const QString &key)
{
    return answerOf([&](QObject *owner, auto done) { KeychainStore().remove(owner, key, std::move(done)); });
}

} // namespace

#define COMPARE_OUTCOME(answer, expected)                                                                    \
    QVERIFY2((answer).outcome == (expected),                                                                 \
             qPrintable(QString::number(static_cast<int>((answer).outcome)) + QLatin1Char(' ') +             \
                        (answer).detail))

/// What runs beside an unlocked keyring of its own.
class WithKeyring : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsASecret()
    {
        const QString key = QStringLiteral("refresh@http://127.0.0.1:8470");
        const QString value = QString::fromUtf8("tok\xc3\xa9n \"1\"");
        COMPARE_OUTCOME(read(key), Outcome::NotFound);
        COMPARE_OUTCOME(write(key, value), Outcome::Done);
        const auto first = read(key);
        COMPARE_OUTCOME(first, Outcome::Done);
        QCOMPARE(first.value, value);
        COMPARE_OUTCOME(write(key, QStringLiteral("second")), Outcome::Done);
        QCOMPARE(read(key).value, QStringLiteral("second"));
        COMPARE_OUTCOME(remove(key), Outcome::Done);
        COMPARE_OUTCOME(read(key), Outcome::NotFound);
    }

    void keepsKeysApart()
    {
        COMPARE_OUTCOME(write(QStringLiteral("a"), QStringLiteral("1")), Outcome::Done);
        COMPARE_OUTCOME(write(QStringLiteral("b"), QString(4096, QLatin1Char('2'))), Outcome::Done);
        QCOMPARE(read(QStringLiteral("a")).value, QStringLiteral("1"));
        QCOMPARE(read(QStringLiteral("b")).value, QString(4096, QLatin1Char('2')));
    }

    void isSilentOnceItsOwnerIsGone()
    {
        bool called = false;
        {
            QObject owner;
            KeychainStore().read(&owner, QStringLiteral("a"),
                                 [&called](const SecretStore::Answer &) { called = true; });
        }
        // A later call is answered after it would have been.
        COMPARE_OUTCOME(read(QStringLiteral("a")), Outcome::Done);
        QVERIFY(!called);
    }
};

/// What runs where there is no session bus, such as over ssh, or nobody on it that keeps secrets.
class WithoutKeychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysThatThereIsNone()
    {
        QElapsedTimer clock;
        clock.start();
        COMPARE_OUTCOME(read(QStringLiteral("a")), Outcome::Missing);
        COMPARE_OUTCOME(write(QStringLiteral("a"), QStringLiteral("1")), Outcome::Missing);
        COMPARE_OUTCOME(remove(QStringLiteral("a")), Outcome::Missing);
        QVERIFY2(clock.elapsed() < kMissingMillis, qPrintable(QString::number(clock.elapsed())));
    }
};

/// The system's keychain for real: each part runs in a process and, where it needs one, a session of its own.
class KeychainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsSecretsInTheKeyring();
    void saysThatThereIsNoBus();
    void saysThatNobodyKeepsSecrets();

private:
    void runIsolated(const QString &program, const QStringList &arguments);
};

void KeychainTest::runIsolated(const QString &program, const QStringList &arguments)
{
    const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME",
                             "XDG_CONFIG_HOME", "XDG_CURRENT_DESKTOP", "GNOME_KEYRING_CONTROL"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
    QProcess process;
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    QVERIFY(process.waitForFinished(50'000));
    const QByteArray output = process.readAll();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0, output);
    QVERIFY2(output.contains("0 failed, 0 skipped"), output);
}

void KeychainTest::keepsSecretsInTheKeyring()
{
    const QString session = QStandardPaths::findExecutable(QStringLiteral("dbus-run-session"));
    const QString keyring = QStandardPaths::findExecutable(QStringLiteral("gnome-keyring-daemon"));
    if (session.isEmpty() || keyring.isEmpty())
        QSKIP("dbus-run-session or gnome-keyring-daemon is not installed (dbus-daemon, gnome-keyring)");
    // It forks once it is ready, and ends with the session's bus.
    runIsolated(session, {QStringLiteral("--"), QStringLiteral("sh"), QStringLiteral("-c"),
                          QStringLiteral("printf secret | gnome-keyring-daemon --unlock "
                                         "--components=secrets >/dev/null 2>&1; \"$0\" \"$1\""),
                          QCoreApplication::applicationFilePath(), QString::fromLatin1(kWithKeyring)});
}

void KeychainTest::saysThatNobodyKeepsSecrets()
{
    const QString session = QStandardPaths::findExecutable(QStringLiteral("dbus-run-session"));
    if (session.isEmpty())
        QSKIP("dbus-run-session is not installed (dbus-daemon)");
    // A bus that may start nothing: the system's would start the keyring.
    const QTemporaryDir folder;
    QFile config(folder.filePath(QStringLiteral("bus.conf")));
    QVERIFY(config.open(QIODevice::WriteOnly));
    config.write("<busconfig><type>session</type><listen>unix:dir=" + folder.path().toUtf8() +
                 "</listen><policy context=\"default\"><allow send_destination=\"*\" "
                 "eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
                 "<allow own=\"*\"/></policy></busconfig>");
    config.close();
    runIsolated(session, {QStringLiteral("--config-file=") + config.fileName(), QStringLiteral("--"),
                          QCoreApplication::applicationFilePath(), QString::fromLatin1(kWithoutKeychain)});
}

void KeychainTest::saysThatThereIsNoBus()
{
    runIsolated(QCoreApplication::applicationFilePath(), {QString::fromLatin1(kWithoutKeychain)});
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    if (arguments.removeAll(QString::fromLatin1(kWithKeyring)) > 0) {
        WithKeyring test;
        return QTest::qExec(&test, arguments);
    }
    if (arguments.removeAll(QString::fromLatin1(kWithoutKeychain)) > 0) {
        WithoutKeychain test;
        return QTest::qExec(&test, arguments);
    }
    KeychainTest test;
    return QTest::qExec(&test, arguments);
}

#include "tst_keychain.moc"
