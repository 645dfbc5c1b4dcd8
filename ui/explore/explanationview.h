#pragma once

#include "core/api/search.h"

#include <QPointer>
#include <QWidget>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace explorer::ui
{

class ApiCall;
class ApiClient;
class Theme;

/// Why a document stands where it does: its score as a sum of parts, or the sort. Asks the server only while
/// it is seen.
class ExplanationView : public QWidget
{
    Q_OBJECT
public:
    ExplanationView(ApiClient *client, Theme *theme, QWidget *parent = nullptr);
    /// `search` is the one that the hit comes from.
    void setHit(const api::SearchHit &hit, const api::SearchRequest &search);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void load();
    void take(const api::SearchAnswer &answer);
    void add(const api::Explanation &explanation, QTreeWidgetItem *parent);

    ApiClient *m_client;
    QLabel *m_message;
    QTreeWidget *m_tree;
    api::SearchHit m_hit;
    api::SearchRequest m_search;
    QPointer<ApiCall> m_call;
    bool m_isOld = false;
};

} // namespace explorer::ui
