#pragma once

#include "ui/client/apiclient_p.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

namespace explorer::ui
{

/// One call of the contract from its first attempt to its end: attempts, retries, the certificate, decoding.
/// Ends exactly once, by value, failure, cancel or its owner's end; the socket is closed with it.
class PendingCall final : public ApiCall
{
    Q_OBJECT
public:
    PendingCall(ApiClient::Private *client, HttpSpec spec, CallEnds ends, QObject *parent);
    ~PendingCall() override;

    void cancel() override;
    void send();
    void end(const ApiFailure &failure);
    [[nodiscard]] QString requestId() const override;
    /// The 401 that the call waits with.
    [[nodiscard]] const ApiFailure &refusal() const { return m_refusal; }

private:
    void finished();
    /// Hands what has come of a streamed body on; false where the call ended with it.
    bool pour();
    void succeeded(int status);
    void failed(ApiFailure failure);
    [[nodiscard]] bool mayRetry(const ApiFailure &failure) const;
    void checkCertificate(const QList<QSslError> &errors);
    void deliver(const std::shared_ptr<void> &value);
    void drop();

    ApiClient::Private *m_client;
    HttpSpec m_spec;
    CallEnds m_ends;
    QPointer<QNetworkReply> m_reply;
    QTimer m_retry;
    QElapsedTimer m_elapsed;
    QByteArray m_requestId;
    QByteArray m_usedToken;
    ApiFailure m_refusal;
    std::optional<CertificateInfo> m_certificate;
    int m_attempt = 0;
    bool m_authorisedAgain = false;
    bool m_over = false;
};

} // namespace explorer::ui
