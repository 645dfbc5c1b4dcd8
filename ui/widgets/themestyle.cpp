#include "ui/widgets/themestyle.h"

#include "ui/widgets/themecolors.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QPainter>
#include <QStyleOption>
#include <QTableView>

namespace explorer::ui
{

namespace
{

constexpr qreal kCorner = 4;

void drawBox(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &line, qreal width = 1)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(line.isValid() ? QPen(line, width) : QPen(Qt::NoPen));
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), kCorner, kCorner);
    painter->restore();
}

} // namespace

ThemeStyle::ThemeStyle(bool dark) : QProxyStyle(QStringLiteral("Fusion")), m_dark(dark) {}

void ThemeStyle::drawButton(const QStyleOption *option, QPainter *painter) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool primary =
        button && (button->features & QStyleOptionButton::DefaultButton) && (option->state & State_Enabled);
    const bool hover = option->state & State_MouseOver;
    const bool down = option->state & (State_Sunken | State_On);
    if (button && (button->features & QStyleOptionButton::Flat) && !hover && !down &&
        !(option->state & State_HasFocus))
        return;
    QColor fill = themeColor(primary ? Theme::Role::Accent : Theme::Role::Surface, m_dark);
    if (down)
        fill = m_dark ? fill.lighter(primary ? 90 : 150) : fill.darker(115);
    else if (hover)
        fill = m_dark ? fill.lighter(primary ? 108 : 130) : fill.darker(primary ? 112 : 104);
    const QColor line = themeColor(primary ? Theme::Role::Accent : Theme::Role::Border, m_dark);
    drawBox(painter, option->rect, fill, line);
    if (!(option->state & State_HasFocus))
        return;
    if (primary)
        drawBox(painter, option->rect.adjusted(2, 2, -2, -2), Qt::transparent,
                themeColor(Theme::Role::AccentText, m_dark), 1.5);
    else
        drawBox(painter, option->rect, Qt::transparent, themeColor(Theme::Role::Accent, m_dark), 2);
}

void ThemeStyle::drawToolButton(const QStyleOption *option, QPainter *painter) const
{
    const bool hover = (option->state & State_MouseOver) && (option->state & State_Enabled);
    if (option->state & (State_Sunken | State_On))
        drawBox(painter, option->rect, themeColor(Theme::Role::Selection, m_dark), {});
    else if (hover)
        drawBox(painter, option->rect, themeColor(Theme::Role::SurfaceRaised, m_dark), {});
    if (option->state & State_HasFocus)
        drawBox(painter, option->rect, Qt::transparent, themeColor(Theme::Role::Accent, m_dark), 2);
}

void ThemeStyle::drawField(const QStyleOption *option, QPainter *painter) const
{
    const bool focus = option->state & State_HasFocus;
    const auto line = themeColor(focus ? Theme::Role::Accent : Theme::Role::Border, m_dark);
    const auto fill = option->state & State_Enabled ? Theme::Role::Surface : Theme::Role::Window;
    drawBox(painter, option->rect, themeColor(fill, m_dark), line, focus ? 2 : 1);
}

void ThemeStyle::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const bool selected = option->state & State_Selected;
    const bool hover = option->state & State_MouseOver;
    if (selected)
        painter->fillRect(option->rect, themeColor(Theme::Role::Surface, m_dark));
    else if (hover)
        painter->fillRect(option->rect, themeColor(Theme::Role::SurfaceRaised, m_dark));
    const QRect edge(option->rect.left(), option->rect.top(), option->rect.width(), 2);
    if (selected)
        painter->fillRect(edge, themeColor(Theme::Role::Accent, m_dark));
    painter->setPen(themeColor(Theme::Role::Border, m_dark));
    painter->drawLine(option->rect.topRight() + QPoint(0, 6), option->rect.bottomRight() - QPoint(0, 6));
    if (option->state & State_HasFocus)
        drawBox(painter, option->rect.adjusted(3, 5, -4, -3), Qt::transparent,
                themeColor(Theme::Role::Accent, m_dark), 1.5);
}

void ThemeStyle::drawHeader(const QStyleOption *option, QPainter *painter) const
{
    const bool hover = option->state & State_MouseOver;
    painter->fillRect(option->rect,
                      themeColor(hover ? Theme::Role::SurfaceRaised : Theme::Role::Window, m_dark));
    painter->setPen(themeColor(Theme::Role::Border, m_dark));
    painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
    painter->drawLine(option->rect.topRight() + QPoint(0, 5), option->rect.bottomRight() - QPoint(0, 5));
}

void ThemeStyle::drawSortArrow(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (!header || header->sortIndicator == QStyleOptionHeader::None)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(themeColor(Theme::Role::TextMuted, m_dark), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    // Qt's "up" stands for descending; an arrow down says so to everybody.
    const double tip = header->sortIndicator == QStyleOptionHeader::SortUp ? 2 : -2;
    // The base style asks itself where the arrow goes, and puts it over the text.
    const QPointF at(option->rect.center().x(), widget ? widget->height() / 2.0 : option->rect.center().y());
    painter->drawPolyline(QPolygonF({at + QPointF(-4, -tip), at + QPointF(0, tip), at + QPointF(4, -tip)}));
    painter->restore();
}

void ThemeStyle::drawComboBox(const QStyleOptionComboBox &option, QPainter *painter) const
{
    const bool focus = option.state & State_HasFocus;
    const bool hover = (option.state & State_MouseOver) && (option.state & State_Enabled);
    const auto line = themeColor(focus ? Theme::Role::Accent : Theme::Role::Border, m_dark);
    QColor fill =
        themeColor(option.state & State_Enabled ? Theme::Role::Surface : Theme::Role::Window, m_dark);
    if (hover && !option.editable)
        fill = m_dark ? fill.lighter(130) : fill.darker(104);
    if (option.frame)
        drawBox(painter, option.rect, fill, line, focus ? 2 : 1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(themeColor(Theme::Role::TextMuted, m_dark), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const bool mirrored = option.direction == Qt::RightToLeft;
    const QPointF at(mirrored ? option.rect.left() + 13 : option.rect.right() - 13,
                     option.rect.center().y() + 1);
    painter->drawPolyline(QPolygonF({at + QPointF(-4, -2), at + QPointF(0, 2), at + QPointF(4, -2)}));
    painter->restore();
}

void ThemeStyle::drawCheckBox(const QStyleOption *option, QPainter *painter) const
{
    const QRect box = option->rect.adjusted(0, 0, -1, -1);
    const bool marked = option->state & (State_On | State_NoChange);
    const bool enabled = option->state & State_Enabled;
    const auto mark = enabled ? Theme::Role::Accent : Theme::Role::TextMuted;
    drawBox(painter, box, themeColor(marked ? mark : Theme::Role::Surface, m_dark),
            themeColor(marked ? mark : Theme::Role::TextMuted, m_dark));
    if (!marked)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(
        QPen(themeColor(Theme::Role::AccentText, m_dark), 1.75, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF c = QRectF(box).center();
    if (option->state & State_NoChange)
        painter->drawLine(c - QPointF(3, 0), c + QPointF(3, 0));
    else
        painter->drawPolyline(
            QPolygonF({c + QPointF(-3.2, 0.2), c + QPointF(-0.8, 2.6), c + QPointF(3.4, -2.4)}));
    painter->restore();
}

void ThemeStyle::drawTabClose(const QStyleOption *option, QPainter *painter) const
{
    const bool hover = (option->state & State_MouseOver) && (option->state & State_Raised);
    if (hover)
        drawBox(painter, option->rect, themeColor(Theme::Role::SurfaceRaised, m_dark), {});
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(themeColor(hover ? Theme::Role::Text : Theme::Role::TextMuted, m_dark), 1.5,
                         Qt::SolidLine, Qt::RoundCap));
    const QPointF c = QRectF(option->rect).center();
    painter->drawLine(c + QPointF(-3, -3), c + QPointF(3, 3));
    painter->drawLine(c + QPointF(-3, 3), c + QPointF(3, -3));
    painter->restore();
}

bool ThemeStyle::drawProgress(ControlElement element, const QStyleOption *option, QPainter *painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option);
    if (!bar || !(bar->state & State_Horizontal))
        return false;
    if (element == CE_ProgressBarGroove) {
        drawBox(painter, bar->rect, themeColor(Theme::Role::SurfaceRaised, m_dark),
                themeColor(Theme::Role::Border, m_dark));
        return true;
    }
    if (bar->maximum <= bar->minimum)
        return false;
    const double part = static_cast<double>(bar->progress - bar->minimum) / (bar->maximum - bar->minimum);
    QRect done = bar->rect;
    done.setWidth(static_cast<int>(done.width() * std::clamp(part, 0.0, 1.0)));
    if (done.width() > 0)
        drawBox(painter, done, themeColor(Theme::Role::Accent, m_dark), {});
    return true;
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return drawButton(option, painter);
    case PE_PanelButtonTool:
        return drawToolButton(option, painter);
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return drawField(option, painter);
        break;
    }
    case PE_FrameLineEdit:
        return;
    case PE_FrameDefaultButton:
        return;
    case PE_FrameFocusRect: {
        // Buttons draw their own ring; views mark the current row.
        if (qobject_cast<const QAbstractItemView *>(widget) || !widget)
            drawBox(painter, option->rect, Qt::transparent, themeColor(Theme::Role::Accent, m_dark), 1.5);
        else if (widget->inherits("QCheckBox") || widget->inherits("QRadioButton") ||
                 widget->inherits("QLabel"))
            drawBox(painter, option->rect, Qt::transparent, themeColor(Theme::Role::Accent, m_dark), 1.5);
        return;
    }
    case PE_Frame:
        drawBox(
            painter, option->rect, Qt::transparent,
            themeColor(option->state & State_HasFocus ? Theme::Role::Accent : Theme::Role::Border, m_dark));
        return;
    case PE_IndicatorHeaderArrow:
        return drawSortArrow(option, painter, widget);
    case PE_IndicatorCheckBox:
        return drawCheckBox(option, painter);
    case PE_IndicatorTabClose:
        return drawTabClose(option, painter);
    case PE_FrameTabBarBase:
        painter->setPen(themeColor(Theme::Role::Border, m_dark));
        painter->drawLine(option->rect.bottomLeft(), option->rect.bottomRight());
        return;
    case PE_FrameStatusBarItem:
        return;
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case CE_TabBarTabShape:
        return drawTab(option, painter);
    case CE_HeaderSection:
        return drawHeader(option, painter);
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, themeColor(Theme::Role::Window, m_dark));
        return;
    case CE_ProgressBarGroove:
    case CE_ProgressBarContents:
        if (drawProgress(element, option, painter))
            return;
        break;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
            button && (button->features & QStyleOptionButton::DefaultButton) &&
            (option->state & State_Enabled)) {
            QStyleOptionButton primary(*button);
            primary.palette.setColor(QPalette::ButtonText, themeColor(Theme::Role::AccentText, m_dark));
            return QProxyStyle::drawControl(element, &primary, painter, widget);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                    QPainter *painter, const QWidget *widget) const
{
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        box && control == CC_ComboBox)
        return drawComboBox(*box, painter);
    if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
        button && control == CC_ToolButton && (button->features & QStyleOptionToolButton::HasMenu) &&
        !(button->features & QStyleOptionToolButton::MenuButtonPopup)) {
        // Its arrow would sit in the corner, over the text.
        QStyleOptionToolButton plain = *button;
        plain.features &= ~QStyleOptionToolButton::ToolButtonFeatures(QStyleOptionToolButton::HasMenu);
        QProxyStyle::drawComplexControl(control, &plain, painter, widget);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ThemeStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    return element == SE_LineEditContents ? rect.adjusted(Theme::kHalfGrid, 0, -Theme::kHalfGrid, 0) : rect;
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
    case PM_LayoutLeftMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutBottomMargin:
        return Theme::kGrid;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabOverlap:
        return 0;
    case PM_HeaderMargin: {
        // Of a vertical header it would be the least height of a row.
        const auto *header = qobject_cast<const QHeaderView *>(widget);
        return header && header->orientation() == Qt::Vertical
                   ? QProxyStyle::pixelMetric(metric, option, widget)
                   : Theme::kGrid;
    }
    case PM_FocusFrameHMargin:
        // Cells begin where their headers do.
        return qobject_cast<const QTableView *>(widget) ? Theme::kGrid - 1
                                                        : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_ScrollBarExtent:
        return 12;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_TabBarIconSize:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *data) const
{
    if (hint == SH_EtchDisabledText || hint == SH_DitherDisabledText)
        return 0;
    if (hint == SH_UnderlineShortcut)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result.rwidth() += Theme::kGrid;
        result.setHeight(std::max(result.height(), 30));
        break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox:
        result.setHeight(std::max(result.height(), 30));
        break;
    case CT_ToolButton:
        result = result.expandedTo({28, 28});
        break;
    case CT_TabBarTab:
        result.setHeight(std::max(result.height(), 32));
        break;
    case CT_HeaderSection:
        result.setHeight(std::max(result.height(), 28));
        break;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            result.setHeight(std::max(result.height(), 26));
        break;
    default:
        break;
    }
    return result;
}

} // namespace explorer::ui
