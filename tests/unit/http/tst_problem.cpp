#include "server/http/message.h"

#include <QTest>

using namespace explorer;
using namespace explorer::http;

class TestProblem final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mapsErrorsToStatuses_data();
    void mapsErrorsToStatuses();
    void describesTheError();
    void saysWhenToRetry();
    void asksForABearerToken();
};

void TestProblem::mapsErrorsToStatuses_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("status");
    const auto row = [](ErrorCode code, const char *reason, int status) {
        QTest::addRow("%s %d", reason, static_cast<int>(code))
            << static_cast<int>(code) << QString::fromLatin1(reason) << status;
    };
    row(ErrorCode::InvalidArgument, "query_syntax", 400);
    row(ErrorCode::InvalidArgument, "syntax", 400);
    row(ErrorCode::InvalidArgument, "query_meaning", 422);
    row(ErrorCode::InvalidArgument, "unknown_member", 422);
    row(ErrorCode::InvalidArgument, "too_large", 413);
    row(ErrorCode::InvalidArgument, "unsupported_media", 415);
    row(ErrorCode::InvalidArgument, "precondition_failed", 412);
    row(ErrorCode::InvalidArgument, "precondition_required", 428);
    row(ErrorCode::InvalidArgument, "cursor_expired", 410);
    row(ErrorCode::InvalidArgument, "misdirected", 421);
    row(ErrorCode::Unauthenticated, "token_expired", 401);
    row(ErrorCode::PermissionDenied, "role", 403);
    row(ErrorCode::NotFound, "collection_unknown", 404);
    row(ErrorCode::AlreadyExists, "collection_exists", 409);
    row(ErrorCode::AlreadyExists, "idempotency_in_flight", 409);
    row(ErrorCode::ResourceExhausted, "rate", 429);
    row(ErrorCode::ResourceExhausted, "disk_full", 507);
    row(ErrorCode::ResourceExhausted, "quarantine_full", 507);
    row(ErrorCode::DeadlineExceeded, "search_timeout", 504);
    row(ErrorCode::Cancelled, "cancelled", 499);
    row(ErrorCode::Unavailable, "index_rebuilding", 503);
    row(ErrorCode::Corrupt, "index", 500);
    row(ErrorCode::Io, "read", 500);
    row(ErrorCode::Internal, "internal", 500);
}

void TestProblem::mapsErrorsToStatuses()
{
    QFETCH(int, code);
    QFETCH(QString, reason);
    QFETCH(int, status);
    const Error error = makeError(static_cast<ErrorCode>(code), reason.toStdString(), "Words.");
    QCOMPARE(statusOf(error), status);
    QCOMPARE(problem(error, {}).status, status);
}

void TestProblem::describesTheError()
{
    Error error = makeError(ErrorCode::InvalidArgument, "query_syntax", "A quote is open.");
    ErrorDetail detail;
    detail.code = "quote_open";
    detail.message = "Close it.";
    detail.offset = 4;
    detail.length = 1;
    error.details.push_back(detail);
    Request request;
    request.target = "/api/v1/search?q=secret";
    request.requestId = "r1";
    const Response response = problem(error, request);
    const auto body = nlohmann::json::parse(response.body);
    QCOMPARE(body.at("type").get<std::string>(), std::string("urn:explorerio:problem:query_syntax"));
    QCOMPARE(body.at("title").get<std::string>(), std::string("Bad Request"));
    QCOMPARE(body.at("status").get<int>(), 400);
    QCOMPARE(body.at("detail").get<std::string>(), std::string("A quote is open."));
    QCOMPARE(body.at("instance").get<std::string>(), std::string("/api/v1/search"));
    QCOMPARE(body.at("request_id").get<std::string>(), std::string("r1"));
    QCOMPARE(body.at("retryable").get<bool>(), false);
    QCOMPARE(body.at("errors").at(0).at("offset").get<int>(), 4);
}

void TestProblem::saysWhenToRetry()
{
    Error error = makeError(ErrorCode::ResourceExhausted, "rate", "Too quick.");
    error.retryAfterSeconds = 7;
    const Response response = problem(error, {});
    const std::pair<std::string, std::string> expected{"Retry-After", "7"};
    QVERIFY(std::find(response.headers.begin(), response.headers.end(), expected) != response.headers.end());
    QVERIFY(nlohmann::json::parse(response.body).at("retryable").get<bool>());
}

void TestProblem::asksForABearerToken()
{
    const Response response = problem(makeError(ErrorCode::Unauthenticated, "token_missing", "Sign in."), {});
    const std::pair<std::string, std::string> expected{"WWW-Authenticate", "Bearer"};
    QVERIFY(std::find(response.headers.begin(), response.headers.end(), expected) != response.headers.end());
}

QTEST_GUILESS_MAIN(TestProblem)
#include "tst_problem.moc"
