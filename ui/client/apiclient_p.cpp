#include "ui/client/apiclient_p.h"

#include "ui/client/pendingcall.h"
#include "ui/client/problem.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkRequest>

namespace explorer::ui
{

namespace
{

constexpr qsizetype kWaitingLimit = 32;
constexpr qint64 kInflatedBytes = 64LL << 20;

bool isLoopback(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

ApiFailure unreadable(const RawAnswer &raw, const std::string &why)
{
    return unreadableAnswer(raw.status, why);
}

ApiClient::Private::Private(ApiClient *client) : q(client) { decoders.setMaxThreadCount(1); }

ApiClient::Private::~Private()
{
    qDeleteAll(QList<PendingCall *>(calls));
    decoders.waitForDone();
}

QNetworkAccessManager &ApiClient::Private::network()
{
    if (!m_network) {
        m_network = std::make_unique<QNetworkAccessManager>();
        m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    }
    // A proxy of the environment must never see what stays on this machine.
    m_network->setProxy(isLoopback(target.url.host()) ? QNetworkProxy(QNetworkProxy::NoProxy)
                                                      : QNetworkProxy(QNetworkProxy::DefaultProxy));
    return *m_network;
}

QNetworkRequest ApiClient::Private::request(const HttpSpec &spec, const QByteArray &requestId) const
{
    QUrl url = target.url;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    path += QStringLiteral("/api/v1");
    for (const QString &segment : spec.path)
        path += QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(segment));
    url.setPath(path, QUrl::TolerantMode);
    url.setQuery(spec.query);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setTransferTimeout(static_cast<int>(timeout.count()) * spec.timeoutFactor);
    request.setDecompressedSafetyCheckThreshold(kInflatedBytes);
    request.setRawHeader("Accept", "application/json, application/problem+json");
    request.setRawHeader("User-Agent", "ExplorerIO/" EXPLORERIO_VERSION);
    request.setRawHeader("X-Request-Id", requestId);
    if (!spec.contentType.isEmpty())
        request.setRawHeader("Content-Type", spec.contentType);
    if (!target.launchSecret.isEmpty())
        request.setRawHeader("X-ExplorerIO-Launch", target.launchSecret);
    if (spec.authorised && !accessToken.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + accessToken);
    for (const auto &[name, value] : spec.headers)
        request.setRawHeader(name, value);
    return request;
}

ApiCall *ApiClient::Private::start(HttpSpec spec, CallEnds ends, QObject *owner)
{
    auto *call = new PendingCall(this, std::move(spec), std::move(ends), owner ? owner : q);
    call->send();
    return call;
}

void ApiClient::Private::noteReachable(bool reachable)
{
    if (m_reachable == reachable)
        return;
    m_reachable = reachable;
    Q_EMIT q->reachabilityChanged(reachable);
}

void ApiClient::Private::authorise(PendingCall *call, const QByteArray &used)
{
    if (!accessToken.isEmpty() && used != accessToken)
        return call->send();
    if (refreshTokenText.isEmpty() && !m_expired && accessToken.isEmpty())
        return call->end(call->refusal());
    if (m_waiting.size() >= kWaitingLimit)
        return call->end(call->refusal());
    m_waiting.append(call);
    if (m_refreshing || m_expired)
        return;
    if (refreshTokenText.isEmpty())
        return expire();
    refresh(q, [this](const ApiResult<api::TokenAnswer> &answer) { refreshEnded(answer); });
}

void ApiClient::Private::refresh(QObject *owner,
                                 std::function<void(const ApiResult<api::TokenAnswer> &)> done)
{
    m_refreshing = true;
    HttpSpec spec;
    spec.verb = "POST";
    spec.path = {QStringLiteral("auth"), QStringLiteral("refresh")};
    spec.contentType = "application/json";
    spec.body =
        QByteArray::fromStdString(nlohmann::json{{"refresh_token", refreshTokenText.toStdString()}}.dump());
    spec.authorised = false;
    AnswerParser<api::TokenAnswer> parse = [](const RawAnswer &raw) -> Result<api::TokenAnswer> {
        return nlohmann::json::parse(raw.body.begin(), raw.body.end()).get<api::TokenAnswer>();
    };
    start(
        std::move(spec),
        makeEnds<api::TokenAnswer>(std::move(parse),
                                   [this, done = std::move(done)](const ApiResult<api::TokenAnswer> &answer) {
                                       m_refreshing = false;
                                       done(answer);
                                   }),
        owner);
}

QList<QPointer<PendingCall>> ApiClient::Private::takeWaiting() { return std::exchange(m_waiting, {}); }

void ApiClient::Private::refreshEnded(const ApiResult<api::TokenAnswer> &answer)
{
    if (answer)
        return takeTokens(*answer);
    const ApiFailure &failure = answer.error();
    const bool refused = failure.kind == ApiFailure::Kind::Problem && failure.status >= 400 &&
                         failure.status < 500 && failure.status != 429;
    if (refused)
        return expire();
    const auto waiting = takeWaiting();
    for (const QPointer<PendingCall> &call : waiting) {
        if (call)
            call->end(failure);
    }
}

void ApiClient::Private::expire()
{
    accessToken.clear();
    refreshTokenText.clear();
    m_expired = true;
    const bool somebodyAsks = q->isSignalConnected(QMetaMethod::fromSignal(&ApiClient::sessionExpired));
    const auto waiting = somebodyAsks ? QList<QPointer<PendingCall>>() : takeWaiting();
    Q_EMIT q->refreshTokenChanged({});
    Q_EMIT q->sessionExpired();
    for (const QPointer<PendingCall> &call : waiting) {
        if (call)
            call->end(call->refusal());
    }
}

void ApiClient::Private::takeTokens(const api::TokenAnswer &answer)
{
    const bool wasSignedIn = !accessToken.isEmpty();
    accessToken = QByteArray::fromStdString(answer.accessToken);
    user = answer.user;
    m_expired = false;
    if (const QString token = QString::fromStdString(answer.refreshToken); token != refreshTokenText) {
        refreshTokenText = token;
        Q_EMIT q->refreshTokenChanged(token);
    }
    if (!wasSignedIn)
        Q_EMIT q->signedIn();
    const auto waiting = takeWaiting();
    for (const QPointer<PendingCall> &call : waiting) {
        if (call)
            call->send();
    }
}

void ApiClient::Private::clearTokens()
{
    accessToken.clear();
    refreshTokenText.clear();
    user = {};
    m_expired = false;
    m_refreshing = false;
}

void ApiClient::Private::endAll(const ApiFailure &failure)
{
    m_waiting.clear();
    QList<QPointer<PendingCall>> running;
    for (PendingCall *call : std::as_const(calls))
        running.append(call);
    for (const QPointer<PendingCall> &call : running) {
        if (call)
            call->end(failure);
    }
    m_refreshing = false;
    m_reachable.reset();
    if (m_network)
        m_network->clearConnectionCache();
}

} // namespace explorer::ui
