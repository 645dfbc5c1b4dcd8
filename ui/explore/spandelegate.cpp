#include "ui/explore/spandelegate.h"

#include "ui/models/hitsmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kPadding = 8;
constexpr int kMostHeight = 400;

QList<QTextLayout::FormatRange> formats(const TextSpans &spans, const Theme &theme, bool isSelected)
{
    QList<QTextLayout::FormatRange> ranges;
    for (const TextSpan &span : spans) {
        QTextCharFormat format;
        if (span.kind == TextSpan::Kind::Highlight) {
            format.setBackground(theme.color(Theme::Role::Highlight));
            format.setForeground(theme.color(Theme::Role::Text));
        } else if (!isSelected) {
            format.setForeground(theme.color(Theme::Role::SyntaxField));
        }
        ranges.append({span.start, span.length, format});
    }
    return ranges;
}

double layOut(QTextLayout &layout, int width, bool wraps)
{
    QTextOption option;
    option.setWrapMode(wraps ? QTextOption::WrapAtWordBoundaryOrAnywhere : QTextOption::NoWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    double height = 0;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
        if (!wraps || height > kMostHeight)
            break;
    }
    layout.endLayout();
    return height;
}

} // namespace

SpanDelegate::SpanDelegate(Theme *theme, bool wraps, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_wraps(wraps)
{
}

void SpanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto spans = index.data(HitsModel::SpansRole).value<TextSpans>();
    QStyleOptionViewItem shown = option;
    initStyleOption(&shown, index);
    shown.text.clear();
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &shown, painter, option.widget);
    const bool isSelected = option.state & QStyle::State_Selected;
    const QColor pen =
        isSelected ? option.palette.color(QPalette::HighlightedText) : m_theme->color(Theme::Role::Text);
    if (spans.empty() && !m_wraps) {
        const QRect line = option.rect.adjusted(kPadding, 0, -kPadding, 0);
        painter->save();
        painter->setFont(option.font);
        painter->setPen(pen);
        painter->drawText(line, int(shown.displayAlignment),
                          shown.fontMetrics.elidedText(text, Qt::ElideRight, line.width()));
        painter->restore();
        return;
    }
    QTextLayout layout(text, option.font);
    layout.setFormats(formats(spans, *m_theme, isSelected));
    const QRect area = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const double height = layOut(layout, area.width(), m_wraps);
    const double top = m_wraps ? area.top() + 4 : area.top() + (area.height() - height) / 2;
    painter->save();
    painter->setClipRect(option.rect);
    painter->setPen(pen);
    layout.draw(painter, QPointF(area.left(), top));
    if (m_wraps && height > kMostHeight) {
        // Cut between two lines of text it would look whole.
        const QRect mark(area.right() - 24, option.rect.bottom() - 16, 24, 16);
        painter->fillRect(mark, isSelected ? option.palette.highlight() : option.palette.base());
        painter->drawText(mark, Qt::AlignCenter, QStringLiteral("\u2026"));
    }
    painter->restore();
}

QSize SpanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!m_wraps)
        return QStyledItemDelegate::sizeHint(option, index);
    QTextLayout layout(index.data(Qt::DisplayRole).toString(), option.font);
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    const int width = (view ? view->columnWidth(index.column()) : 300) - 2 * kPadding;
    return {width, std::min(kMostHeight, int(layOut(layout, width, true))) + 8};
}

} // namespace explorer::ui
