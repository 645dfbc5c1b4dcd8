#include "core/auth/accesstokens.h"
#include "core/auth/sodium_p.h"
#include "core/base/fileops.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::auth;

class TestAccessTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesEveryAlteredToken_data();
    void refusesEveryAlteredToken();
    void requiresItsClaims_data();
    void requiresItsClaims();
    void agreesWithTheHmacVectors();
    void refusesEveryForeignSignatureVector();
    void givesRolesTheirPermissions();
};

namespace
{

const std::string kKey(32, 'k');
constexpr UnixMillis kNow = 1'700'000'000'000;

std::string header(const char *json) { return toBase64Url(json) + "."; }

/// Signed rightly, whatever it says.
std::string signedToken(const std::string &head, const std::string &claims)
{
    const std::string start = head + toBase64Url(claims);
    return start + "." + toBase64Url(hmacSha256(kKey, start));
}

const char *const kClaims =
    R"({"sub":"u1","name":"ann","role":"admin","sid":"s","iat":1700000000,"exp":1700000600})";
const char *const kGoodHeader = R"({"alg":"HS256","typ":"JWT"})";

std::string reasonOf(const std::string &token)
{
    const auto verified = AccessTokens(kKey, {}).verify(token, kNow);
    return verified ? "ok" : verified.error().reason;
}

Result<nlohmann::json> vectors(const char *name)
{
    const auto text = readFile(qEnvironmentVariable("EXPLORERIO_SHARED").toStdString() +
                               "/data/conformance/wycheproof-jose/testvectors_v1/" + name);
    if (!text)
        return fail(text.error());
    return nlohmann::json::parse(*text, nullptr, false);
}

std::string fromHex(const std::string &hex)
{
    return QByteArray::fromHex(QByteArray::fromStdString(hex)).toStdString();
}

} // namespace

void TestAccessTokens::refusesEveryAlteredToken_data()
{
    const std::string good = signedToken(header(kGoodHeader), kClaims);
    const std::size_t lastDot = good.rfind('.');
    std::string otherClaims = good;
    otherClaims[header(kGoodHeader).size() + 5] ^= 1;
    QTest::addColumn<QByteArray>("token");
    const auto row = [](const char *name, const std::string &token) {
        QTest::newRow(name) << QByteArray::fromStdString(token);
    };
    row("empty", "");
    row("dots", "..");
    row("header alone", header(kGoodHeader));
    row("no signature", good.substr(0, lastDot + 1));
    row("no last part", good.substr(0, lastDot));
    row("truncated signature", good.substr(0, good.size() - 1));
    row("longer signature", good + "A");
    row("padded signature", good + "=");
    row("fourth part", good + ".x");
    row("changed claims", otherClaims);
    row("alg none", header(R"({"alg":"none","typ":"JWT"})") + toBase64Url(kClaims) + ".");
    row("alg none signed", signedToken(header(R"({"alg":"none","typ":"JWT"})"), kClaims));
    row("alg a number", signedToken(header(R"({"alg":1})"), kClaims));
    row("other order", signedToken(header(R"({"typ":"JWT","alg":"HS256"})"), kClaims));
    row("a space", signedToken(header(R"({"alg":"HS256", "typ":"JWT"})"), kClaims));
    row("a key id", signedToken(header(R"({"alg":"HS256","typ":"JWT","kid":"../key"})"), kClaims));
    row("HS512", signedToken(header(R"({"alg":"HS512","typ":"JWT"})"), kClaims));
    row("5 KiB", signedToken(header(kGoodHeader),
                             std::string(kClaims).insert(1, R"("x":")" + std::string(5120, 'x') + R"(",)")));
    row("space before", " " + good);
}

void TestAccessTokens::refusesEveryAlteredToken()
{
    QFETCH(QByteArray, token);
    QCOMPARE(reasonOf(signedToken(header(kGoodHeader), kClaims)), std::string("ok"));
    QCOMPARE(reasonOf(token.toStdString()), std::string("token_invalid"));
}

void TestAccessTokens::requiresItsClaims_data()
{
    QTest::addColumn<QByteArray>("claims");
    QTest::addColumn<QByteArray>("reason");
    const QByteArray start = R"({"sub":"u1","name":"ann","sid":"s","role":"admin")";
    const QByteArray invalid = "token_invalid";
    QTest::newRow("good") << start + R"(,"iat":1700000000,"exp":1700000600})" << QByteArray("ok");
    QTest::newRow("no exp") << start + R"(,"iat":1700000000})" << invalid;
    QTest::newRow("exp is text") << start + R"(,"iat":1700000000,"exp":"1700000600"})" << invalid;
    QTest::newRow("exp is a fraction") << start + R"(,"iat":1700000000,"exp":1.7e9})" << invalid;
    QTest::newRow("expired within the skew")
        << start + R"(,"iat":1699999000,"exp":1699999971})" << QByteArray("ok");
    QTest::newRow("expired") << start + R"(,"iat":1699999000,"exp":1699999970})"
                             << QByteArray("token_expired");
    QTest::newRow("issued in the future") << start + R"(,"iat":1700000031,"exp":1700000600})" << invalid;
    QTest::newRow("unknown role")
        << QByteArray(R"({"sub":"u1","name":"ann","sid":"s","role":"god","iat":1700000000,"exp":1700000600})")
        << invalid;
    QTest::newRow("no subject")
        << QByteArray(R"({"name":"ann","sid":"s","role":"admin","iat":1700000000,"exp":1700000600})")
        << invalid;
    QTest::newRow("an array") << QByteArray("[1]") << invalid;
    QTest::newRow("not JSON") << QByteArray("{\"sub\"") << invalid;
}

void TestAccessTokens::requiresItsClaims()
{
    QFETCH(QByteArray, claims);
    QFETCH(QByteArray, reason);
    QCOMPARE(reasonOf(signedToken(header(kGoodHeader), claims.toStdString())), reason.toStdString());
}

void TestAccessTokens::agreesWithTheHmacVectors()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set, so the published vectors cannot be found.");
    const auto file = vectors("hmac_sha256_test.json");
    QVERIFY(file && file->is_object());
    int checked = 0;
    for (const auto &group : (*file)["testGroups"]) {
        const auto tagBytes = group["tagSize"].get<std::size_t>() / 8;
        for (const auto &vector : group["tests"]) {
            const std::string tag =
                hmacSha256(fromHex(vector["key"]), fromHex(vector["msg"])).substr(0, tagBytes);
            const bool isEqual = equalInConstantTime(tag, fromHex(vector["tag"]));
            QVERIFY2(isEqual == (vector["result"] == "valid"), vector.dump().c_str());
            ++checked;
        }
    }
    QVERIFY(checked > 100);
}

void TestAccessTokens::refusesEveryForeignSignatureVector()
{
    if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
        QSKIP("EXPLORERIO_SHARED is not set, so the published vectors cannot be found.");
    const auto file = vectors("json_web_signature_test.json");
    QVERIFY(file && file->is_object());
    int refused = 0;
    for (const auto &group : (*file)["testGroups"]) {
        std::string key = kKey;
        // The key the vector was made with, so that only our own rules stand between it and acceptance.
        if (group.contains("private") && group["private"].contains("k"))
            (void)fromBase64Url(group["private"]["k"].get<std::string>(), key);
        for (const auto &vector : group["tests"]) {
            if (!vector["jws"].is_string())
                continue;
            const auto verified = AccessTokens(key, {}).verify(vector["jws"].get<std::string>(), kNow);
            QVERIFY2(!verified, vector.dump().c_str());
            ++refused;
        }
    }
    QVERIFY(refused > 50);
}

void TestAccessTokens::givesRolesTheirPermissions()
{
    using P = Permission;
    const std::vector<std::pair<P, int>> least = {
        {P::None, 0},           {P::Authenticated, 0},     {P::SearchRead, 0},  {P::HealthRead, 0},
        {P::DocumentsWrite, 1}, {P::CollectionsManage, 1}, {P::MetricsRead, 2}, {P::UsersManage, 2}};
    for (const auto &[permission, rank] : least) {
        QCOMPARE(roleHas(api::Role::Viewer, permission), rank <= 0);
        QCOMPARE(roleHas(api::Role::Analyst, permission), rank <= 1);
        QCOMPARE(roleHas(api::Role::Admin, permission), true);
    }
}

QTEST_GUILESS_MAIN(TestAccessTokens)
#include "tst_accesstokens.moc"
