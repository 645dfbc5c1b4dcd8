#pragma once

#include "ui/client/apiclient.h"

#include <QPointer>
#include <QQueue>
#include <QTimer>

namespace explorer::ui
{

/// Runs one search of Explore and what hangs on it: further pages and top values, one at a time, so that the
/// server's limit of searches at once is never met; where it asks for a pause (429), a page waits and comes.
/// A new run ends everything of the one before: an old answer cannot arrive any more.
class SearchRunner : public QObject
{
    Q_OBJECT
public:
    explicit SearchRunner(ApiClient *client, QObject *parent = nullptr);
    void run(const api::SearchRequest &request, bool bypassCache);
    /// `offset` hits after the cursor.
    void fetchPage(int page, const QString &cursor, int offset);
    /// Top values of a field among the hits.
    void fetchValues(const QString &field);
    void cancel();
    /// As cancel(), and the server is told, which may sit behind something that keeps the connection.
    void stop();
    [[nodiscard]] bool isRunning() const { return !m_main.isNull(); }

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

private:
    struct Task {
        enum class Kind : std::uint8_t { Page, Values } kind = Kind::Page;
        int page = 0;
        QString cursor;
        int offset = 0;
        QString field;
    };
    void add(const Task &task);
    void drop();
    void startNext();
    void startPage(const Task &task);
    void again(const Task &task, int seconds);
    void startValues(const Task &task);

    ApiClient *m_client;
    /// The request whose answer is shown: its pages and values go on while the next one runs into an error.
    api::SearchRequest m_shown;
    QPointer<ApiCall> m_main;
    QPointer<ApiCall> m_side;
    bool m_isBusy = false;
    QTimer m_pause;
    QQueue<Task> m_tasks;
};

} // namespace explorer::ui
