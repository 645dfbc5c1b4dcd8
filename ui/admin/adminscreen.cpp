#include "ui/admin/adminscreen.h"

#include "ui/admin/cacheclearpanel.h"
#include "ui/admin/cachetables.h"
#include "ui/client/apiclient.h"
#include "ui/explore/spandelegate.h"
#include "ui/models/cachecollectionsmodel.h"
#include "ui/models/timetext.h"
#include "ui/monitor/meter.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kIntervalMillis = 3000;
constexpr int kPageWidth = 1280;
constexpr int kAuditLines = 20;
constexpr int kMostRowsShown = 12;

QString number(std::int64_t value) { return QLocale().toString(qint64(value)); }

} // namespace

AdminScreen::AdminScreen(const Workbench &bench, QWidget *parent)
    : Screen(parent), m_bench(bench), m_collections(new CacheCollectionsModel(this)),
      m_shapes(new TextTableModel(shapeColumns(), this)),
      m_policies(new TextTableModel(policyColumns(), this)),
      m_audit(new TextTableModel(auditColumns(), this)), m_timer(new QTimer(this))
{
    setObjectName(QStringLiteral("admin"));
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(build());
    m_panel = new StatePanel(bench.theme, scroll, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_panel);
    m_timer->setInterval(kIntervalMillis);
    connect(m_timer, &QTimer::timeout, this, &AdminScreen::ask);
    connect(m_panel, &StatePanel::retryRequested, this, &AdminScreen::refresh);
    connect(m_panel, &StatePanel::cancelRequested, this, &AdminScreen::cancel);
    connectPanel();
    connect(bench.theme, &Theme::changed, this, &AdminScreen::restyle);
    restyle();
}

QWidget *AdminScreen::build()
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
    layout->setSpacing(Theme::kGrid);
    auto *title = new QLabel(tr("Cache"), column);
    m_titles.append(title);
    layout->addWidget(title);
    layout->addWidget(buildFigures());
    m_clear = new CacheClearPanel(m_bench.theme, column);
    layout->addWidget(m_clear);
    QTableView *collections = addTable(layout, tr("Collections"), "cacheCollections", m_collections);
    collections->horizontalHeader()->setSectionResizeMode(CacheCollectionsModel::Strategy,
                                                          QHeaderView::Stretch);
    collections->setColumnWidth(CacheCollectionsModel::Name, 240);
    QTableView *shapes = addTable(layout, tr("By query shape"), "queryShapes", m_shapes);
    shapes->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    shapes->setColumnWidth(6, 160);
    QTableView *policies = addTable(layout, tr("What clears answers"), "cachePolicies", m_policies);
    policies->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    policies->horizontalHeader()->setSectionResizeMode(3, QHeaderView::ResizeToContents);
    QTableView *audit = addTable(layout, tr("Last actions"), "auditLines", m_audit);
    audit->horizontalHeader()->setSectionResizeMode(4, QHeaderView::Stretch);
    audit->setColumnWidth(0, 160);
    audit->setColumnWidth(2, 140);
    audit->setColumnWidth(3, 180);
    layout->addStretch();
    return page;
}

QWidget *AdminScreen::buildFigures()
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kHalfGrid);
    auto *row = new QHBoxLayout;
    row->setSpacing(32);
    m_ratio = new Meter(m_bench.theme, tr("Answers from the cache"), box, false);
    m_size = new Meter(m_bench.theme, tr("Size"), box, false);
    m_warming = new Meter(m_bench.theme, tr("Warming"), box, false);
    for (Meter *meter : {m_ratio, m_size, m_warming})
        row->addWidget(meter);
    layout->addLayout(row);
    m_counts = new QLabel(box);
    m_counts->setObjectName(QStringLiteral("cacheCounts"));
    m_counts->setTextFormat(Qt::PlainText);
    m_counts->setWordWrap(true);
    layout->addWidget(m_counts);
    return box;
}

QTableView *AdminScreen::addTable(QVBoxLayout *layout, const QString &title, const char *name,
                                  QAbstractItemModel *model)
{
    auto *label = new QLabel(title);
    layout->addSpacing(Theme::kGrid);
    layout->addWidget(label);
    m_titles.append(label);
    auto *view = new QTableView;
    view->setObjectName(QString::fromLatin1(name));
    view->setAccessibleName(title);
    view->setModel(model);
    view->verticalHeader()->hide();
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setFrameShape(QFrame::NoFrame);
    view->setTabKeyNavigation(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->horizontalHeader()->setHighlightSections(false);
    layout->addWidget(view);
    m_tables.append(view);
    return view;
}

void AdminScreen::connectPanel()
{
    connect(m_clear, &CacheClearPanel::orderGiven, this, &AdminScreen::carryOut);
    connect(m_clear, &CacheClearPanel::warmWanted, this, &AdminScreen::warm);
    connect(m_collections, &CacheCollectionsModel::criticalWanted, this, &AdminScreen::setCritical);
}

void AdminScreen::restyle()
{
    for (QLabel *title : m_titles)
        title->setFont(m_bench.theme->font(title == m_titles.front() ? Theme::TextSize::Large
                                                                     : Theme::TextSize::Normal));
    QPalette palette = m_counts->palette();
    palette.setColor(QPalette::WindowText, m_bench.theme->color(Theme::Role::TextMuted));
    m_counts->setPalette(palette);
    m_counts->setFont(m_bench.theme->font(Theme::TextSize::Small));
    for (QTableView *view : m_tables) {
        view->verticalHeader()->setDefaultSectionSize(m_bench.theme->rowHeight());
        view->horizontalHeader()->setFont(m_bench.theme->font(Theme::TextSize::Small));
        view->setFont(m_bench.theme->font(Theme::TextSize::Small));
    }
    fitTables();
}

void AdminScreen::fitTables()
{
    for (QTableView *view : m_tables) {
        const int rows = std::clamp(view->model()->rowCount(), 1, kMostRowsShown);
        view->setFixedHeight(view->horizontalHeader()->sizeHint().height() +
                             rows * view->verticalHeader()->defaultSectionSize() + 2);
    }
}

void AdminScreen::activate()
{
    ask();
    askAudit();
    m_timer->start();
}

void AdminScreen::refresh()
{
    cancel();
    ask();
    askAudit();
}

void AdminScreen::cancel()
{
    if (m_call)
        m_call->deleteLater();
    m_call.clear();
}

void AdminScreen::hideEvent(QHideEvent *event)
{
    m_timer->stop();
    Screen::hideEvent(event);
}

void AdminScreen::ask()
{
    if (m_call)
        return;
    if (!m_hasStats)
        m_panel->showLoading(tr("Asking for the cache's figures"));
    m_call = m_bench.client->cacheStats(this, [this](const ApiResult<api::CacheStats> &answer) {
        m_call.clear();
        if (answer)
            take(*answer);
        else if (m_hasStats)
            Q_EMIT statusChanged(answer.error().message);
        else
            m_panel->showFailure(answer.error());
    });
}

void AdminScreen::askAudit()
{
    m_bench.client->audit(this, {}, kAuditLines, [this](const ApiResult<api::AuditPage> &page) {
        if (!page) {
            Q_EMIT statusChanged(page.error().message);
            return;
        }
        m_audit->setRows(page->entries.empty() ? QList<QStringList>{{tr("Nothing yet")}}
                                               : auditRows(page->entries));
        fitTables();
    });
}

void AdminScreen::take(const api::CacheStats &stats)
{
    const api::CacheTotals &totals = stats.totals;
    m_hasStats = true;
    m_ratio->setValue(totals.hitRatio(), ratioText(totals.hitRatio()));
    m_size->setValue(totals.capacityBytes > 0 ? double(totals.sizeBytes) / double(totals.capacityBytes) : -1,
                     tr("%1 of %2").arg(bytesText(totals.sizeBytes), bytesText(totals.capacityBytes)));
    showWarming(stats.warming);
    m_counts->setText(
        tr("%1 answers held, and %2 beside them for failures only. Since the start: %3 hits (%4 waited for "
           "another's "
           "load), %5 misses, %6 stale, %7 errors, %8 refreshed in the background, %9 evicted.")
            .arg(number(totals.entries), number(totals.staleEntries), number(totals.hits),
                 number(totals.waited), number(totals.misses), number(totals.stale), number(totals.errors),
                 number(totals.backgroundRefreshes), number(totals.evictions)) +
        QLatin1Char(' ') +
        tr("%1 were not taken in: others are asked for more often.").arg(number(totals.notAdmitted)));
    m_collections->setCollections(stats.collections);
    m_clear->setCollections(m_collections->names());
    m_shapes->setRows(shapeRows(stats.shapes));
    m_policies->setRows(policyRows(stats.invalidations));
    fitTables();
    m_panel->showContent();
    Q_EMIT statusChanged(tr("Cache: %1 hits").arg(ratioText(totals.hitRatio())));
}

void AdminScreen::showWarming(const api::WarmingState &warming)
{
    const bool isRunning = warming.state == "running";
    const QString state = isRunning                      ? tr("running")
                          : warming.state == "done"      ? tr("done")
                          : warming.state == "cancelled" ? tr("cancelled")
                                                         : tr("not yet");
    m_warming->setValue(warming.state == "idle" ? -1 : double(warming.percent) / 100,
                        warming.state == "idle" ? state
                                                : tr("%1: %2 of %3 searches, %4")
                                                      .arg(state, number(warming.done), number(warming.total),
                                                           bytesText(warming.sizeBytes)));
}

void AdminScreen::carryOut(const api::InvalidationRequest &request)
{
    m_bench.client->invalidateCache(this, request, [this](const ApiResult<api::InvalidationAnswer> &answer) {
        if (!answer) {
            m_clear->showFailure(answer.error().message);
            return;
        }
        m_clear->showAnswer(*answer);
        if (!answer->preview)
            refresh();
    });
}

void AdminScreen::warm(const QStringList &collections)
{
    m_bench.client->warmCache(this, collections, [this](const ApiResult<bool> &started) {
        if (!started)
            m_clear->showFailure(started.error().message);
        else
            m_clear->showNotice(*started ? tr("Warming has begun.") : tr("A warming runs already."));
        refresh();
    });
}

void AdminScreen::setCritical(const QString &collection, bool isCritical)
{
    m_bench.client->setCritical(
        this, collection, isCritical, [this](const ApiResult<api::CollectionInfo> &answer) {
            if (!answer)
                m_clear->showFailure(answer.error().message);
            else
                m_clear->showNotice(
                    answer->critical
                        ? tr("%1 is critical: a write clears its answers at once.")
                              .arg(QString::fromStdString(answer->name))
                        : tr("%1 is not critical any more.").arg(QString::fromStdString(answer->name)));
            refresh();
        });
}

void AdminScreen::focusNextPane()
{
    QList<QWidget *> panes{m_clear->findChild<QWidget *>(QStringLiteral("clearWhat"))};
    for (QTableView *view : m_tables)
        panes.append(view);
    const qsizetype at = panes.indexOf(QApplication::focusWidget());
    panes[(at + 1) % panes.size()]->setFocus(Qt::TabFocusReason);
}

} // namespace explorer::ui
