#include "core/auth/accesstokens.h"
#include "core/auth/authservice.h"
#include "core/auth/sodium_p.h"
#include "support/fakeclock.h"
#include "unit/storage/storagefixture.h"

using namespace explorer;
using namespace explorer::auth;
using namespace std::chrono_literals;

class TestAuthService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signsInAndVerifiesTheToken();
    void refusesBadCredentialsInTheSameWords();
    void throttlesFailures();
    void refusesWeakPasswords_data();
    void refusesWeakPasswords();
    void rotatesRefreshTokens();
    void endsTheFamilyWhenAnOldTokenComesAgain();
    void forgivesALostAnswerForTenSeconds();
    void endsIdleAndOldSessions();
    void letsConcurrentRefreshesOfOneTokenAllGoOn();
    void endsSessionsAtLogoutAndPasswordChange();
    void rehashesAtSignInWhenSettingsGrow();
    void keepsTheSigningKeyAcrossRestarts();
};

namespace
{

const std::string kPassword = "violet-tractor-9-hums";

AuthSettings quickSettings()
{
    AuthSettings settings;
    // libsodium's least: the tests are not about the cost.
    settings.passwordMemoryKiB = 64;
    settings.passwordPasses = 1;
    return settings;
}

struct Service {
    explicit Service(const AuthSettings &settings = quickSettings())
    {
        start(settings);
        if (!auth->addUser("ann", kPassword, api::Role::Analyst))
            qFatal("cannot add the account");
    }
    void start(const AuthSettings &settings)
    {
        auth.reset();
        auto created = AuthService::create(storage.database(), settings, clock, storage.logger());
        if (!created)
            qFatal("%s", created.error().message.c_str());
        auth = std::move(*created);
    }
    api::TokenAnswer login() { return auth->login("ann", kPassword, "127.0.0.1").value(); }
    std::string refreshReason(const std::string &token)
    {
        const auto answer = auth->refresh(token);
        return answer ? "ok" : answer.error().reason;
    }

    test::StorageFixture storage;
    test::FakeClock clock;
    std::unique_ptr<AuthService> auth;
};

} // namespace

void TestAuthService::signsInAndVerifiesTheToken()
{
    Service service;
    const auto answer = service.auth->login("ANN", kPassword, "127.0.0.1");
    QVERIFY(answer);
    QCOMPARE(answer->expiresIn, 600);
    const auto principal = service.auth->verify(answer->accessToken);
    QVERIFY(principal);
    QCOMPARE(principal->name, std::string("ann"));
    QCOMPARE(principal->userId, answer->user.id);
    QVERIFY(principal->role == api::Role::Analyst);
    service.clock.advance(629s);
    QVERIFY(service.auth->verify(answer->accessToken));
    service.clock.advance(1s);
    QCOMPARE(service.auth->verify(answer->accessToken).error().reason, std::string("token_expired"));
}

void TestAuthService::refusesBadCredentialsInTheSameWords()
{
    Service service;
    const auto wrong = service.auth->login("ann", "not the password", "127.0.0.1");
    const auto unknown = service.auth->login("nobody", kPassword, "127.0.0.1");
    QVERIFY(!wrong && !unknown);
    QVERIFY(wrong.error().code == ErrorCode::Unauthenticated);
    QCOMPARE(wrong.error().reason, std::string("bad_credentials"));
    QCOMPARE(wrong.error().message, unknown.error().message);
    QCOMPARE(wrong.error().reason, unknown.error().reason);
}

void TestAuthService::throttlesFailures()
{
    Service service;
    for (const char *name : {"ann", "ANN", "Ann"})
        QCOMPARE(service.auth->login(name, "wrong", "127.0.0.1").error().reason,
                 std::string("bad_credentials"));
    const auto throttled = service.auth->login("ann", kPassword, "127.0.0.1");
    QVERIFY(!throttled);
    QVERIFY(throttled.error().code == ErrorCode::ResourceExhausted);
    QCOMPARE(throttled.error().reason, std::string("throttled"));
    QCOMPARE(throttled.error().retryAfterSeconds, std::optional<int>(1));
    service.clock.advance(1s);
    QVERIFY(service.auth->login("ann", kPassword, "127.0.0.1"));
}

void TestAuthService::refusesWeakPasswords_data()
{
    QTest::addColumn<QString>("password");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("eleven") << QStringLiteral("vT9#kq_Lw2z") << false;
    QTest::newRow("twelve") << QStringLiteral("vT9#kq_Lw2zB") << true;
    QTest::newRow("128") << QStringLiteral("vT9#kq_Lw2zBr8x!").repeated(8) << true;
    QTest::newRow("129") << QStringLiteral("vT9#kq_Lw2zBr8x!").repeated(8) + QLatin1Char('x') << false;
    QTest::newRow("words") << QStringLiteral("green boat sings twice") << true;
    QTest::newRow("no ascii") << QStringLiteral(u"\u00fcber\u00e4ndern \u6f22\u5b57\u6f22") << true;
    QTest::newRow("common with digits") << QStringLiteral("Password123456") << false;
    QTest::newRow("common twice") << QStringLiteral("dragondragon1") << false;
    QTest::newRow("same character") << QString(14, QLatin1Char('x')) << false;
    QTest::newRow("pattern") << QStringLiteral("abcabcabcabcab") << false;
    QTest::newRow("digits in order") << QStringLiteral("1234567890123") << false;
    QTest::newRow("keyboard row") << QStringLiteral("qwertyuiop[]") << false;
    QTest::newRow("alphabet") << QStringLiteral("abcdefghijklm") << false;
    QTest::newRow("account name") << QStringLiteral("xy-Bernhard-7q!") << false;
}

void TestAuthService::refusesWeakPasswords()
{
    QFETCH(QString, password);
    QFETCH(bool, isGood);
    Service service;
    const auto added = service.auth->addUser("bernhard", password.toStdString(), api::Role::Viewer);
    QCOMPARE(added.has_value(), isGood);
    if (!isGood)
        QCOMPARE(added.error().reason, std::string("password_weak"));
}

void TestAuthService::rotatesRefreshTokens()
{
    Service service;
    std::string token = service.login().refreshToken;
    for (int i = 0; i < 5; ++i) {
        const auto answer = service.auth->refresh(token);
        QVERIFY(answer);
        QVERIFY(answer->refreshToken != token);
        QVERIFY(service.auth->verify(answer->accessToken));
        token = answer->refreshToken;
        service.clock.advance(1h);
    }
    QCOMPARE(service.refreshReason("guessed"), std::string("session_ended"));
    QCOMPARE(service.refreshReason(""), std::string("session_ended"));
}

void TestAuthService::endsTheFamilyWhenAnOldTokenComesAgain()
{
    Service service;
    const std::string first = service.login().refreshToken;
    const std::string other = service.login().refreshToken;
    const auto second = service.auth->refresh(first);
    QVERIFY(second);
    service.clock.advance(11s);
    QCOMPARE(service.refreshReason(first), std::string("session_ended"));
    QCOMPARE(service.refreshReason(second->refreshToken), std::string("session_ended"));
    QCOMPARE(service.refreshReason(other), std::string("ok"));
}

void TestAuthService::forgivesALostAnswerForTenSeconds()
{
    Service service;
    const std::string first = service.login().refreshToken;
    QCOMPARE(service.refreshReason(first), std::string("ok"));
    service.clock.advance(10s);
    const auto repeated = service.auth->refresh(first);
    QVERIFY(repeated);
    QCOMPARE(service.refreshReason(repeated->refreshToken), std::string("ok"));
}

void TestAuthService::endsIdleAndOldSessions()
{
    Service service;
    const std::string idle = service.login().refreshToken;
    service.clock.advance(12h);
    QCOMPARE(service.refreshReason(idle), std::string("session_ended"));
    std::string token = service.login().refreshToken;
    for (int hours = 0; hours < 7 * 24 - 8; hours += 8) {
        service.clock.advance(8h);
        const auto answer = service.auth->refresh(token);
        QVERIFY(answer);
        token = answer->refreshToken;
    }
    service.clock.advance(8h);
    QCOMPARE(service.refreshReason(token), std::string("session_ended"));
}

void TestAuthService::letsConcurrentRefreshesOfOneTokenAllGoOn()
{
    Service service;
    const std::string token = service.login().refreshToken;
    std::vector<std::future<std::string>> refreshes;
    for (int i = 0; i < 8; ++i)
        refreshes.push_back(std::async(std::launch::async, [&] { return service.refreshReason(token); }));
    for (auto &refresh : refreshes)
        QCOMPARE(refresh.get(), std::string("ok"));
}

void TestAuthService::endsSessionsAtLogoutAndPasswordChange()
{
    Service service;
    const std::string left = service.login().refreshToken;
    const std::string stays = service.login().refreshToken;
    QVERIFY(service.auth->logout(left));
    QVERIFY(service.auth->logout("unknown"));
    QCOMPARE(service.refreshReason(left), std::string("session_ended"));
    const auto next = service.auth->refresh(stays);
    QVERIFY(next);
    QCOMPARE(service.auth->setPassword("nobody", kPassword).error().reason, std::string("user_unknown"));
    QCOMPARE(service.auth->setPassword("ann", "short").error().reason, std::string("password_weak"));
    QVERIFY(service.auth->setPassword("ann", "teapot under a red bridge"));
    QCOMPARE(service.refreshReason(next->refreshToken), std::string("session_ended"));
    QVERIFY(!service.auth->login("ann", kPassword, "127.0.0.1"));
    QVERIFY(service.auth->login("ann", "teapot under a red bridge", "127.0.0.1"));
}

void TestAuthService::rehashesAtSignInWhenSettingsGrow()
{
    Service service;
    AuthSettings stronger = quickSettings();
    stronger.passwordPasses = 3;
    service.start(stronger);
    QVERIFY(service.login().accessToken.size() > 0);
    const auto user = storage::UserStore(service.storage.database()).findByName("ann");
    QVERIFY2((*user)->passwordHash.find("t=3,p=1") != std::string::npos, (*user)->passwordHash.c_str());
    QVERIFY(service.login().accessToken.size() > 0);
}

void TestAuthService::keepsTheSigningKeyAcrossRestarts()
{
    Service service;
    const std::string token = service.login().accessToken;
    service.start(quickSettings());
    QVERIFY(service.auth->verify(token));
    Service stranger;
    QCOMPARE(stranger.auth->verify(token).error().reason, std::string("token_invalid"));
}

QTEST_GUILESS_MAIN(TestAuthService)
#include "tst_authservice.moc"
