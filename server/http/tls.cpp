#include "server/http/tls_p.h"

#include "core/base/fileops.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace explorer::http
{
namespace
{

tl::unexpected<Error> invalid(std::string message)
{
    return fail(ErrorCode::InvalidArgument, "certificate_invalid", std::move(message));
}

} // namespace

Result<QSslConfiguration> loadTls(const std::string &certificateFile, const std::string &keyFile)
{
    if (certificateFile.empty() || keyFile.empty())
        return invalid(
            "TLS needs both files: the certificate and its key. Name both in the settings, or none.");
    if (!QSslSocket::supportsSsl())
        return invalid("This system has no TLS library that Qt can use. Install OpenSSL 3.");
    const auto certificateText = readFile(certificateFile);
    if (!certificateText)
        return invalid("The certificate " + certificateFile +
                       " cannot be read: " + certificateText.error().message);
    const auto keyText = readFile(keyFile);
    if (!keyText)
        return invalid("The key " + keyFile + " cannot be read: " + keyText.error().message);
    const QList<QSslCertificate> chain =
        QSslCertificate::fromData(QByteArray::fromStdString(*certificateText), QSsl::Pem);
    if (chain.isEmpty())
        return invalid(certificateFile + " holds no certificate in PEM form.");
    QSslKey key;
    for (const auto algorithm : {QSsl::Rsa, QSsl::Ec}) {
        if (key.isNull())
            key = QSslKey(QByteArray::fromStdString(*keyText), algorithm, QSsl::Pem);
    }
    if (key.isNull())
        return invalid(keyFile + " holds no RSA or EC key in PEM form without a password.");
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    return configuration;
}

} // namespace explorer::http
