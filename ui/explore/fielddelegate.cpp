#include "ui/explore/fielddelegate.h"

#include "ui/explore/fieldtype.h"
#include "ui/models/fieldsmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kButton = 20;

FieldsModel::Kind kindOf(const QModelIndex &index)
{
    return FieldsModel::Kind(index.data(FieldsModel::KindRole).toInt());
}

} // namespace

FieldDelegate::FieldDelegate(Theme *theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QRect FieldDelegate::buttonRect(const QRect &row, int fromRight)
{
    return {row.right() - 4 - kButton * (fromRight + 1), row.center().y() - kButton / 2 + 1, kButton,
            kButton};
}

QSize FieldDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int height = option.fontMetrics.height();
    return {80,
            kindOf(index) == FieldsModel::Kind::Field ? std::max(26, height + 8) : std::max(24, height + 6)};
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    ground.text.clear();
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, painter, option.widget);
    const bool isActive = option.state & (QStyle::State_MouseOver | QStyle::State_Selected);
    painter->save();
    switch (kindOf(index)) {
    case FieldsModel::Kind::Field:
        paintField(painter, option, index, isActive);
        break;
    case FieldsModel::Kind::Value:
        paintValue(painter, option, index, isActive);
        break;
    case FieldsModel::Kind::Note:
        painter->setPen(m_theme->color(Theme::Role::TextMuted));
        painter->setFont(m_theme->font(Theme::TextSize::Small));
        painter->drawText(option.rect.adjusted(4, 0, -4, 0), Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight,
                                                            option.rect.width() - 8));
        break;
    }
    painter->restore();
}

void FieldDelegate::paintField(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index, bool showsButtons) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect row = option.rect;
    const auto type = api::FieldType(index.data(FieldsModel::TypeRole).toInt());
    const Theme::Role role = Theme::Role::TextMuted;
    m_theme->icon(fieldTypeIcon(type), role)
        .paint(painter, QRect(row.left() + 2, row.center().y() - 7, 16, 16));
    const bool isColumn = index.data(FieldsModel::IsColumnRole).toBool();
    const bool hasMark = isColumn || showsButtons;
    if (hasMark)
        m_theme->icon(QStringLiteral("columns"), isColumn ? Theme::Role::Accent : Theme::Role::TextMuted)
            .paint(painter, buttonRect(row, 0).adjusted(2, 2, -2, -2));
    painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                               : m_theme->color(Theme::Role::Text));
    QFont font = option.font;
    font.setWeight(isColumn ? QFont::DemiBold : QFont::Normal);
    painter->setFont(font);
    const QRect text = row.adjusted(24, 0, hasMark ? -kButton - 6 : -4, 0);
    painter->drawText(
        text, Qt::AlignVCenter,
        painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, text.width()));
}

void FieldDelegate::paintValue(QPainter *painter, const QStyleOptionViewItem &option,
                               const QModelIndex &index, bool showsButtons) const
{
    const bool isSelected = option.state & QStyle::State_Selected;
    const QRect row = option.rect;
    const double share = std::clamp(index.data(FieldsModel::ShareRole).toDouble(), 0.0, 1.0);
    const QRectF bar(row.left() + 4, row.bottom() - 3, (row.width() - 12) * share, 2);
    painter->fillRect(QRectF(row.left() + 4, row.bottom() - 3, row.width() - 12, 2),
                      m_theme->color(Theme::Role::ChartGrid));
    painter->fillRect(bar, m_theme->color(Theme::Role::ChartLine));
    int right = row.right() - 8;
    if (showsButtons) {
        m_theme->icon(QStringLiteral("minus"), Theme::Role::Text)
            .paint(painter, buttonRect(row, 0).adjusted(2, 2, -2, -2));
        m_theme->icon(QStringLiteral("plus"), Theme::Role::Text)
            .paint(painter, buttonRect(row, 1).adjusted(2, 2, -2, -2));
        right = buttonRect(row, 1).left() - 4;
    }
    painter->setFont(m_theme->font(Theme::TextSize::Small));
    const QString count = QLocale().toString(index.data(FieldsModel::CountRole).toLongLong());
    const int countWidth = painter->fontMetrics().horizontalAdvance(count);
    painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                               : m_theme->color(Theme::Role::TextMuted));
    painter->drawText(QRect(right - countWidth, row.top(), countWidth, row.height() - 3),
                      Qt::AlignVCenter | Qt::AlignRight, count);
    painter->setFont(m_theme->monospace(Theme::TextSize::Small));
    painter->setPen(isSelected ? option.palette.color(QPalette::HighlightedText)
                               : m_theme->color(Theme::Role::Text));
    const QRect text(row.left() + 4, row.top(), right - countWidth - row.left() - 12, row.height() - 3);
    QString value = index.data().toString().left(200);
    value.replace(QLatin1Char('\n'), QLatin1Char(' '));
    painter->drawText(text, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(value, Qt::ElideRight, text.width()));
}

bool FieldDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    if (mouse->button() != Qt::LeftButton)
        return false;
    const QPoint at = mouse->position().toPoint();
    const FieldsModel::Kind kind = kindOf(index);
    if (kind == FieldsModel::Kind::Field && buttonRect(option.rect, 0).contains(at))
        Q_EMIT pressed(index, Column);
    else if (kind == FieldsModel::Kind::Value && buttonRect(option.rect, 0).contains(at))
        Q_EMIT pressed(index, Exclude);
    else if (kind == FieldsModel::Kind::Value && buttonRect(option.rect, 1).contains(at))
        Q_EMIT pressed(index, Want);
    else
        return false;
    return true;
}

} // namespace explorer::ui
