#pragma once

#include "ui/client/apiclient.h"

#include <QPointer>
#include <QTimer>

namespace explorer::ui
{

/// Asks the server what may stand at the cursor, once typing rests for a moment. Only the answer to the
/// newest question arrives: asking again ends the call before it. Failures are silent, as nothing was lost.
class QuerySuggestions : public QObject
{
    Q_OBJECT
public:
    explicit QuerySuggestions(ApiClient *client, QObject *parent = nullptr);
    void ask(const api::SuggestRequest &request);
    /// What was asked for is no longer wanted.
    void drop();

Q_SIGNALS:
    void arrived(const explorer::api::SuggestRequest &request, const explorer::api::SuggestAnswer &answer);

private:
    void send();

    ApiClient *m_client;
    api::SuggestRequest m_request;
    QTimer m_rest;
    QPointer<ApiCall> m_call;
};

} // namespace explorer::ui
