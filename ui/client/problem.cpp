#include "ui/client/problem.h"

#include "core/api/wire.h"
#include "ui/client/failuretext.h"

#include <QCoreApplication>
#include <QUrl>

namespace explorer::ui
{

namespace
{

std::string stringMember(const nlohmann::json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::string reasonOf(const nlohmann::json &problem)
{
    for (const char *name : {"reason", "code"}) {
        if (std::string value = stringMember(problem, name); !value.empty())
            return value;
    }
    const std::string type = stringMember(problem, "type");
    const auto cut = type.find_last_of("/:#");
    return cut == std::string::npos ? type : type.substr(cut + 1);
}

std::vector<ErrorDetail> detailsOf(const nlohmann::json &problem)
{
    std::vector<ErrorDetail> details;
    const auto errors = problem.find("errors");
    if (errors == problem.end() || !errors->is_array())
        return details;
    for (const nlohmann::json &entry : *errors) {
        try {
            details.push_back(api::errorDetailFromJson(entry));
        } catch (const nlohmann::json::exception &) {
            continue; // An entry of a newer server; the detail text still stands.
        }
    }
    return details;
}

} // namespace

ApiFailure failureFromProblem(int status, const QByteArray &body, const QByteArray &retryAfter,
                              const QString &requestId)
{
    ApiFailure failure;
    failure.kind = ApiFailure::Kind::Problem;
    failure.status = status;
    failure.requestId = requestId;
    bool isNumber = false;
    if (const int seconds = retryAfter.trimmed().toInt(&isNumber); isNumber && seconds >= 0)
        failure.retryAfterSeconds = seconds;
    const auto problem = nlohmann::json::parse(body.begin(), body.end(), nullptr, false);
    QString detail;
    if (problem.is_object()) {
        failure.reason = reasonOf(problem);
        detail = QString::fromStdString(stringMember(problem, "detail"));
        if (detail.isEmpty())
            detail = QString::fromStdString(stringMember(problem, "title"));
        if (const std::string id = stringMember(problem, "request_id"); !id.empty())
            failure.requestId = QString::fromStdString(id);
        failure.details = detailsOf(problem);
    }
    failure.message = failureMessage(failure.reason, status, detail);
    return failure;
}

ApiFailure failureFromNetwork(QNetworkReply::NetworkError error, const QString &errorText, const QUrl &url,
                              const QString &requestId)
{
    ApiFailure failure;
    failure.requestId = requestId;
    const QString host =
        url.port() > 0 ? QStringLiteral("%1:%2").arg(url.host()).arg(url.port()) : url.host();
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
        failure.message =
            failureSentence(QT_TRANSLATE_NOOP("Failure",
                                              "No server answers at %1. Check the address, and that the "
                                              "server is running."))
                .arg(host);
        break;
    case QNetworkReply::HostNotFoundError:
        failure.message =
            failureSentence(
                QT_TRANSLATE_NOOP("Failure", "The name %1 is not known in this network. Check the address."))
                .arg(host);
        break;
    case QNetworkReply::RemoteHostClosedError:
        failure.message =
            failureSentence(
                QT_TRANSLATE_NOOP("Failure", "%1 closed the connection before it had answered. Try again."))
                .arg(host);
        break;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError:
        failure.kind = ApiFailure::Kind::Timeout;
        failure.message =
            failureSentence(QT_TRANSLATE_NOOP(
                                "Failure", "%1 did not answer in time. Try again, or ask for less at once."))
                .arg(host);
        break;
    default:
        failure.message =
            failureSentence(QT_TRANSLATE_NOOP("Failure", "%1 cannot be reached: %2.")).arg(host, errorText);
        break;
    }
    return failure;
}

ApiFailure unreadableAnswer(int status, const std::string &why)
{
    ApiFailure failure;
    failure.kind = ApiFailure::Kind::Problem;
    failure.status = status;
    failure.reason = "answer_unreadable";
    failure.message = failureSentence(
        QT_TRANSLATE_NOOP("Failure", "The answer cannot be read. Perhaps this is another kind of server, or "
                                     "one of another version."));
    ErrorDetail detail;
    detail.code = failure.reason;
    detail.message = why;
    failure.details.push_back(std::move(detail));
    return failure;
}

} // namespace explorer::ui
