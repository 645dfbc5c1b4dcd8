#include "ui/shell/commandpalette.h"

#include "ui/shell/actionregistry.h"
#include "ui/shell/fuzzymatch.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{

constexpr int kWidth = 560;
constexpr int kRows = 11;
constexpr int kIconEdge = 16;
constexpr int kTop = 10 * Theme::kGrid;
constexpr int kKeyRole = Qt::UserRole + 1;

/// The shortcut stands at the right of its action.
class RowDelegate : public QStyledItemDelegate
{
public:
    RowDelegate(const Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        painter->save();
        painter->setFont(m_theme->font(Theme::TextSize::Small));
        painter->setPen(m_theme->color(Theme::Role::TextMuted));
        painter->drawText(option.rect.adjusted(0, 0, -Theme::kGrid, 0), Qt::AlignRight | Qt::AlignVCenter,
                          index.data(kKeyRole).toString());
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(std::max(m_theme->rowHeight(), 4 * Theme::kGrid - 2));
        return size;
    }

private:
    const Theme *m_theme;
};

} // namespace

CommandPalette::CommandPalette(const Theme *theme, ActionRegistry *actions, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_actions(actions), m_input(new QLineEdit(this)),
      m_list(new QListWidget(this))
{
    m_input->setPlaceholderText(tr("Type what you want to do"));
    m_input->setAccessibleName(tr("Command"));
    m_input->addAction(theme->icon(QStringLiteral("command"), Theme::Role::TextMuted),
                       QLineEdit::LeadingPosition);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setItemDelegate(new RowDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({kIconEdge, kIconEdge});
    m_list->setAccessibleName(tr("Commands"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(m_input);
    layout->addWidget(m_list);
    m_input->installEventFilter(this);
    connect(m_input, &QLineEdit::textChanged, this, &CommandPalette::fill);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::run);
    setAccessibleName(tr("Command palette"));
    hide();
}

void CommandPalette::open()
{
    m_before = QApplication::focusWidget();
    m_input->clear();
    fill({});
    const int rowHeight = std::max(m_theme->rowHeight(), 4 * Theme::kGrid - 2);
    const int width = std::min(kWidth, parentWidget()->width() - 4 * Theme::kGrid);
    const int height = std::min(kRows * rowHeight + 7 * Theme::kGrid, parentWidget()->height() - kTop);
    setGeometry((parentWidget()->width() - width) / 2, kTop, width, height);
    show();
    raise();
    m_input->setFocus();
}

void CommandPalette::fill(const QString &pattern)
{
    struct Found {
        int score;
        QAction *action;
    };
    QList<Found> found;
    const auto actions = m_actions->actions();
    for (QAction *action : actions) {
        if (!action->isEnabled() || !action->isVisible())
            continue;
        if (const auto score = fuzzyMatch(pattern, action->text()))
            found.append({*score, action});
    }
    if (!pattern.trimmed().isEmpty())
        std::stable_sort(found.begin(), found.end(),
                         [](const Found &a, const Found &b) { return a.score > b.score; });
    m_list->clear();
    QPixmap noIcon(kIconEdge, kIconEdge);
    noIcon.fill(Qt::transparent);
    for (const Found &entry : std::as_const(found)) {
        auto *item = new QListWidgetItem(entry.action->icon().isNull() ? QIcon(noIcon) : entry.action->icon(),
                                         entry.action->text(), m_list);
        item->setData(Qt::UserRole, QVariant::fromValue<QObject *>(entry.action));
        item->setData(kKeyRole, entry.action->shortcut().toString(QKeySequence::NativeText));
    }
    if (found.isEmpty()) {
        auto *item = new QListWidgetItem(tr("Nothing is called like that"), m_list);
        item->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
}

void CommandPalette::run()
{
    const QListWidgetItem *item = m_list->currentItem();
    auto *action = item ? qobject_cast<QAction *>(item->data(Qt::UserRole).value<QObject *>()) : nullptr;
    close();
    if (action)
        action->trigger();
}

void CommandPalette::close()
{
    if (!isVisible())
        return;
    hide();
    if (m_before && m_before->isVisible())
        m_before->setFocus();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_input && event->type() == QEvent::FocusOut) {
        close();
        return false;
    }
    if (watched != m_input ||
        (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride))
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (event->type() == QEvent::ShortcutOverride) {
        // Esc closes the palette; it does not cancel the search behind it.
        key->setAccepted(key->key() == Qt::Key_Escape);
        return key->isAccepted();
    }
    switch (key->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QApplication::sendEvent(m_list, key);
        return true;
    default:
        return false;
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme->color(Theme::Role::Border));
    painter.setBrush(m_theme->color(Theme::Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

} // namespace explorer::ui
