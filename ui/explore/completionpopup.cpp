#include "ui/explore/completionpopup.h"

#include <QListWidget>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kShownRows = 10;
constexpr int kNoteRole = Qt::UserRole;
constexpr int kInsertRole = Qt::UserRole + 1;

/// Text at the left, its note muted at the right.
class CompletionDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QString note = index.data(kNoteRole).toString();
        painter->save();
        const bool isSelected = option.state & QStyle::State_Selected;
        painter->setPen(
            option.palette.color(isSelected ? QPalette::HighlightedText : QPalette::PlaceholderText));
        painter->drawText(option.rect.adjusted(0, 0, -8, 0), Qt::AlignVCenter | Qt::AlignRight, note);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QSize size = QStyledItemDelegate::sizeHint(option, index);
        const int note = option.fontMetrics.horizontalAdvance(index.data(kNoteRole).toString());
        return {size.width() + note + 40, std::max(24, size.height() + 4)};
    }
};

} // namespace

CompletionPopup::CompletionPopup(QWidget *parent) : QFrame(parent), m_list(new QListWidget(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setFocusPolicy(Qt::NoFocus);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setItemDelegate(new CompletionDelegate(m_list));
    m_list->setAccessibleName(tr("Completions"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(m_list);
    connect(m_list, &QListWidget::itemClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT picked(item->data(kInsertRole).toString()); });
    hide();
}

void CompletionPopup::setFonts(const QFont &font) { m_list->setFont(font); }

void CompletionPopup::setCompletions(const std::vector<Completion> &completions,
                                     const std::function<QIcon(const QString &)> &icon)
{
    const QString before = m_isChosen ? current() : QString();
    m_list->clear();
    m_isChosen = false;
    for (const Completion &completion : completions) {
        auto *item = new QListWidgetItem(completion.text, m_list);
        if (!completion.icon.isEmpty())
            item->setIcon(icon(completion.icon));
        item->setData(kNoteRole, completion.note);
        item->setData(kInsertRole, completion.insert);
        item->setData(Qt::AccessibleTextRole, completion.note.isEmpty()
                                                  ? completion.text
                                                  : tr("%1, %2").arg(completion.text, completion.note));
        if (!before.isEmpty() && completion.insert == before) {
            m_list->setCurrentItem(item);
            m_isChosen = true;
        }
    }
}

bool CompletionPopup::hasCompletions() const { return m_list->count() > 0; }

void CompletionPopup::move(int step)
{
    const int count = m_list->count();
    if (count == 0)
        return;
    const int row = m_isChosen ? m_list->currentRow() + step : (step > 0 ? 0 : count - 1);
    m_list->setCurrentRow((row + count) % count);
    m_isChosen = true;
}

QString CompletionPopup::current() const
{
    const QListWidgetItem *item = m_isChosen ? m_list->currentItem() : m_list->item(0);
    return item ? item->data(kInsertRole).toString() : QString();
}

QSize CompletionPopup::fittingSize() const
{
    const int rows = std::min(kShownRows, m_list->count());
    const int width = std::clamp(m_list->sizeHintForColumn(0) + 32, 240, 560);
    return {width, rows * std::max(1, m_list->sizeHintForRow(0)) + 4};
}

} // namespace explorer::ui
