#include "ui/explore/searchrunner.h"

namespace explorer::ui
{

namespace
{

constexpr int kGone = 410;
constexpr int kTooMany = 429;

} // namespace

SearchRunner::SearchRunner(ApiClient *client, QObject *parent) : QObject(parent), m_client(client)
{
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        m_isBusy = false;
        startNext();
    });
}

void SearchRunner::run(const api::SearchRequest &request, bool bypassCache)
{
    cancel();
    m_main = m_client->search(this, request, bypassCache,
                              [this, request](const ApiResult<api::SearchAnswer> &answer) {
                                  m_main.clear();
                                  Q_EMIT runningChanged(false);
                                  // What was asked for meanwhile belongs to the answer before.
                                  drop();
                                  if (answer) {
                                      m_shown = request;
                                      Q_EMIT finished(*answer);
                                  } else {
                                      Q_EMIT failed(answer.error());
                                  }
                              });
    Q_EMIT runningChanged(true);
}

void SearchRunner::cancel()
{
    drop();
    if (m_main) {
        m_main->cancel();
        m_main.clear();
        Q_EMIT runningChanged(false);
    }
}

void SearchRunner::stop()
{
    const QString id = m_main ? m_main->requestId() : QString();
    cancel();
    // Whatever comes back: here the search is over. 404 says that it is there, too.
    if (!id.isEmpty())
        m_client->cancelSearch(this, id, [](const ApiResult<ApiClient::Nothing> &) {});
}

void SearchRunner::drop()
{
    m_tasks.clear();
    m_pause.stop();
    m_isBusy = false;
    if (m_side)
        m_side->cancel();
    m_side.clear();
    Q_EMIT dropped();
}

void SearchRunner::fetchPage(int page, const QString &cursor, int offset)
{
    add({Task::Kind::Page, page, cursor, offset, {}});
}

void SearchRunner::fetchValues(const QString &field) { add({Task::Kind::Values, 0, {}, 0, field}); }

void SearchRunner::add(const Task &task)
{
    m_tasks.enqueue(task);
    startNext();
}

void SearchRunner::startNext()
{
    if (isRunning() || m_isBusy || m_tasks.isEmpty())
        return;
    m_isBusy = true;
    const Task task = m_tasks.dequeue();
    if (task.kind == Task::Kind::Page)
        startPage(task);
    else
        startValues(task);
}

void SearchRunner::startPage(const Task &task)
{
    api::SearchRequest request = m_shown;
    request.cursor = task.cursor.toStdString();
    request.offset = task.offset;
    request.histogram.clear();
    request.facets.clear();
    m_side = m_client->search(this, request, false, [this, task](const ApiResult<api::SearchAnswer> &answer) {
        m_side.clear();
        if (!answer && answer.error().status == kTooMany) {
            again(task, answer.error().retryAfterSeconds.value_or(1));
            return;
        }
        m_isBusy = false;
        if (answer) {
            Q_EMIT pageArrived(task.page, *answer);
        } else if (answer.error().status == kGone) {
            m_tasks.clear();
            Q_EMIT snapshotExpired();
        } else {
            Q_EMIT pageFailed(task.page, answer.error());
        }
        startNext();
    });
}

void SearchRunner::again(const Task &task, int seconds)
{
    m_tasks.prepend(task);
    m_pause.start(std::max(1, seconds) * 1000);
}

void SearchRunner::startValues(const Task &task)
{
    api::SearchRequest request = m_shown;
    request.size = 0;
    request.sort.clear();
    request.histogram.clear();
    request.highlight = false;
    request.facets = {task.field.toStdString()};
    m_side = m_client->search(this, request, false, [this, task](const ApiResult<api::SearchAnswer> &answer) {
        m_side.clear();
        m_isBusy = false;
        if (answer && !answer->facets.empty())
            Q_EMIT valuesArrived(task.field, answer->facets.front(), answer->total);
        else
            Q_EMIT valuesFailed(task.field, answer ? tr("No values") : answer.error().message);
        startNext();
    });
}

} // namespace explorer::ui
