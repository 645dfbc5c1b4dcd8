#include "ui/explore/fieldspanel.h"

#include "ui/explore/fielddelegate.h"
#include "ui/models/fieldsmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

FieldsPanel::FieldsPanel(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new FieldsModel(this)), m_search(new QLineEdit(this)),
      m_view(new QTreeView(this))
{
    m_search->setPlaceholderText(tr("Find a field"));
    m_search->setAccessibleName(tr("Find a field"));
    m_search->setClearButtonEnabled(true);
    m_view->setObjectName(QStringLiteral("fields"));
    m_view->setAccessibleName(tr("Fields"));
    m_view->setHeaderHidden(true);
    m_view->setModel(m_model);
    m_view->setIndentation(14);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    m_search->installEventFilter(this);
    auto *delegate = new FieldDelegate(theme, m_view);
    m_view->setItemDelegate(delegate);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(8, 8, 8, 0);
    top->addWidget(m_search);
    layout->addLayout(top);
    layout->addWidget(m_view);
    connect(m_search, &QLineEdit::textChanged, m_model, &FieldsModel::setFilter);
    connect(m_model, &FieldsModel::valuesWanted, this, &FieldsPanel::valuesWanted);
    connect(delegate, &FieldDelegate::pressed, this, &FieldsPanel::act);
    connect(m_view, &QWidget::customContextMenuRequested, this, &FieldsPanel::showMenu);
    connect(theme, &Theme::changed, m_view, [this] { m_view->viewport()->update(); });
}

void FieldsPanel::setSchema(const api::Schema &schema) { m_model->setSchema(schema); }
void FieldsPanel::setColumns(const QStringList &columns) { m_model->setColumns(columns); }

QStringList FieldsPanel::openFields() const
{
    QStringList fields;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, 0);
        if (m_view->isExpanded(index))
            fields.append(index.data(FieldsModel::FieldRole).toString());
    }
    return fields;
}

void FieldsPanel::setOpenFields(const QStringList &fields)
{
    for (const QString &field : fields) {
        const QModelIndex index = m_model->indexOf(field);
        if (!index.isValid() || m_view->isExpanded(index))
            continue;
        m_model->fetchMore(index);
        m_view->expand(index);
    }
}

void FieldsPanel::searchChanged()
{
    const QStringList open = openFields();
    m_model->forgetValues();
    for (const QString &field : open) {
        const QModelIndex index = m_model->indexOf(field);
        m_model->fetchMore(index);
        m_view->expand(index);
    }
}

void FieldsPanel::setValues(const QString &field, const api::Facet &facet, qint64 total)
{
    m_model->setValues(field, facet, total);
}

void FieldsPanel::setFailure(const QString &field, const QString &message)
{
    m_model->setFailure(field, message);
}

void FieldsPanel::focusSearch() { m_search->setFocus(Qt::TabFocusReason); }

void FieldsPanel::addFilter(const QModelIndex &index, bool isNegated)
{
    Filter filter;
    filter.field = index.data(FieldsModel::FieldRole).toString();
    filter.value = index.data(FieldsModel::ValueRole).toString();
    filter.isNegated = isNegated;
    Q_EMIT filterAdded(filter);
}

void FieldsPanel::act(const QModelIndex &index, int button)
{
    if (button == FieldDelegate::Column)
        Q_EMIT columnToggled(index.data(FieldsModel::FieldRole).toString());
    else
        addFilter(index, button == FieldDelegate::Exclude);
}

void FieldsPanel::copyValue(const QModelIndex &index)
{
    const auto kind = FieldsModel::Kind(index.data(FieldsModel::KindRole).toInt());
    QGuiApplication::clipboard()->setText(
        index.data(kind == FieldsModel::Kind::Value ? FieldsModel::ValueRole : FieldsModel::FieldRole)
            .toString());
}

void FieldsPanel::showMenu(const QPoint &at)
{
    const QPersistentModelIndex index = m_view->indexAt(at);
    if (!index.isValid())
        return;
    auto *menu = new QMenu(m_view);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto kind = FieldsModel::Kind(index.data(FieldsModel::KindRole).toInt());
    if (kind == FieldsModel::Kind::Value) {
        connect(menu->addAction(tr("Only this value\t+")), &QAction::triggered, this,
                [this, index] { addFilter(index, false); });
        connect(menu->addAction(tr("Not this value\t-")), &QAction::triggered, this,
                [this, index] { addFilter(index, true); });
    }
    connect(menu->addAction(tr("Show or hide the column\tC")), &QAction::triggered, this,
            [this, index] { act(index, FieldDelegate::Column); });
    connect(menu->addAction(tr("Copy\tCtrl+C")), &QAction::triggered, this,
            [this, index] { copyValue(index); });
    menu->popup(m_view->viewport()->mapToGlobal(at));
}

bool FieldsPanel::keyPressed(int key)
{
    const QModelIndex index = m_view->currentIndex();
    if (!index.isValid())
        return false;
    const auto kind = FieldsModel::Kind(index.data(FieldsModel::KindRole).toInt());
    const bool isValue = kind == FieldsModel::Kind::Value;
    if (isValue && (key == Qt::Key_Plus || key == Qt::Key_Return || key == Qt::Key_Enter))
        addFilter(index, false);
    else if (isValue && key == Qt::Key_Minus)
        addFilter(index, true);
    else if (kind == FieldsModel::Kind::Field && (key == Qt::Key_Return || key == Qt::Key_Enter))
        m_view->setExpanded(index, !m_view->isExpanded(index));
    else if (kind == FieldsModel::Kind::Field && key == Qt::Key_C)
        act(index, FieldDelegate::Column);
    else
        return false;
    return true;
}

bool FieldsPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (watched == m_search && key->key() == Qt::Key_Down) {
        m_view->setFocus();
        if (!m_view->currentIndex().isValid())
            m_view->setCurrentIndex(m_model->index(0, 0));
        return true;
    }
    if (watched != m_view)
        return QWidget::eventFilter(watched, event);
    if (key->matches(QKeySequence::Copy)) {
        copyValue(m_view->currentIndex());
        return true;
    }
    const auto modifiers = key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    return (modifiers == Qt::NoModifier && keyPressed(key->key())) || QWidget::eventFilter(watched, event);
}

} // namespace explorer::ui
