#include "ui/client/failuretext.h"

#include "ui/client/servertext.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <string_view>

namespace explorer::ui
{

namespace
{

struct KnownReason {
    std::string_view reason;
    const char *text;
};

/// Only reasons whose own words would be of little use, or that every user meets; all others keep the
/// server's detail, which names the exact thing that is wrong.
constexpr std::array kKnown{
    KnownReason{
        "index_rebuilding",
        QT_TRANSLATE_NOOP("Failure",
                          "The search index is being rebuilt from the stored documents. Documents can be "
                          "added meanwhile; search again in a moment.")},
    KnownReason{
        "bad_credentials",
        QT_TRANSLATE_NOOP("Failure", "The name or the password is not right. Check both and try again.")},
    KnownReason{
        "rate_limited",
        QT_TRANSLATE_NOOP("Failure", "Too many requests in a short time. Wait a moment and try again.")},
    KnownReason{"disk_full", QT_TRANSLATE_NOOP(
                                 "Failure", "The server has too little free disk space, so it only reads for "
                                            "now. Free some space there; searches go on working.")},
    KnownReason{"role_insufficient",
                QT_TRANSLATE_NOOP("Failure", "Your role does not allow this. Ask an administrator for it.")},
};

QString statusText(int status)
{
    switch (status) {
    case 401:
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "Nobody is signed in. Sign in and try again."));
    case 403:
        return failureSentence(
            QT_TRANSLATE_NOOP("Failure", "Your role does not allow this. Ask an administrator for it."));
    case 404:
        return failureSentence(
            QT_TRANSLATE_NOOP("Failure", "The server does not have this. It may have been removed."));
    case 413:
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "This is larger than the server takes at once."));
    case 429:
        return failureSentence(
            QT_TRANSLATE_NOOP("Failure", "Too many requests in a short time. Wait a moment and try again."));
    case 503:
        return failureSentence(
            QT_TRANSLATE_NOOP("Failure", "The server cannot answer this at the moment. Try again shortly."));
    default:
        return failureSentence(
                   QT_TRANSLATE_NOOP("Failure", "The server answered with status %1 and no explanation."))
            .arg(status);
    }
}

} // namespace

QString failureMessage(const std::string &reason, int status, const QString &detail)
{
    for (const KnownReason &known : kKnown) {
        if (known.reason == reason)
            return failureSentence(known.text);
    }
    return detail.isEmpty() ? statusText(status) : serverText(detail);
}

QString failureSentence(const char *source) { return QCoreApplication::translate("Failure", source); }

QString failureTitle(const ApiFailure &failure)
{
    switch (failure.kind) {
    case ApiFailure::Kind::Network:
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "Offline: the server cannot be reached"));
    case ApiFailure::Kind::Timeout:
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "The server took too long"));
    case ApiFailure::Kind::Cancelled:
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "Cancelled"));
    case ApiFailure::Kind::Certificate:
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "The server's certificate is not trusted"));
    case ApiFailure::Kind::Problem:
        break;
    }
    if (failure.status == 401)
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "Not signed in"));
    if (failure.status == 403)
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "No permission"));
    if (failure.status == 404)
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "Not found"));
    if (failure.status == 429)
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "Too many requests"));
    if (failure.status >= 500)
        return failureSentence(QT_TRANSLATE_NOOP("Failure", "The server has a problem"));
    return failureSentence(QT_TRANSLATE_NOOP("Failure", "This request is not right"));
}

QString failureIcon(const ApiFailure &failure)
{
    if (failure.kind == ApiFailure::Kind::Network)
        return QStringLiteral("offline");
    if (failure.kind == ApiFailure::Kind::Timeout)
        return QStringLiteral("clock");
    if (failure.kind == ApiFailure::Kind::Certificate || failure.status == 401 || failure.status == 403)
        return QStringLiteral("lock");
    return failure.status >= 500 ? QStringLiteral("error") : QStringLiteral("warning");
}

Theme::Role failureRole(const ApiFailure &failure)
{
    if (failure.kind == ApiFailure::Kind::Problem && failure.status >= 500)
        return Theme::Role::Bad;
    if (failure.kind == ApiFailure::Kind::Cancelled)
        return Theme::Role::Neutral;
    return Theme::Role::Warning;
}

QString failureDetails(const ApiFailure &failure)
{
    QStringList lines{failureTitle(failure), failure.message};
    if (failure.status > 0)
        lines << QStringLiteral("status: %1").arg(failure.status);
    if (!failure.reason.empty())
        lines << QStringLiteral("reason: %1").arg(QString::fromStdString(failure.reason));
    if (!failure.requestId.isEmpty())
        lines << QStringLiteral("request_id: %1").arg(failure.requestId);
    for (const ErrorDetail &detail : failure.details) {
        const std::string where =
            detail.pointer.empty() && detail.offset ? std::to_string(*detail.offset) : detail.pointer;
        lines << QStringLiteral("- %1 %2: %3")
                     .arg(QString::fromStdString(detail.code), QString::fromStdString(where),
                          QString::fromStdString(detail.message));
    }
    if (failure.certificate)
        lines << QStringLiteral("certificate: %1 sha256:%2")
                     .arg(failure.certificate->subject,
                          QString::fromLatin1(failure.certificate->fingerprint.toHex(':')));
    lines << QStringLiteral("time: %1").arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODate));
    return lines.join(QLatin1Char('\n'));
}

} // namespace explorer::ui
