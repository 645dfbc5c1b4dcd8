#include "ui/explore/searchrunner.h"

namespace explorer::ui
{

namespace
{

constexpr int kGone = 410;

} // namespace

SearchRunner::SearchRunner(ApiClient *client, QObject *parent) : QObject(parent), m_client(client) {}

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
    m_isBusy = false;
    if (m_side)
        m_side->cancel();
    m_side.clear();
    Q_EMIT dropped();
}

void SearchRunner::fetchPage(int page, const QString &cursor) { add({Task::Kind::Page, page, cursor, {}}); }

void SearchRunner::fetchValues(const QString &field, bool forCompletion)
{
    add({forCompletion ? Task::Kind::Completion : Task::Kind::Values, 0, {}, field});
}

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
    request.histogram.clear();
    request.facets.clear();
    m_side = m_client->search(this, request, false, [this, task](const ApiResult<api::SearchAnswer> &answer) {
        m_side.clear();
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

void SearchRunner::startValues(const Task &task)
{
    const bool forCompletion = task.kind == Task::Kind::Completion;
    api::SearchRequest request = forCompletion ? m_scope : m_shown;
    if (forCompletion) {
        request.query.clear();
        request.literal = false;
    }
    request.size = 0;
    request.sort.clear();
    request.histogram.clear();
    request.highlight = false;
    request.facets = {task.field.toStdString()};
    m_side = m_client->search(
        this, request, false, [this, task, forCompletion](const ApiResult<api::SearchAnswer> &answer) {
            m_side.clear();
            m_isBusy = false;
            if (answer && !answer->facets.empty()) {
                if (forCompletion)
                    Q_EMIT completionValuesArrived(task.field, answer->facets.front());
                else
                    Q_EMIT valuesArrived(task.field, answer->facets.front(), answer->total);
            } else if (!forCompletion) {
                Q_EMIT valuesFailed(task.field, answer ? tr("No values") : answer.error().message);
            }
            startNext();
        });
}

} // namespace explorer::ui
