#pragma once

#include "core/api/health.h"
#include "ui/shell/screen.h"

#include <QPointer>

class QLabel;
class QTableView;
class QTimer;

namespace explorer::ui
{

class ApiCall;
class ComponentsModel;
class DependencyMap;
class Meter;
class RoutesModel;
class LoadChart;
class StatePanel;
class ThresholdTile;

/// Monitor: GET health every 5 s while it is shown. An answer that fails leaves the last one, marked with its
/// age.
class MonitorScreen : public Screen
{
    Q_OBJECT
public:
    explicit MonitorScreen(const Workbench &bench, QWidget *parent = nullptr);
    void activate() override;
    void refresh() override;
    void cancel() override;
    void focusNextPane() override;

protected:
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *build();
    QWidget *buildTiles();
    QWidget *buildComponents();
    QWidget *buildMachine();
    QWidget *buildRoutes();
    QTableView *buildTable(class QAbstractItemModel *model, const QString &name);
    void ask(bool fresh);
    void take(const api::HealthReport &report);
    void restyle();

    Workbench m_bench;
    ComponentsModel *m_components;
    RoutesModel *m_routes;
    StatePanel *m_panel = nullptr;
    QLabel *m_status = nullptr;
    QLabel *m_statusIcon = nullptr;
    QLabel *m_checked = nullptr;
    QLabel *m_noRoutes = nullptr;
    DependencyMap *m_map = nullptr;
    QTableView *m_componentsView = nullptr;
    QTableView *m_routesView = nullptr;
    ThresholdTile *m_latency = nullptr;
    ThresholdTile *m_pool = nullptr;
    ThresholdTile *m_cache = nullptr;
    ThresholdTile *m_errors = nullptr;
    Meter *m_cpu = nullptr;
    Meter *m_memory = nullptr;
    Meter *m_disk = nullptr;
    LoadChart *m_load = nullptr;
    QTimer *m_timer;
    QPointer<ApiCall> m_call;
    bool m_hasReport = false;
    api::HealthStatus m_overall = api::HealthStatus::Pass;
};

} // namespace explorer::ui
