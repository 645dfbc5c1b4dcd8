#pragma once

#include "ui/client/apiclient.h"
#include "ui/client/httpspec.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QThreadPool>

namespace explorer::ui
{

class PendingCall;

/// Connection, tokens and running calls of one ApiClient.
class ApiClient::Private
{
public:
    explicit Private(ApiClient *client);
    ~Private();

    /// Starts a call; `owner` (the client itself if none) deletes it when it goes.
    ApiCall *start(HttpSpec spec, CallEnds ends, QObject *owner);
    [[nodiscard]] QNetworkRequest request(const HttpSpec &spec, const QByteArray &requestId) const;
    QNetworkAccessManager &network();

    /// A call got a 401 with the token `used`: it is repeated after a refresh, kept for the next sign-in, or
    /// ends.
    void authorise(PendingCall *call, const QByteArray &used);
    void takeTokens(const api::TokenAnswer &answer);
    void clearTokens();
    void refresh(QObject *owner, std::function<void(const ApiResult<api::TokenAnswer> &)> done);
    void noteReachable(bool reachable);
    void endAll(const ApiFailure &failure);

    ApiClient *q;
    Target target;
    QByteArray accessToken;
    QString refreshTokenText;
    api::UserInfo user;
    std::chrono::milliseconds timeout{30'000};
    QList<PendingCall *> calls;
    /// Decodes large answers; its results come through `inbox`, which outlives every task.
    QThreadPool decoders;
    QObject inbox;

private:
    void refreshEnded(const ApiResult<api::TokenAnswer> &answer);
    void expire();
    QList<QPointer<PendingCall>> takeWaiting();

    std::unique_ptr<QNetworkAccessManager> m_network;
    QList<QPointer<PendingCall>> m_waiting;
    std::optional<bool> m_reachable;
    bool m_refreshing = false;
    bool m_expired = false;
};

/// Parse of an answer's body into its type. Pure; any thread.
template <typename T>
using AnswerParser = std::function<Result<T>(const RawAnswer &)>;

ApiFailure unreadable(const RawAnswer &raw, const std::string &why);

template <typename T>
CallEnds makeEnds(AnswerParser<T> parse, ApiClient::Callback<T> done)
{
    const auto shared = std::make_shared<ApiClient::Callback<T>>(std::move(done));
    CallEnds ends;
    ends.decode = [parse = std::move(parse)](const RawAnswer &raw) -> std::shared_ptr<void> {
        try {
            if (Result<T> value = parse(raw))
                return std::make_shared<ApiResult<T>>(*std::move(value));
            else
                return std::make_shared<ApiResult<T>>(tl::unexpected(unreadable(raw, value.error().message)));
        } catch (const nlohmann::json::exception &error) {
            return std::make_shared<ApiResult<T>>(tl::unexpected(unreadable(raw, error.what())));
        }
    };
    ends.deliver = [shared](const std::shared_ptr<void> &value) {
        (*shared)(std::move(*std::static_pointer_cast<ApiResult<T>>(value)));
    };
    ends.fail = [shared](const ApiFailure &failure) { (*shared)(tl::unexpected(failure)); };
    return ends;
}

} // namespace explorer::ui
