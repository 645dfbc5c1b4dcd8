#include "ui/widgets/cardbutton.h"

#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

namespace explorer::ui
{

namespace
{
constexpr int kWidth = 264;
constexpr int kPadding = 3 * Theme::kGrid;
constexpr int kIconEdge = 32;

QFont headingFont(const Theme &theme)
{
    QFont font = theme.font(Theme::TextSize::Normal);
    font.setPointSizeF(font.pointSizeF() * 1.15);
    font.setWeight(QFont::DemiBold);
    return font;
}

/// A title of another language may need two lines.
int wrappedHeight(const QFont &font, const QString &text)
{
    const QRect line(0, 0, kWidth - 2 * kPadding, 1000);
    return QFontMetrics(font).boundingRect(line, Qt::TextWordWrap, text).height();
}
} // namespace

CardButton::CardButton(const Theme *theme, const QString &icon, const QString &title,
                       const QString &description, QWidget *parent)
    : QAbstractButton(parent), m_theme(theme), m_iconName(icon), m_description(description)
{
    setText(title);
    setAccessibleName(title);
    setAccessibleDescription(description);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Minimum);
    setCursor(Qt::PointingHandCursor);
    connect(theme, &Theme::changed, this, [this] { update(); });
}

void CardButton::setPreferred(bool preferred)
{
    m_preferred = preferred;
    update();
}

QSize CardButton::sizeHint() const
{
    return {kWidth, 2 * kPadding + kIconEdge + 5 * Theme::kGrid +
                        wrappedHeight(headingFont(*m_theme), text()) +
                        wrappedHeight(m_theme->font(Theme::TextSize::Normal), m_description)};
}

void CardButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool marked = hasFocus() || (underMouse() && isEnabled());
    const auto line = marked || m_preferred ? Theme::Role::Accent : Theme::Role::Border;
    const qreal width = hasFocus() ? 2 : 1;
    painter.setPen(QPen(m_theme->color(isEnabled() ? line : Theme::Role::Border), width));
    painter.setBrush(m_theme->color(isDown() ? Theme::Role::SurfaceRaised : Theme::Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(width, width, -width, -width), 6, 6);
    const QIcon icon = m_theme->icon(m_iconName, Theme::Role::Accent);
    icon.paint(&painter, QRect(kPadding, kPadding, kIconEdge, kIconEdge), Qt::AlignCenter,
               isEnabled() ? QIcon::Normal : QIcon::Disabled);
    const QFont heading = headingFont(*m_theme);
    painter.setFont(heading);
    painter.setPen(m_theme->color(isEnabled() ? Theme::Role::Text : Theme::Role::TextMuted));
    const int headingTop = kPadding + kIconEdge + 2 * Theme::kGrid;
    const QRect inner = rect().adjusted(kPadding, headingTop, -kPadding, -kPadding);
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, text());
    const int bodyTop = wrappedHeight(heading, text()) + Theme::kGrid;
    painter.setFont(m_theme->font(Theme::TextSize::Normal));
    painter.setPen(m_theme->color(Theme::Role::TextMuted));
    painter.drawText(inner.adjusted(0, bodyTop, 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                     m_description);
}

void CardButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void CardButton::enterEvent(QEnterEvent *) { update(); }

void CardButton::leaveEvent(QEvent *) { update(); }

} // namespace explorer::ui
