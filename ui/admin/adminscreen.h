#pragma once

#include "core/api/cache.h"
#include "ui/shell/screen.h"

#include <QPointer>

class QAbstractItemModel;
class QLabel;
class QTableView;
class QTimer;
class QVBoxLayout;

namespace explorer::ui
{

class CacheClearPanel;
class CacheCollectionsModel;
class Meter;
class StatePanel;
class TextTableModel;

/// Admin: the cache. What it holds and how well it serves, by query shape; what clears it, by which rule and
/// by hand; warming; and who did what last. Figures are renewed every few seconds while it is shown.
class AdminScreen : public Screen
{
    Q_OBJECT
public:
    explicit AdminScreen(const Workbench &bench, QWidget *parent = nullptr);
    void activate() override;
    void refresh() override;
    void cancel() override;
    void focusNextPane() override;

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *build();
    QWidget *buildFigures();
    QTableView *addTable(QVBoxLayout *layout, const QString &title, const char *name,
                         QAbstractItemModel *model);
    void connectPanel();
    void restyle();
    void ask();
    void askAudit();
    void take(const api::CacheStats &stats);
    void showWarming(const api::WarmingState &warming);
    void carryOut(const api::InvalidationRequest &request);
    void warm(const QStringList &collections);
    void setCritical(const QString &collection, bool isCritical);
    void fitTables();

    Workbench m_bench;
    CacheCollectionsModel *m_collections;
    TextTableModel *m_shapes;
    TextTableModel *m_policies;
    TextTableModel *m_audit;
    CacheClearPanel *m_clear = nullptr;
    StatePanel *m_panel = nullptr;
    Meter *m_ratio = nullptr;
    Meter *m_size = nullptr;
    Meter *m_warming = nullptr;
    QLabel *m_counts = nullptr;
    QList<QTableView *> m_tables;
    QList<QLabel *> m_titles;
    QTimer *m_timer;
    QPointer<QObject> m_call;
    bool m_hasStats = false;
};

} // namespace explorer::ui
