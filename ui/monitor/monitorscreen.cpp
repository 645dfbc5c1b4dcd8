#include "ui/monitor/monitorscreen.h"

#include "ui/client/apiclient.h"
#include "ui/explore/spandelegate.h"
#include "ui/models/componentsmodel.h"
#include "ui/models/routesmodel.h"
#include "ui/models/timetext.h"
#include "ui/monitor/dependencymap.h"
#include "ui/monitor/loadchart.h"
#include "ui/monitor/meter.h"
#include "ui/monitor/statusmark.h"
#include "ui/monitor/thresholdtile.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kIntervalMillis = 5000;
constexpr int kPageWidth = 1280;
constexpr double kLatencyMillis = 5000;
constexpr double kPoolRatio = 0.8;
constexpr double kCacheRatio = 0.7;
// The least samples of the alerts: a few searches of one person are all new to the cache, and nothing is
// wrong.
constexpr std::int64_t kLeastTimedRequests = 20;
constexpr std::int64_t kLeastCacheLookups = 200;
constexpr std::int64_t kLeastRequests = 100;
constexpr double kErrorRatio = 0.01;

QString percent(double ratio)
{
    return QStringLiteral("%1 %").arg(QLocale().toString(ratio * 100, 'f', ratio < 0.1 ? 1 : 0));
}

/// The status cell of the table: the mark before the word.
class StatusDelegate : public QStyledItemDelegate
{
public:
    StatusDelegate(Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem shown = option;
        initStyleOption(&shown, index);
        shown.text = QStringLiteral("     ") + shown.text;
        option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, option.widget);
        const auto status = api::HealthStatus(index.data(ComponentsModel::StatusRole).toInt());
        paintStatusMark(*painter, QRectF(option.rect.left() + 6, option.rect.center().y() - 4, 10, 10),
                        status, *m_theme);
    }

private:
    Theme *m_theme;
};

std::vector<double> seriesOf(const api::HealthReport &report, double api::HealthFigures::*figure)
{
    std::vector<double> series;
    for (const api::HealthSample &sample : report.samples)
        series.push_back(sample.figures.*figure);
    return series;
}

} // namespace

MonitorScreen::MonitorScreen(const Workbench &bench, QWidget *parent)
    : Screen(parent), m_bench(bench), m_components(new ComponentsModel(this)),
      m_routes(new RoutesModel(this)), m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("monitor"));
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(build());
    m_panel = new StatePanel(bench.theme, scroll, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_timer->setInterval(kIntervalMillis);
    connect(m_timer, &QTimer::timeout, this, [this] { ask(false); });
    connect(m_panel, &StatePanel::retryRequested, this, [this] { ask(true); });
    connect(m_panel, &StatePanel::cancelRequested, this, &MonitorScreen::cancel);
    connect(bench.theme, &Theme::changed, this, &MonitorScreen::restyle);
    restyle();
}

QWidget *MonitorScreen::build()
{
    auto *page = new QWidget;
    auto *centre = new QHBoxLayout(page);
    centre->setContentsMargins(24, 16, 24, 24);
    auto *column = new QWidget(page);
    column->setMaximumWidth(kPageWidth);
    centre->addStretch(1);
    centre->addWidget(column, 100);
    centre->addStretch(1);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_statusIcon = new QLabel(column);
    m_status = new QLabel(column);
    m_checked = new QLabel(column);
    for (QLabel *label : {m_status, m_checked})
        label->setTextFormat(Qt::PlainText);
    head->addWidget(m_statusIcon);
    head->addWidget(m_status);
    head->addStretch();
    head->addWidget(m_checked);
    layout->addLayout(head);
    layout->addWidget(buildTiles());
    layout->addWidget(buildComponents());
    layout->addWidget(buildMachine());
    m_load = new LoadChart(m_bench.theme, column);
    layout->addWidget(m_load);
    layout->addWidget(buildRoutes());
    layout->addStretch();
    return page;
}

QWidget *MonitorScreen::buildTiles()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    const auto tile = [&](const QString &title, const QString &unit, double threshold, bool isBadAbove,
                          std::function<QString(double)> format) {
        auto *made =
            new ThresholdTile(m_bench.theme, {title, unit, threshold, isBadAbove, std::move(format)}, row);
        layout->addWidget(made);
        return made;
    };
    m_latency = tile(tr("API response time, p95"), tr("over 5 min"), kLatencyMillis, true,
                     [](double v) { return durationText(v); });
    m_pool = tile(tr("Database pool in use"), tr("mean over 60 s"), kPoolRatio, true, percent);
    m_cache = tile(tr("Cache hits"), tr("over 10 min"), kCacheRatio, false, percent);
    m_errors = tile(tr("Errors"), tr("over 5 min"), kErrorRatio, true, percent);
    return row;
}

QTableView *MonitorScreen::buildTable(QAbstractItemModel *model, const QString &name)
{
    auto *view = new QTableView;
    view->setModel(model);
    view->setItemDelegate(new SpanDelegate(m_bench.theme, false, view));
    view->setAccessibleName(name);
    view->verticalHeader()->hide();
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setFrameShape(QFrame::NoFrame);
    view->setTabKeyNavigation(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->horizontalHeader()->setHighlightSections(false);
    return view;
}

QWidget *MonitorScreen::buildComponents()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(24);
    m_map = new DependencyMap(m_bench.theme, row);
    m_componentsView = buildTable(m_components, tr("Components"));
    m_componentsView->setObjectName(QStringLiteral("components"));
    m_componentsView->setItemDelegateForColumn(ComponentsModel::Status,
                                               new StatusDelegate(m_bench.theme, m_componentsView));
    m_componentsView->setColumnWidth(ComponentsModel::Name, 120);
    m_componentsView->setColumnWidth(ComponentsModel::Status, 110);
    m_componentsView->setColumnWidth(ComponentsModel::Latency, 80);
    m_componentsView->setColumnWidth(ComponentsModel::Since, 80);
    m_componentsView->horizontalHeader()->setStretchLastSection(true);
    layout->addWidget(m_map, 2);
    layout->addWidget(m_componentsView, 3, Qt::AlignTop);
    return row;
}

QWidget *MonitorScreen::buildMachine()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(32);
    m_cpu = new Meter(m_bench.theme, tr("CPU"), row);
    m_memory = new Meter(m_bench.theme, tr("Memory of the server"), row);
    m_disk = new Meter(m_bench.theme, tr("Disk used"), row);
    for (Meter *meter : {m_cpu, m_memory, m_disk})
        layout->addWidget(meter);
    return row;
}

QWidget *MonitorScreen::buildRoutes()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_noRoutes = new QLabel(tr("No requests in the last five minutes."), box);
    m_routesView = buildTable(m_routes, tr("Endpoints, last five minutes"));
    m_routesView->setObjectName(QStringLiteral("routes"));
    m_routesView->setSortingEnabled(true);
    m_routesView->sortByColumn(RoutesModel::Rate, Qt::DescendingOrder);
    m_routesView->horizontalHeader()->setSectionResizeMode(RoutesModel::Route, QHeaderView::Stretch);
    layout->addWidget(m_noRoutes);
    layout->addWidget(m_routesView);
    return box;
}

void MonitorScreen::restyle()
{
    m_status->setFont(m_bench.theme->font(Theme::TextSize::Large));
    for (QLabel *label : {m_checked, m_noRoutes}) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, m_bench.theme->color(Theme::Role::TextMuted));
        label->setPalette(palette);
        label->setFont(m_bench.theme->font(Theme::TextSize::Small));
    }
    for (QTableView *view : {m_componentsView, m_routesView}) {
        view->verticalHeader()->setDefaultSectionSize(m_bench.theme->rowHeight());
        view->horizontalHeader()->setFont(m_bench.theme->font(Theme::TextSize::Small));
    }
    m_routesView->setFont(m_bench.theme->monospace(Theme::TextSize::Small));
    QPixmap mark(QSize(16, 16) * devicePixelRatio());
    mark.setDevicePixelRatio(devicePixelRatio());
    mark.fill(Qt::transparent);
    QPainter painter(&mark);
    paintStatusMark(painter, QRectF(1, 1, 14, 14), m_overall, *m_bench.theme);
    painter.end();
    m_statusIcon->setPixmap(mark);
}

void MonitorScreen::activate()
{
    ask(false);
    m_timer->start();
}

void MonitorScreen::refresh() { ask(true); }

void MonitorScreen::cancel()
{
    if (m_call)
        m_call->cancel();
    m_call.clear();
}

void MonitorScreen::hideEvent(QHideEvent *event)
{
    m_timer->stop();
    cancel();
    Screen::hideEvent(event);
}

void MonitorScreen::ask(bool fresh)
{
    if (m_call && !fresh)
        return;
    cancel();
    if (!m_hasReport)
        m_panel->showLoading(tr("Asking for the server's health"));
    m_call = m_bench.client->health(this, fresh, [this](const ApiResult<api::HealthReport> &answer) {
        m_call.clear();
        if (answer) {
            take(*answer);
        } else if (m_hasReport) {
            m_checked->setText(tr("\u25B2 The last check failed: %1").arg(answer.error().message));
            Q_EMIT statusChanged(answer.error().message);
        } else {
            m_panel->showFailure(answer.error());
        }
    });
}

void MonitorScreen::take(const api::HealthReport &report)
{
    m_load->setSamples(report.samples);
    m_hasReport = true;
    m_overall = report.status;
    const api::HealthFigures &figures = report.figures;
    const QLocale locale;
    m_status->setText(report.status == api::HealthStatus::Pass       ? tr("Everything works")
                      : report.status == api::HealthStatus::Degraded ? tr("Works, with restrictions")
                                                                     : tr("Not working"));
    m_checked->setText(
        tr("Version %1, up %2, %3 requests/s, %4 searches/s, index lag %5. Checked %6.")
            .arg(QString::fromStdString(report.version), durationText(double(figures.uptimeMillis)),
                 locale.toString(figures.requestsPerSecond, 'f', 1),
                 locale.toString(figures.searchesPerSecond, 'f', 1),
                 locale.toString(qint64(figures.indexLag)),
                 QDateTime::fromMSecsSinceEpoch(report.checkedAt).toString(QStringLiteral("HH:mm:ss"))));
    restyle();
    m_map->setComponents(report.components);
    m_components->setComponents(report.components, report.checkedAt);
    m_routes->setRoutes(report.routes);
    for (QTableView *view : {m_componentsView, m_routesView}) {
        const int rows = view->model()->rowCount() * view->verticalHeader()->defaultSectionSize();
        view->setFixedHeight(view->horizontalHeader()->sizeHint().height() + rows + 2);
    }
    m_noRoutes->setVisible(report.routes.empty());
    m_routesView->setVisible(!report.routes.empty());
    m_latency->setValues(figures.apiP95Millis, seriesOf(report, &api::HealthFigures::apiP95Millis),
                         figures.recentRequests >= kLeastTimedRequests);
    m_pool->setValues(figures.poolInUseRatio, seriesOf(report, &api::HealthFigures::poolInUseRatio));
    m_cache->setValues(figures.cacheHitRatio, seriesOf(report, &api::HealthFigures::cacheHitRatio),
                       figures.recentCacheLookups >= kLeastCacheLookups);
    m_errors->setValues(figures.errorRatio, seriesOf(report, &api::HealthFigures::errorRatio),
                        figures.recentRequests >= kLeastRequests);
    m_cpu->setValue(figures.cpuRatio, percent(figures.cpuRatio));
    m_memory->setValue(
        figures.memoryTotalBytes > 0 ? double(figures.residentBytes) / double(figures.memoryTotalBytes) : -1,
        tr("%1 of %2").arg(bytesText(figures.residentBytes), bytesText(figures.memoryTotalBytes)));
    const qint64 used = figures.diskTotalBytes - figures.diskFreeBytes;
    m_disk->setValue(
        figures.diskTotalBytes > 0 ? double(used) / double(figures.diskTotalBytes) : -1,
        tr("%1 of %2, %3 free")
            .arg(bytesText(used), bytesText(figures.diskTotalBytes), bytesText(figures.diskFreeBytes)));
    m_panel->showContent();
    Q_EMIT statusChanged(m_status->text());
}

void MonitorScreen::focusNextPane()
{
    QList<QWidget *> panes{m_latency, m_componentsView, m_routesView};
    const qsizetype at = panes.indexOf(QApplication::focusWidget());
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *next = panes[(at + step) % panes.size()];
        if (next->isVisible()) {
            next->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace explorer::ui
