#pragma once

#include "ui/client/apiclient.h"

#include <QPointer>
#include <QQueue>

namespace explorer::ui
{

/// Runs one search of Explore and what hangs on it: further pages and top values, one at a time, so that the
/// server's limit of searches at once is never met. A new run ends everything of the one before: an old
/// answer cannot arrive any more.
class SearchRunner : public QObject
{
    Q_OBJECT
public:
    explicit SearchRunner(ApiClient *client, QObject *parent = nullptr);
    void run(const api::SearchRequest &request, bool bypassCache);
    void fetchPage(int page, const QString &cursor);
    /// Top values of a field among the hits, or, for completion, among all that the filters and the time
    /// range leave.
    void fetchValues(const QString &field, bool forCompletion);
    void cancel();
    /// As cancel(), and the server is told, which may sit behind something that keeps the connection.
    void stop();
    [[nodiscard]] bool isRunning() const { return !m_main.isNull(); }
    /// What completion's values are looked for in.
    void setScope(const api::SearchRequest &request) { m_scope = request; }

Q_SIGNALS:
    void runningChanged(bool isRunning);
    /// Pages and values that were asked for will not come.
    void dropped();
    void finished(const explorer::api::SearchAnswer &answer);
    void failed(const explorer::ui::ApiFailure &failure);
    void pageArrived(int page, const explorer::api::SearchAnswer &answer);
    void pageFailed(int page, const explorer::ui::ApiFailure &failure);
    /// The server no longer holds what the pages come from (410).
    void snapshotExpired();
    void valuesArrived(const QString &field, const explorer::api::Facet &facet, qint64 total);
    void valuesFailed(const QString &field, const QString &message);
    void completionValuesArrived(const QString &field, const explorer::api::Facet &facet);

private:
    struct Task {
        enum class Kind : std::uint8_t { Page, Values, Completion } kind = Kind::Page;
        int page = 0;
        QString cursor;
        QString field;
    };
    void add(const Task &task);
    void drop();
    void startNext();
    void startPage(const Task &task);
    void startValues(const Task &task);

    ApiClient *m_client;
    /// The request whose answer is shown: its pages and values go on while the next one runs into an error.
    api::SearchRequest m_shown;
    api::SearchRequest m_scope;
    QPointer<ApiCall> m_main;
    QPointer<ApiCall> m_side;
    bool m_isBusy = false;
    QQueue<Task> m_tasks;
};

} // namespace explorer::ui
