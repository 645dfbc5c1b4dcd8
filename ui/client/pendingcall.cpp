#include "ui/client/pendingcall.h"

#include "ui/client/problem.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUuid>

namespace explorer::ui
{

namespace
{

constexpr int kAttempts = 3;
constexpr int kRetryBaseMillis = 100;
constexpr int kRetryCapMillis = 2000;
constexpr int kRetryAfterCapSeconds = 30;
constexpr qsizetype kWorkerBytes = 256 * 1024;
constexpr qint64 kReadAheadBytes = 256 * 1024;

QString nameOf(const QSslCertificate &certificate, bool issuer)
{
    const auto info = [&](QSslCertificate::SubjectInfo which) {
        return (issuer ? certificate.issuerInfo(which) : certificate.subjectInfo(which))
            .join(QStringLiteral(", "));
    };
    const QString common = info(QSslCertificate::CommonName);
    return common.isEmpty() ? info(QSslCertificate::Organization) : common;
}

bool isHttpAnswer(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::NoError || (error > 200 && error < 300) || error > 400;
}

} // namespace

PendingCall::PendingCall(ApiClient::Private *client, HttpSpec spec, CallEnds ends, QObject *parent)
    : ApiCall(parent), m_client(client), m_spec(std::move(spec)), m_ends(std::move(ends))
{
    m_client->calls.append(this);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &PendingCall::send);
}

PendingCall::~PendingCall() { drop(); }

void PendingCall::drop()
{
    m_over = true;
    m_retry.stop();
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
    if (m_client)
        m_client->calls.removeOne(this);
    m_client = nullptr;
}

void PendingCall::cancel()
{
    drop();
    deleteLater();
}

void PendingCall::send()
{
    if (m_over)
        return;
    ++m_attempt;
    m_requestId = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    m_usedToken = m_client->accessToken;
    m_elapsed.start();
    const QNetworkRequest request = m_client->request(m_spec, m_requestId);
    m_reply = m_client->network().sendCustomRequest(request, m_spec.verb, m_spec.body);
    connect(m_reply, &QNetworkReply::sslErrors, this, &PendingCall::checkCertificate);
    connect(m_reply, &QNetworkReply::finished, this, &PendingCall::finished);
    if (m_spec.sink) {
        // What is not taken yet holds the server back.
        m_reply->setReadBufferSize(kReadAheadBytes);
        connect(m_reply, &QNetworkReply::readyRead, this, &PendingCall::pour);
    }
}

bool PendingCall::pour()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status < 200 || status >= 300)
        return true;
    const QByteArray piece = m_reply->readAll();
    if (piece.isEmpty() || m_spec.sink(piece))
        return true;
    ApiFailure failure;
    failure.kind = ApiFailure::Kind::Cancelled;
    failure.message = tr("What came could not be written.");
    failure.requestId = requestId();
    end(failure);
    return false;
}

QString PendingCall::requestId() const { return QString::fromLatin1(m_requestId); }

void PendingCall::checkCertificate(const QList<QSslError> &errors)
{
    const QSslCertificate certificate = m_reply->sslConfiguration().peerCertificate();
    const QByteArray fingerprint = certificate.digest(QCryptographicHash::Sha256);
    if (!certificate.isNull() && m_client->target.trustedCertificates.contains(fingerprint)) {
        m_reply->ignoreSslErrors(errors);
        return;
    }
    QStringList problems;
    for (const QSslError &error : errors)
        problems << error.errorString();
    problems.removeDuplicates();
    m_certificate = CertificateInfo{fingerprint,
                                    nameOf(certificate, false),
                                    nameOf(certificate, true),
                                    certificate.effectiveDate(),
                                    certificate.expiryDate(),
                                    problems.join(QStringLiteral("; "))};
}

void PendingCall::finished()
{
    QNetworkReply *reply = m_reply;
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const bool answered = status > 0 && isHttpAnswer(reply->error());
    m_client->noteReachable(answered);
    if (answered && status >= 200 && status < 300)
        return succeeded(status);
    ApiFailure failure =
        answered ? failureFromProblem(status, reply->readAll(), reply->rawHeader("Retry-After"), requestId())
                 : failureFromNetwork(reply->error(), reply->errorString(), reply->url(), requestId());
    m_reply.clear();
    if (m_certificate && !answered) {
        failure.kind = ApiFailure::Kind::Certificate;
        failure.message =
            tr("The certificate of %1 is not trusted: %2").arg(reply->url().host(), m_certificate->problem);
        failure.certificate = m_certificate;
    }
    failed(std::move(failure));
}

void PendingCall::succeeded(int status)
{
    RawAnswer raw;
    raw.status = status;
    if (!m_spec.sink)
        raw.body = m_reply->readAll();
    else if (!pour())
        return;
    raw.etag = m_reply->rawHeader("ETag");
    raw.roundTripMillis = static_cast<double>(m_elapsed.nsecsElapsed()) / 1e6;
    m_reply.clear();
    if (raw.body.size() <= kWorkerBytes)
        return deliver(m_ends.decode(raw));
    // Only values cross: the callback and what it holds stay here.
    m_client->decoders.start([self = QPointer(this), inbox = &m_client->inbox, decode = m_ends.decode, raw] {
        std::shared_ptr<void> value = decode(raw);
        QMetaObject::invokeMethod(
            inbox,
            [self, value = std::move(value)] {
                if (self && !self->m_over)
                    self->deliver(value);
            },
            Qt::QueuedConnection);
    });
}

bool PendingCall::mayRetry(const ApiFailure &failure) const
{
    if (!m_spec.repeatable || m_attempt >= kAttempts)
        return false;
    if (failure.kind == ApiFailure::Kind::Network)
        return true;
    return failure.kind == ApiFailure::Kind::Problem && failure.status >= 502 && failure.status <= 504 &&
           failure.retryAfterSeconds.value_or(0) <= kRetryAfterCapSeconds;
}

void PendingCall::failed(ApiFailure failure)
{
    if (failure.status == 401 && m_spec.authorised && !m_authorisedAgain) {
        m_authorisedAgain = true;
        m_refusal = std::move(failure);
        return m_client->authorise(this, m_usedToken);
    }
    if (!mayRetry(failure))
        return end(failure);
    // Full jitter: clients that failed together do not come back together.
    const int ceiling = std::min(kRetryCapMillis, kRetryBaseMillis << m_attempt);
    const int jitter = QRandomGenerator::global()->bounded(ceiling + 1);
    m_retry.start(failure.retryAfterSeconds.value_or(0) * 1000 + jitter);
}

void PendingCall::end(const ApiFailure &failure)
{
    if (m_over)
        return;
    drop();
    deleteLater();
    // The callback may delete the owner, and with it this call.
    const auto fail = std::move(m_ends.fail);
    fail(failure);
}

void PendingCall::deliver(const std::shared_ptr<void> &value)
{
    drop();
    deleteLater();
    const auto deliver = std::move(m_ends.deliver);
    deliver(value);
}

} // namespace explorer::ui
