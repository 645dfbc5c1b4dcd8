#pragma once

#include "ui/client/apifailure.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <utility>

namespace explorer::ui
{

/// One request of the contract, before it has a server. `path` stands below /api/v1 and is not encoded yet.
struct HttpSpec {
    QByteArray verb = "GET";
    QStringList path;
    QUrlQuery query;
    QByteArray contentType;
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> headers;
    /// A repeat does no harm: retried where the network or a 5xx got in the way.
    bool repeatable = false;
    /// Carries the access token.
    bool authorised = true;
    int timeoutFactor = 1;
};

/// What came back with a 2xx.
struct RawAnswer {
    int status = 0;
    QByteArray body;
    QByteArray etag;
    double roundTripMillis = 0;
};

/// The ends of a call with its type taken away. `decode` is pure and may run on another thread; the other two
/// hold the caller's state and are only touched on the interface thread.
struct CallEnds {
    std::function<std::shared_ptr<void>(const RawAnswer &)> decode;
    std::function<void(const std::shared_ptr<void> &)> deliver;
    std::function<void(const ApiFailure &)> fail;
};

} // namespace explorer::ui
