#include "support/fakehttppeer.h"
#include "ui/client/apiclient.h"

#include <QSignalSpy>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;
using test::FakeHttpPeer;
using Answer = FakeHttpPeer::Answer;

namespace
{

Answer json(int status, const QByteArray &body, const QByteArray &headers = {})
{
    return {Answer::Kind::Send, status, body, "Content-Type: application/json\r\n" + headers};
}

Answer tokens(const QByteArray &access, const QByteArray &refresh)
{
    return json(200, R"({"access_token":")" + access +
                         R"(","token_type":"Bearer","expires_in":600,"refresh_token":")" + refresh +
                         R"(","user":{"id":"u1","name":"anna","role":"analyst"}})");
}

const QByteArray kMeta = R"({"version":"9.9.9","oldest_client":"0.1.0","unknown":1})";
const QByteArray kEmptySearch =
    R"({"hits":[],"total":{"value":0,"relation":"eq"},"took_ms":1,"partial":false,"cache":{"status":"miss","age_ms":0},"generation":1,"warnings":[]})";

void aim(ApiClient &client, const FakeHttpPeer &peer)
{
    ApiClient::Target target;
    target.url = peer.url();
    target.launchSecret = "launch-secret";
    client.setTarget(target);
}

void signIn(ApiClient &client)
{
    bool done = false;
    client.signIn(&client, QStringLiteral("anna"), QStringLiteral("secret"),
                  [&done](const ApiResult<api::UserInfo> &user) { done = user.has_value(); });
    QTRY_VERIFY(done);
}

} // namespace

class TestApiClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsMetaAndSendsItsHeaders()
    {
        FakeHttpPeer peer([](const auto &) { return json(200, kMeta); });
        ApiClient client;
        aim(client, peer);
        std::optional<ApiResult<ApiClient::ServerMeta>> got;
        client.probe(nullptr, [&got](const auto &meta) { got = meta; });
        QTRY_VERIFY(got);
        QVERIFY(got->has_value());
        QCOMPARE((*got)->version, QStringLiteral("9.9.9"));
        QVERIFY((*got)->roundTripMillis > 0);
        const auto &request = peer.requests().first();
        QCOMPARE(request.target, QByteArray("/api/v1/meta"));
        QCOMPARE(request.headers.value("x-explorerio-launch"), QByteArray("launch-secret"));
        QVERIFY(request.headers.value("x-request-id").size() >= 32);
        QVERIFY(!request.headers.contains("authorization"));
    }

    void decodesProblemDetails()
    {
        FakeHttpPeer peer([](const auto &) {
            return json(
                422,
                R"({"type":"/problems/type_mismatch","title":"x","status":422,"detail":"bytes is a number.","request_id":"r-7",)"
                R"("errors":[{"offset":6,"length":3,"code":"type_mismatch","message":"not a number","fix":"1"}]})",
                "Retry-After: 7\r\n");
        });
        ApiClient client;
        aim(client, peer);
        std::optional<ApiFailure> failure;
        client.search(nullptr, {}, false, [&failure](const auto &answer) { failure = answer.error(); });
        QTRY_VERIFY(failure);
        QCOMPARE(failure->status, 422);
        QCOMPARE(failure->reason, std::string("type_mismatch"));
        QCOMPARE(failure->message, QStringLiteral("bytes is a number."));
        QCOMPARE(failure->requestId, QStringLiteral("r-7"));
        QCOMPARE(failure->retryAfterSeconds.value_or(0), 7);
        QCOMPARE(failure->details.size(), std::size_t{1});
        QCOMPARE(failure->details.front().offset.value_or(0), std::size_t{6});
    }

    void bypassesTheCacheOnRequest()
    {
        FakeHttpPeer peer([](const auto &) { return json(200, kEmptySearch); });
        ApiClient client;
        aim(client, peer);
        int answers = 0;
        client.search(nullptr, {}, true, [&answers](const auto &answer) { answers += answer ? 1 : 0; });
        QTRY_COMPARE(answers, 1);
        QCOMPARE(peer.requests().first().headers.value("cache-control"), QByteArray("no-cache"));
    }

    void largeAnswersArriveFromTheWorker()
    {
        QByteArray body = kEmptySearch;
        body.insert(1, "\"padding\":\"" + QByteArray(400 * 1024, 'x') + "\",");
        FakeHttpPeer peer([body](const auto &) { return json(200, body); });
        ApiClient client;
        aim(client, peer);
        QThread *thread = nullptr;
        client.search(nullptr, {}, false, [&thread](const auto &answer) {
            if (answer)
                thread = QThread::currentThread();
        });
        QTRY_COMPARE(thread, QThread::currentThread());
    }

    void cancelClosesTheSocketAndIsSilent()
    {
        FakeHttpPeer peer([](const auto &) { return Answer{Answer::Kind::Silence, 0, {}, {}}; });
        ApiClient client;
        aim(client, peer);
        int callbacks = 0;
        ApiCall *call = client.search(nullptr, {}, false, [&callbacks](const auto &) { ++callbacks; });
        QTRY_COMPARE(peer.requests().size(), 1);
        call->cancel();
        QTRY_COMPARE(peer.abandoned(), 1);
        QCOMPARE(callbacks, 0);
    }

    void neverCallsAnOwnerThatIsGone()
    {
        FakeHttpPeer peer([](const auto &) { return Answer{Answer::Kind::Silence, 0, {}, {}}; });
        ApiClient client;
        aim(client, peer);
        int callbacks = 0;
        {
            QObject owner;
            client.search(&owner, {}, false, [&callbacks](const auto &) { ++callbacks; });
            QTRY_COMPARE(peer.requests().size(), 1);
        }
        QTRY_COMPARE(peer.abandoned(), 1);
        QCOMPARE(callbacks, 0);
    }

    void aCallbackMayDeleteItsOwner()
    {
        FakeHttpPeer peer([](const auto &) { return json(200, kMeta); });
        ApiClient client;
        aim(client, peer);
        auto *owner = new QObject;
        QPointer<QObject> watch = owner;
        client.probe(owner, [owner](const auto &) { delete owner; });
        QTRY_VERIFY(watch.isNull());
    }

    void silenceBecomesATimeout()
    {
        FakeHttpPeer peer([](const auto &) { return Answer{Answer::Kind::Silence, 0, {}, {}}; });
        ApiClient client;
        aim(client, peer);
        client.setTimeout(std::chrono::milliseconds(60));
        std::optional<ApiFailure> failure;
        client.search(nullptr, {}, false, [&failure](const auto &answer) { failure = answer.error(); });
        QTRY_VERIFY(failure);
        QVERIFY(failure->kind == ApiFailure::Kind::Timeout);
    }

    void aDroppedConnectionIsANetworkFailure()
    {
        FakeHttpPeer peer([](const auto &) { return Answer{Answer::Kind::Drop, 0, {}, {}}; });
        ApiClient client;
        aim(client, peer);
        QSignalSpy reachability(&client, &ApiClient::reachabilityChanged);
        std::optional<ApiFailure> failure;
        client.search(nullptr, {}, false, [&failure](const auto &answer) { failure = answer.error(); });
        QTRY_VERIFY(failure);
        QVERIFY(failure->kind == ApiFailure::Kind::Network);
        QVERIFY(!failure->message.isEmpty());
        QCOMPARE(reachability.size(), 1);
        QCOMPARE(reachability.first().first().toBool(), false);
    }

    void readsAreRetriedThreeTimes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("attempts");
        QTest::newRow("503 is worth it") << 503 << 3;
        QTest::newRow("500 may be a bug, not a moment") << 500 << 1;
        QTest::newRow("404 is final") << 404 << 1;
        QTest::newRow("429 is never pressed") << 429 << 1;
    }
    void readsAreRetriedThreeTimes()
    {
        QFETCH(int, status);
        QFETCH(int, attempts);
        FakeHttpPeer peer([status](const auto &) { return json(status, "{}"); });
        ApiClient client;
        aim(client, peer);
        std::optional<ApiFailure> failure;
        client.health(nullptr, true, [&failure](const auto &answer) { failure = answer.error(); });
        QTRY_VERIFY(failure);
        QCOMPARE(failure->status, status);
        QCOMPARE(peer.count("/api/v1/health?fresh=true"), attempts);
    }

    void writesWithoutAKeyAreNotRepeated()
    {
        FakeHttpPeer peer([](const auto &) { return json(503, "{}"); });
        ApiClient client;
        aim(client, peer);
        bool failed = false;
        client.createCollection(nullptr, {}, [&failed](const auto &answer) { failed = !answer; });
        QTRY_VERIFY(failed);
        QCOMPARE(peer.requests().size(), 1);
    }

    void anExpiredTokenIsRenewedOnceForAllCalls()
    {
        FakeHttpPeer peer([](const FakeHttpPeer::Request &request) {
            if (request.target == "/api/v1/auth/login")
                return tokens("old", "refresh-1");
            if (request.target == "/api/v1/auth/refresh")
                return request.body.contains("refresh-1") ? tokens("new", "refresh-2") : json(401, "{}");
            return request.headers.value("authorization") == "Bearer new" ? json(200, kEmptySearch)
                                                                          : json(401, "{}");
        });
        ApiClient client;
        aim(client, peer);
        signIn(client);
        QSignalSpy rotated(&client, &ApiClient::refreshTokenChanged);
        int answers = 0;
        for (int i = 0; i < 3; ++i)
            client.search(nullptr, {}, false, [&answers](const auto &answer) { answers += answer ? 1 : 0; });
        QTRY_COMPARE(answers, 3);
        QCOMPARE(peer.count("/api/v1/auth/refresh"), 1);
        QCOMPARE(client.refreshToken(), QStringLiteral("refresh-2"));
        QCOMPARE(rotated.size(), 1);
    }

    void callsWaitForTheNextSignInWhenTheSessionIsOver()
    {
        bool isOver = true;
        FakeHttpPeer peer([&isOver](const FakeHttpPeer::Request &request) {
            if (request.target == "/api/v1/auth/login")
                return tokens("fresh", "refresh-1");
            if (request.target == "/api/v1/auth/refresh")
                return json(401, "{}");
            return isOver ? json(401, "{}") : json(200, kEmptySearch);
        });
        ApiClient client;
        aim(client, peer);
        signIn(client);
        QSignalSpy expired(&client, &ApiClient::sessionExpired);
        int answers = 0;
        client.search(nullptr, {}, false, [&answers](const auto &answer) { answers += answer ? 1 : 0; });
        QTRY_COMPARE(expired.size(), 1);
        QVERIFY(!client.isSignedIn());
        QCOMPARE(answers, 0);
        isOver = false;
        signIn(client);
        QTRY_COMPARE(answers, 1);
        QCOMPARE(expired.size(), 1);
    }

    void anotherServerEndsRunningCalls()
    {
        FakeHttpPeer peer([](const auto &) { return Answer{Answer::Kind::Silence, 0, {}, {}}; });
        ApiClient client;
        aim(client, peer);
        std::optional<ApiFailure> failure;
        client.search(nullptr, {}, false, [&failure](const auto &answer) { failure = answer.error(); });
        QTRY_COMPARE(peer.requests().size(), 1);
        client.setTarget({});
        QVERIFY(failure);
        QVERIFY(failure->kind == ApiFailure::Kind::Cancelled);
    }

    void uploadsCarryAKeyAndTheirOptions()
    {
        FakeHttpPeer peer([](const auto &) { return json(500, "{}"); });
        ApiClient client;
        aim(client, peer);
        ApiClient::Upload upload;
        upload.collection = QStringLiteral("a/b c");
        upload.body = "{}\n";
        upload.waitVisible = true;
        bool failed = false;
        client.upload(nullptr, upload, [&failed](const auto &answer) { failed = !answer; });
        QTRY_VERIFY(failed);
        const auto &request = peer.requests().first();
        QCOMPARE(request.target, QByteArray("/api/v1/collections/a%2Fb%20c/documents?refresh=wait"));
        QVERIFY(!request.headers.value("idempotency-key").isEmpty());
        QCOMPARE(request.body, QByteArray("{}\n"));
    }

    void anAnswerOfAnotherKindOfServerIsToldSo()
    {
        FakeHttpPeer peer([](const auto &) {
            return Answer{Answer::Kind::Send, 200, "<html>", "Content-Type: text/html\r\n"};
        });
        ApiClient client;
        aim(client, peer);
        std::optional<ApiFailure> failure;
        client.probe(nullptr, [&failure](const auto &answer) { failure = answer.error(); });
        QTRY_VERIFY(failure);
        QCOMPARE(failure->reason, std::string("answer_unreadable"));
    }

    void theClientMayGoWhileCallsRun()
    {
        FakeHttpPeer peer([](const auto &) { return Answer{Answer::Kind::Silence, 0, {}, {}}; });
        auto client = std::make_unique<ApiClient>();
        aim(*client, peer);
        QObject owner;
        int callbacks = 0;
        client->search(&owner, {}, false, [&callbacks](const auto &) { ++callbacks; });
        QTRY_COMPARE(peer.requests().size(), 1);
        client.reset();
        QTRY_COMPARE(peer.abandoned(), 1);
        QCOMPARE(callbacks, 0);
    }
};

QTEST_GUILESS_MAIN(TestApiClient)
#include "tst_apiclient.moc"
