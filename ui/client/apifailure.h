#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace explorer::ui
{

/// What a person needs to decide about a certificate that the system does not trust.
struct CertificateInfo {
    /// SHA-256 of the certificate.
    QByteArray fingerprint;
    QString subject;
    QString issuer;
    QDateTime validFrom;
    QDateTime validUntil;
    /// Why it is not trusted, in plain words.
    QString problem;
};

/// Why a call failed, ready to be shown: what the server said (already plain text), and what a person may do.
struct ApiFailure {
    enum class Kind : std::uint8_t { Network, Timeout, Cancelled, Certificate, Problem } kind = Kind::Network;
    int status = 0;
    std::string reason;
    QString message;
    QString requestId;
    std::vector<ErrorDetail> details;
    std::optional<int> retryAfterSeconds;
    /// With Kind::Certificate.
    std::optional<CertificateInfo> certificate;
};

} // namespace explorer::ui
