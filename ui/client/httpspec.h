#pragma once

#include "ui/client/apifailure.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrlQuery>

#include <nlohmann/json.hpp>

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
    /// Takes the body of a 2xx piece by piece, on the interface thread; RawAnswer::body stays empty then.
    /// False ends the call as cancelled.
    std::function<bool(const QByteArray &piece)> sink;
};

inline HttpSpec get(QStringList path)
{
    HttpSpec spec;
    spec.path = std::move(path);
    spec.repeatable = true;
    return spec;
}

inline HttpSpec sendJson(QByteArray verb, QStringList path, const nlohmann::json &body)
{
    HttpSpec spec;
    spec.verb = std::move(verb);
    spec.path = std::move(path);
    spec.contentType = "application/json";
    spec.body =
        QByteArray::fromStdString(body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    return spec;
}

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
