#include "ui/explore/hitstable.h"

#include "ui/explore/spandelegate.h"
#include "ui/models/hitsmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kColumnWidth = 180;
constexpr int kLeastWidth = 48;
constexpr int kLeastSummaryWidth = 320;

} // namespace

HitsTable::HitsTable(Theme *theme, HitsModel *model, QWidget *parent)
    : QTableView(parent), m_theme(theme), m_model(model)
{
    setObjectName(QStringLiteral("hits"));
    setAccessibleName(tr("Hits"));
    setModel(model);
    setItemDelegate(new SpanDelegate(theme, false, this));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    QHeaderView *header = horizontalHeader();
    header->setSectionsMovable(true);
    header->setSectionsClickable(true);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(kLeastWidth);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setAccessibleName(tr("Columns"));
    connect(header, &QHeaderView::sectionClicked, this, &HitsTable::sortBy);
    connect(header, &QHeaderView::sectionMoved, this, &HitsTable::reportOrder);
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (m_arranging || m_model->isSummary(section))
            return;
        m_widths.insert(m_model->columnField(section), size);
        Q_EMIT widthsChanged();
    });
    connect(header, &QWidget::customContextMenuRequested, this, &HitsTable::showHeaderMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &HitsTable::showCellMenu);
    connect(this, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex &index) { Q_EMIT opened(index.row()); });
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) { Q_EMIT rowChanged(current.row()); });
    const auto restyle = [this] {
        setFont(m_theme->monospace(Theme::TextSize::Small));
        horizontalHeader()->setFont(m_theme->font(Theme::TextSize::Small));
        setCompact(m_isCompact);
    };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

void HitsTable::setCompact(bool isCompact)
{
    m_isCompact = isCompact;
    const int least = fontMetrics().height() + 4;
    verticalHeader()->setDefaultSectionSize(isCompact ? least : std::max(least, m_theme->rowHeight()));
}

void HitsTable::setSort(const std::vector<api::SortField> &sort)
{
    m_sort = sort;
    horizontalHeader()->setSortIndicatorShown(false);
    if (sort.empty())
        return;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        if (m_model->columnField(column).toStdString() != sort.front().field)
            continue;
        horizontalHeader()->setSortIndicatorShown(true);
        horizontalHeader()->setSortIndicator(column, sort.front().descending ? Qt::DescendingOrder
                                                                             : Qt::AscendingOrder);
    }
}

void HitsTable::arrange()
{
    m_arranging = true;
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < m_model->columnCount(); ++column) {
        header->moveSection(header->visualIndex(column), column);
        const int date = fontMetrics().horizontalAdvance(QStringLiteral("2024-03-15 12:34:56.789")) + 20;
        const QString field = m_model->columnField(column);
        const int usual = column == 0 && !field.isEmpty() && m_model->columnCount() > 1 ? date : kColumnWidth;
        setColumnWidth(column, m_widths.value(field, usual));
    }
    stretchSummary();
    m_arranging = false;
    setSort(m_sort);
}

void HitsTable::stretchSummary()
{
    // The last column takes what is left; never less than it needs to be read.
    const int last = m_model->columnCount() - 1;
    if (last < 0)
        return;
    int used = 0;
    for (int column = 0; column < last; ++column)
        used += columnWidth(column);
    const int least = m_model->isSummary(last) ? kLeastSummaryWidth
                                               : m_widths.value(m_model->columnField(last), kColumnWidth);
    const bool wasArranging = m_arranging;
    m_arranging = true;
    setColumnWidth(last, std::max(least, viewport()->width() - used));
    m_arranging = wasArranging;
}

void HitsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    stretchSummary();
}

void HitsTable::sortBy(int column)
{
    const QString field = m_model->columnField(column);
    if (field.isEmpty())
        return;
    const bool isKnown = !m_sort.empty() && m_sort.front().field == field.toStdString();
    Q_EMIT sortRequested({field.toStdString(), isKnown && !m_sort.front().descending});
}

void HitsTable::reportOrder()
{
    if (m_arranging)
        return;
    QStringList order;
    for (int visual = 0; visual < m_model->columnCount(); ++visual) {
        const QString field = m_model->columnField(horizontalHeader()->logicalIndex(visual));
        if (!field.isEmpty())
            order.append(field);
    }
    // Not while the header still handles the move.
    QMetaObject::invokeMethod(
        this, [this, order] { Q_EMIT columnsMoved(order); }, Qt::QueuedConnection);
}

void HitsTable::showHeaderMenu(const QPoint &at)
{
    const int column = horizontalHeader()->logicalIndexAt(at);
    const QString field = m_model->columnField(column);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!field.isEmpty()) {
        connect(menu->addAction(tr("Sort ascending")), &QAction::triggered, this, [this, field] {
            Q_EMIT sortRequested({field.toStdString(), false});
        });
        connect(menu->addAction(tr("Sort descending")), &QAction::triggered, this, [this, field] {
            Q_EMIT sortRequested({field.toStdString(), true});
        });
        connect(menu->addAction(tr("Hide the column")), &QAction::triggered, this,
                [this, field] { Q_EMIT columnToggled(field); });
        menu->addSeparator();
    }
    addColumnChoice(menu->addMenu(tr("Columns")));
    QAction *density = menu->addAction(tr("Compact rows"));
    density->setCheckable(true);
    density->setChecked(m_isCompact);
    connect(density, &QAction::triggered, this, &HitsTable::densityToggled);
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

void HitsTable::addColumnChoice(QMenu *menu)
{
    const QStringList shown = m_model->columns();
    const QStringList fields = m_model->fieldNames();
    for (const QString &field : fields) {
        QAction *action = menu->addAction(QString(field).replace(QLatin1Char('&'), QStringLiteral("&&")));
        action->setCheckable(true);
        action->setChecked(shown.contains(field));
        connect(action, &QAction::triggered, this, [this, field] { Q_EMIT columnToggled(field); });
    }
    menu->setEnabled(!fields.isEmpty());
}

void HitsTable::showCellMenu(const QPoint &at)
{
    const QModelIndex index = indexAt(at);
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    const QString field = m_model->columnField(index.column());
    const QString value = index.data(HitsModel::FullTextRole).toString();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Open\tEnter")), &QAction::triggered, this,
            [this, row = index.row()] { Q_EMIT opened(row); });
    if (!field.isEmpty() && !value.isEmpty()) {
        connect(menu->addAction(tr("Only this value")), &QAction::triggered, this,
                [this, field, value] { Q_EMIT filterRequested(field, value, false); });
        connect(menu->addAction(tr("Not this value")), &QAction::triggered, this,
                [this, field, value] { Q_EMIT filterRequested(field, value, true); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Copy cell\tCtrl+C")), &QAction::triggered, this, &HitsTable::copyCell);
    connect(menu->addAction(tr("Copy row\tCtrl+Shift+C")), &QAction::triggered, this, &HitsTable::copyRow);
    connect(menu->addAction(tr("Copy JSON\tCtrl+Alt+C")), &QAction::triggered, this, &HitsTable::copyJson);
    menu->popup(viewport()->mapToGlobal(at));
}

void HitsTable::copyCell()
{
    if (currentIndex().isValid())
        QGuiApplication::clipboard()->setText(currentIndex().data(HitsModel::FullTextRole).toString());
}

void HitsTable::copyRow()
{
    if (!currentIndex().isValid())
        return;
    QStringList cells;
    for (int visual = 0; visual < m_model->columnCount(); ++visual) {
        QString cell = m_model->index(currentIndex().row(), horizontalHeader()->logicalIndex(visual))
                           .data(HitsModel::FullTextRole)
                           .toString();
        cells.append(
            cell.replace(QLatin1Char('\t'), QLatin1Char(' ')).replace(QLatin1Char('\n'), QLatin1Char(' ')));
    }
    QGuiApplication::clipboard()->setText(cells.join(QLatin1Char('\t')));
}

void HitsTable::copyJson()
{
    if (const api::SearchHit *hit = m_model->hit(currentIndex().row()))
        QGuiApplication::clipboard()->setText(QString::fromStdString(hit->source));
}

void HitsTable::goTo(int row) { setCurrentIndex(m_model->index(row, std::max(0, currentIndex().column()))); }

bool HitsTable::isAtTop() const { return verticalScrollBar()->value() == 0; }

void HitsTable::keyPressEvent(QKeyEvent *event)
{
    const auto modifiers = event->modifiers();
    if (event->key() == Qt::Key_C && modifiers == Qt::ControlModifier) {
        copyCell();
    } else if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        copyRow();
    } else if (event->key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::AltModifier)) {
        copyJson();
    } else if (event->key() == Qt::Key_End && modifiers == Qt::ControlModifier) {
        goTo(m_model->rowCount() - 1);
    } else if (event->key() == Qt::Key_Home && modifiers == Qt::ControlModifier) {
        goTo(0);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (currentIndex().isValid())
            Q_EMIT opened(currentIndex().row());
    } else {
        QTableView::keyPressEvent(event);
    }
}

} // namespace explorer::ui
