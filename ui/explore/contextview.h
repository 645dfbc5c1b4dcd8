#pragma once

#include "core/api/documentcontext.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QToolButton;

namespace explorer::ui
{

class ApiCall;
class ApiClient;
class Theme;

/// The documents around one, in the collection's time or by id, within the search's filters or among all.
/// Asks the server only while it is seen.
class ContextView : public QWidget
{
    Q_OBJECT
public:
    ContextView(ApiClient *client, Theme *theme, QWidget *parent = nullptr);
    /// `search` is the one that the hit comes from.
    void setHit(const api::SearchHit &hit, const api::SearchRequest &search);

Q_SIGNALS:
    void documentChosen(const explorer::api::SearchHit &hit);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void take(const api::DocumentContext &context);
    void add(const api::SearchHit &hit, bool isSelf);
    void choose(const QListWidgetItem *item);

    ApiClient *m_client;
    Theme *m_theme;
    QToolButton *m_filtered;
    QToolButton *m_more;
    QLabel *m_message;
    QListWidget *m_list;
    api::SearchHit m_hit;
    api::SearchRequest m_search;
    std::vector<api::SearchHit> m_shown;
    QPointer<ApiCall> m_call;
    int m_each = 0;
    bool m_isOld = false;
};

} // namespace explorer::ui
