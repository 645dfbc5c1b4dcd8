#include "ui/explore/documentpane.h"

#include "ui/explore/comparepane.h"
#include "ui/explore/spandelegate.h"
#include "ui/models/documentfieldsmodel.h"
#include "ui/models/jsonmodel.h"
#include "ui/models/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <nlohmann/json.hpp>

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

/// Rows past this keep the usual height: measuring text is what costs.
constexpr int kMeasuredRows = 256;

} // namespace

DocumentPane::DocumentPane(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_fieldsModel(new DocumentFieldsModel(this)),
      m_jsonModel(new JsonModel(this)), m_title(new QLabel(this)), m_tabs(new QTabWidget(this)),
      m_fields(new QTableView(this)), m_tree(new QTreeView(this)), m_raw(new QPlainTextEdit(this)),
      m_compare(new ComparePane(theme, this))
{
    setObjectName(QStringLiteral("documentPane"));
    m_fields->setAccessibleName(tr("Fields of the document"));
    m_fields->setModel(m_fieldsModel);
    m_fields->setItemDelegate(new SpanDelegate(theme, true, m_fields));
    m_fields->verticalHeader()->hide();
    m_fields->horizontalHeader()->hide();
    m_fields->setShowGrid(false);
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setTabKeyNavigation(false);
    m_fields->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_fields->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_fields->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_fields->setContextMenuPolicy(Qt::CustomContextMenu);
    m_fields->horizontalHeader()->setStretchLastSection(true);
    m_tree->setAccessibleName(tr("JSON tree of the document"));
    m_tree->setModel(m_jsonModel);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setUniformRowHeights(true);
    m_tree->setHeaderHidden(true);
    m_raw->setAccessibleName(tr("JSON of the document"));
    m_raw->setReadOnly(true);
    m_raw->setFrameShape(QFrame::NoFrame);
    m_raw->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_fields, tr("Fields"));
    m_tabs->addTab(m_tree, tr("JSON"));
    m_tabs->addTab(m_raw, tr("Raw"));
    m_tabs->addTab(m_compare, tr("Compare"));
    connect(m_compare, &ComparePane::keepRequested, this, &DocumentPane::keepForComparing);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead());
    layout->addWidget(m_tabs);
    for (QWidget *view : {static_cast<QWidget *>(m_fields), static_cast<QWidget *>(m_tree)})
        view->installEventFilter(this);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DocumentPane::fillRaw);
    connect(m_fields, &QWidget::customContextMenuRequested, this, &DocumentPane::showMenu);
    // Higher rows bring a scroll bar, which takes width from the values: measured again after that.
    connect(m_fields->horizontalHeader(), &QHeaderView::sectionResized, this, &DocumentPane::resizeRows,
            Qt::QueuedConnection);
    const auto restyle = [this] {
        for (QWidget *view : {static_cast<QWidget *>(m_fields), static_cast<QWidget *>(m_tree),
                              static_cast<QWidget *>(m_raw)})
            view->setFont(m_theme->monospace(Theme::TextSize::Small));
    };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

QWidget *DocumentPane::buildHead()
{
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(12, 6, 6, 6);
    layout->setSpacing(2);
    m_title->setTextFormat(Qt::PlainText);
    m_title->setFont(m_theme->monospace(Theme::TextSize::Small));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(m_title, 1);
    const auto button = [&](const QString &icon, const QString &text, const std::function<void()> &run) {
        auto *tool = new QToolButton(head);
        tool->setIcon(m_theme->icon(icon));
        tool->setAutoRaise(true);
        tool->setToolTip(text);
        tool->setAccessibleName(text);
        tool->setFocusPolicy(Qt::TabFocus);
        connect(tool, &QToolButton::clicked, this, run);
        layout->addWidget(tool);
    };
    button(QStringLiteral("chevron-up"), tr("Previous document"), [this] { Q_EMIT stepRequested(-1); });
    button(QStringLiteral("chevron-down"), tr("Next document"), [this] { Q_EMIT stepRequested(1); });
    button(QStringLiteral("copy"), tr("Copy the document as JSON"), [this] { copyJson(); });
    button(QStringLiteral("close"), tr("Close the document"), [this] { Q_EMIT closeRequested(); });
    return head;
}

void DocumentPane::setHit(const api::SearchHit &hit)
{
    const bool isSame = hit.id == m_hit.id && hit.source == m_hit.source && !m_hit.id.empty();
    m_hit = hit;
    m_title->setText(QString::fromStdString(hit.id));
    m_title->setToolTip(plainToolTip(QString::fromStdString(hit.id)));
    m_fieldsModel->setDocument(hit);
    if (!isSame) {
        m_jsonModel->setJson(hit.source);
        m_tree->expandToDepth(1);
        m_tree->setColumnWidth(0, std::max(140, width() / 3));
    }
    m_compare->setShown(hit);
    m_rawIsOld = true;
    fillRaw();
    int widest = 80;
    for (int row = 0; row < std::min(kMeasuredRows, m_fieldsModel->rowCount()); ++row)
        widest =
            std::max(widest, m_fields->fontMetrics().horizontalAdvance(m_fieldsModel->value(row)->path) + 24);
    m_fields->setColumnWidth(0, std::min(widest, std::max(120, width() / 2)));
    resizeRows();
}

void DocumentPane::resizeRows()
{
    for (int row = 0; row < std::min(kMeasuredRows, m_fieldsModel->rowCount()); ++row)
        m_fields->resizeRowToContents(row);
}

void DocumentPane::clear()
{
    m_hit = {};
    m_title->clear();
    m_fieldsModel->clear();
    m_jsonModel->setJson({});
    m_raw->clear();
    m_compare->clear();
}

void DocumentPane::keepForComparing()
{
    if (m_hit.id.empty())
        return;
    m_compare->keep(m_hit);
    m_tabs->setCurrentWidget(m_compare);
}

void DocumentPane::fillRaw()
{
    if (m_tabs->currentWidget() != m_raw || !m_rawIsOld)
        return;
    m_rawIsOld = false;
    const auto json = nlohmann::ordered_json::parse(m_hit.source, nullptr, false);
    m_raw->setPlainText(QString::fromStdString(json.is_discarded() ? m_hit.source : json.dump(2)));
}

void DocumentPane::addView(QWidget *view, const QString &title) { m_tabs->addTab(view, title); }

void DocumentPane::focusContent() { m_tabs->currentWidget()->setFocus(Qt::TabFocusReason); }

void DocumentPane::copyValue()
{
    if (m_tabs->currentWidget() == m_tree) {
        QGuiApplication::clipboard()->setText(m_tree->currentIndex().siblingAtColumn(1).data().toString());
    } else if (const DocumentValue *value = m_fieldsModel->value(m_fields->currentIndex().row())) {
        QGuiApplication::clipboard()->setText(value->text);
    }
}

void DocumentPane::copyJson() { QGuiApplication::clipboard()->setText(QString::fromStdString(m_hit.source)); }

void DocumentPane::showMenu(const QPoint &at)
{
    const DocumentValue *value = m_fieldsModel->value(m_fields->indexAt(at).row());
    if (!value)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString field = value->path;
    const QString text = value->text;
    // An array's text is several values; as a filter it would match none.
    if (value->elementStarts.size() == 1 && value->kind != DocumentValue::Kind::Null) {
        connect(menu->addAction(tr("Only this value")), &QAction::triggered, this,
                [this, field, text] { Q_EMIT filterRequested(field, text, false); });
        connect(menu->addAction(tr("Not this value")), &QAction::triggered, this,
                [this, field, text] { Q_EMIT filterRequested(field, text, true); });
    }
    connect(menu->addAction(tr("Copy\tCtrl+C")), &QAction::triggered, this,
            [text] { QGuiApplication::clipboard()->setText(text); });
    menu->popup(m_fields->viewport()->mapToGlobal(at));
}

bool DocumentPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copyValue();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace explorer::ui
