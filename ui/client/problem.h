#pragma once

#include "ui/client/apifailure.h"

#include <QNetworkReply>

namespace explorer::ui
{

/// The failure that an answer with a status of 400 and above tells: its problem document (RFC 9457) where it
/// is one, else words for the status. `retryAfter` is the header's value. Never shows HTML or other bodies.
ApiFailure failureFromProblem(int status, const QByteArray &body, const QByteArray &retryAfter,
                              const QString &requestId);

/// The failure where no complete answer came.
ApiFailure failureFromNetwork(QNetworkReply::NetworkError error, const QString &errorText, const QUrl &url,
                              const QString &requestId);

/// The failure of an answer that says success and cannot be read.
ApiFailure unreadableAnswer(int status, const std::string &why);

} // namespace explorer::ui
