#include "support/fakehttppeer.h"
#include "ui/client/apiclient.h"
#include "ui/signin/accountform.h"
#include "ui/signin/connectpage.h"
#include "ui/signin/firstrunpage.h"
#include "ui/signin/tokenkeeper.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/statusline.h"

#include <QAction>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;
using test::FakeHttpPeer;
using Answer = FakeHttpPeer::Answer;

namespace
{

/// Keeps secrets in memory, or fails in the way it is told.
class MemorySecrets final : public SecretStore
{
public:
    QHash<QString, QString> values;
    Outcome failWith = Outcome::Done;

    void read(QObject *, const QString &key, Callback done) override
    {
        if (failWith != Outcome::Done)
            return done({failWith, {}, {}});
        done({values.contains(key) ? Outcome::Done : Outcome::NotFound, values.value(key), {}});
    }
    void write(QObject *, const QString &key, const QString &value, Callback done) override
    {
        if (failWith == Outcome::Done)
            values.insert(key, value);
        done({failWith, {}, QStringLiteral("words of the keychain")});
    }
    void remove(QObject *, const QString &key, Callback done) override
    {
        values.remove(key);
        done({Outcome::Done, {}, {}});
    }
};

Answer json(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return {Answer::Kind::Send, status, body, "Content-Type: application/json\r\n" + headers};
}

const QByteArray kTokens =
    R"({"access_token":"a","token_type":"Bearer","expires_in":600,"refresh_token":"r1","user":{"id":"1","name":"anna","role":"viewer"}})";

Answer friendly(const FakeHttpPeer::Request &request)
{
    return request.target.endsWith("/meta") ? json(200, R"({"version":"0.1.0","oldest_client":"0.1.0"})")
                                            : json(200, kTokens);
}

QString status(const QWidget &page, const char *name)
{
    return page.findChild<StatusLine *>(QString::fromLatin1(name))->text();
}

} // namespace

class TestSignIn : public QObject
{
    Q_OBJECT
    Theme *m_theme = nullptr;

private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(this); }

    void addressesAreRead_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("bare name is https") << "search.example.org"
                                            << "https://search.example.org";
        QTest::newRow("this machine is http") << "127.0.0.1:8470"
                                              << "http://127.0.0.1:8470";
        QTest::newRow("path stays, slash goes") << " https://a.example/explorer/ "
                                                << "https://a.example/explorer";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("other scheme") << "ftp://a.example"
                                      << "";
        QTest::newRow("password in it") << "https://u:p@a.example"
                                        << "";
        QTest::newRow("nonsense") << "not an address"
                                  << "";
    }
    void addressesAreRead()
    {
        QFETCH(QString, typed);
        QFETCH(QString, meant);
        QString problem;
        QCOMPARE(serverUrlFromText(typed, &problem).toString(), meant);
        QCOMPARE(problem.isEmpty(), !meant.isEmpty());
    }

    void serversAreRememberedLastFirst()
    {
        ServerList list;
        for (int i = 0; i < 12; ++i) {
            ServerEntry entry;
            entry.url = QUrl(QStringLiteral("https://s%1.example").arg(i));
            entry.trustedCertificates = {QByteArray(32, static_cast<char>(i))};
            list.put(entry);
        }
        const ServerList read = ServerList::fromJson(list.toJson());
        QCOMPARE(read.entries().size(), ServerList::kLimit);
        QCOMPARE(read.entries().first().url, QUrl(QStringLiteral("https://s11.example")));
        QCOMPARE(read.entries().first().trustedCertificates, (QList<QByteArray>{QByteArray(32, 11)}));
    }

    void testThenSignInByKeyboard()
    {
        FakeHttpPeer peer(friendly);
        ApiClient client;
        ConnectPage page(m_theme, &client);
        page.show();
        QVERIFY(!page.findChild<AccountForm *>()->isEnabled());
        auto *address = page.findChild<QComboBox *>(QStringLiteral("address"))->lineEdit();
        QTest::keyClicks(address, peer.url().toString());
        QTest::keyClick(address, Qt::Key_Return);
        QTRY_VERIFY(page.findChild<AccountForm *>()->isEnabled());
        QVERIFY(status(page, "serverStatus").contains(QStringLiteral("0.1.0")));
        QSignalSpy connected(&page, &ConnectPage::connected);
        QTest::keyClicks(page.findChild<QLineEdit *>(QStringLiteral("account")), QStringLiteral("anna"));
        auto *password = page.findChild<PasswordField *>();
        QTest::keyClicks(password, QStringLiteral("secret"));
        QTest::keyClick(password, Qt::Key_Return);
        QTRY_COMPARE(connected.size(), 1);
        QVERIFY(client.isSignedIn());
        QCOMPARE(page.servers().entries().first().userName, QStringLiteral("anna"));
        QVERIFY(password->text().isEmpty());
    }

    void anUnreachableServerOffersTheLocalWorkspace()
    {
        ApiClient client;
        ConnectPage page(m_theme, &client);
        page.show();
        page.open(QUrl(QStringLiteral("http://127.0.0.1:1")));
        auto *offline = page.findChild<QPushButton *>(QStringLiteral("workOffline"));
        QTRY_VERIFY(offline->isVisible());
        QSignalSpy asked(&page, &ConnectPage::workOfflineRequested);
        offline->click();
        QCOMPARE(asked.size(), 1);
    }

    void aNewerServerSaysWhichClientItNeeds()
    {
        FakeHttpPeer peer(
            [](const auto &) { return json(200, R"({"version":"7.0.0","oldest_client":"6.0.0"})"); });
        ApiClient client;
        ConnectPage page(m_theme, &client);
        page.open(peer.url());
        QTRY_VERIFY(status(page, "serverStatus").contains(QStringLiteral("6.0.0")));
        QVERIFY(!page.findChild<AccountForm *>()->isEnabled());
    }

    void throttlingCountsDown()
    {
        FakeHttpPeer peer([](const auto &) { return json(429, "{}", "Retry-After: 2\r\n"); });
        ApiClient client;
        ApiClient::Target target;
        target.url = peer.url();
        client.setTarget(target);
        AccountForm form(m_theme, &client);
        form.setUserName(QStringLiteral("anna"));
        form.findChild<PasswordField *>()->setText(QStringLiteral("wrong"));
        auto *submit = form.findChild<QPushButton *>(QStringLiteral("signIn"));
        submit->click();
        QTRY_VERIFY(status(form, "signInStatus").contains(QLatin1Char('2')));
        QVERIFY(!submit->isEnabled());
        QTRY_VERIFY(submit->isEnabled());
    }

    void aWrongPasswordIsSaidInPlace()
    {
        FakeHttpPeer peer([](const auto &) { return json(401, "{}"); });
        ApiClient client;
        ApiClient::Target target;
        target.url = peer.url();
        client.setTarget(target);
        AccountForm form(m_theme, &client);
        form.setUserName(QStringLiteral("anna"));
        form.findChild<PasswordField *>()->setText(QStringLiteral("wrong"));
        form.findChild<QPushButton *>(QStringLiteral("signIn"))->click();
        QTRY_VERIFY(status(form, "signInStatus").contains(QStringLiteral("password is not right")));
    }

    void thePasswordTellsOfCapsLockAndCanBeRevealed()
    {
        PasswordField field(m_theme);
        QSignalSpy noticed(&field, &PasswordField::capsLockNoticed);
        QTest::keyClick(&field, 'a');
        QCOMPARE(noticed.takeLast().first().toBool(), false);
        QKeyEvent capital(QEvent::KeyPress, Qt::Key_A, Qt::NoModifier, QStringLiteral("A"));
        QApplication::sendEvent(&field, &capital);
        QCOMPARE(noticed.takeLast().first().toBool(), true);
        field.actions().first()->trigger();
        QCOMPARE(field.echoMode(), QLineEdit::Normal);
    }

    void tokensFollowRotationIntoTheKeychain()
    {
        FakeHttpPeer peer(friendly);
        ApiClient client;
        ApiClient::Target target;
        target.url = peer.url();
        client.setTarget(target);
        MemorySecrets secrets;
        TokenKeeper keeper(&client, &secrets);
        client.setRefreshToken(QStringLiteral("r0"));
        keeper.keep(peer.url(), true);
        QCOMPARE(secrets.values.values(), QStringList{QStringLiteral("r0")});
        client.resume(nullptr, [](const auto &) {});
        QTRY_COMPARE(secrets.values.values(), QStringList{QStringLiteral("r1")});
        keeper.keep(peer.url(), false);
        QVERIFY(secrets.values.isEmpty());
    }

    void eachKeychainFailureHasItsOwnWords()
    {
        ApiClient client;
        client.setRefreshToken(QStringLiteral("r0"));
        MemorySecrets secrets;
        TokenKeeper keeper(&client, &secrets);
        QSignalSpy failed(&keeper, &TokenKeeper::keychainFailed);
        QStringList texts;
        for (const auto outcome : {SecretStore::Outcome::Locked, SecretStore::Outcome::Missing,
                                   SecretStore::Outcome::Denied, SecretStore::Outcome::Other}) {
            secrets.failWith = outcome;
            keeper.keep(QUrl(QStringLiteral("https://a.example")), true);
            texts << failed.takeLast().at(1).toString();
        }
        QCOMPARE(texts.removeDuplicates(), 0);
        QVERIFY(texts.last().contains(QStringLiteral("words of the keychain")));
    }

    void enterTakesTheLocalWorkspace()
    {
        FirstRunPage page(m_theme);
        page.show();
        QSignalSpy local(&page, &FirstRunPage::localChosen);
        QTest::keyClick(&page, Qt::Key_Return);
        QCOMPARE(local.size(), 1);
        QSignalSpy cancelled(&page, &FirstRunPage::cancelRequested);
        page.setProgress(1, 10, QStringLiteral("Loading"));
        QTest::keyClick(&page, Qt::Key_Return);
        QCOMPARE(local.size(), 1);
        page.findChild<QPushButton *>(QStringLiteral("cancel"))->click();
        QCOMPARE(cancelled.size(), 1);
    }
};

QTEST_MAIN(TestSignIn)
#include "tst_signin.moc"
