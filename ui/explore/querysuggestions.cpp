#include "ui/explore/querysuggestions.h"

namespace explorer::ui
{

namespace
{

/// Shorter than what is felt as waiting, longer than the time between two keys of a quick typist.
constexpr int kRestMillis = 60;

} // namespace

QuerySuggestions::QuerySuggestions(ApiClient *client, QObject *parent) : QObject(parent), m_client(client)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMillis);
    connect(&m_rest, &QTimer::timeout, this, &QuerySuggestions::send);
}

void QuerySuggestions::ask(const api::SuggestRequest &request)
{
    drop();
    m_request = request;
    m_rest.start();
}

void QuerySuggestions::drop()
{
    m_rest.stop();
    if (m_call)
        m_call->cancel();
    m_call.clear();
}

void QuerySuggestions::send()
{
    m_call = m_client->suggest(this, m_request, [this](const ApiResult<api::SuggestAnswer> &answer) {
        m_call.clear();
        if (answer)
            Q_EMIT arrived(m_request, *answer);
    });
}

} // namespace explorer::ui
