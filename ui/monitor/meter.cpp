#include "ui/monitor/meter.h"

#include "ui/widgets/theme.h"

#include <QPainter>

namespace explorer::ui
{

Meter::Meter(Theme *theme, const QString &name, QWidget *parent, bool isBadWhenFull)
    : QWidget(parent), m_theme(theme), m_name(name), m_isBadWhenFull(isBadWhenFull)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setMinimumWidth(160);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setValue(-1, {});
}

void Meter::setValue(double share, const QString &text)
{
    m_share = share;
    m_text = share < 0 ? tr("no samples yet") : text;
    setAccessibleName(tr("%1: %2").arg(m_name, m_text));
    update();
}

void Meter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme->font(Theme::TextSize::Small));
    const QRectF inner = QRectF(rect()).adjusted(2, 4, -2, -4);
    painter.setPen(m_theme->color(Theme::Role::TextMuted));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft, m_name);
    painter.setPen(m_theme->color(m_share < 0 ? Theme::Role::TextMuted : Theme::Role::Text));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignRight, m_text);
    const QRectF bar(inner.left(), inner.top() + painter.fontMetrics().height() + 6, inner.width(), 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Theme::Role::ChartGrid));
    painter.drawRoundedRect(bar, 3, 3);
    if (m_share <= 0)
        return;
    painter.setBrush(
        m_theme->color(m_isBadWhenFull && m_share > 0.9 ? Theme::Role::Warning : Theme::Role::ChartLine));
    painter.drawRoundedRect(
        QRectF(bar.left(), bar.top(), std::max(6.0, bar.width() * std::min(1.0, m_share)), bar.height()), 3,
        3);
}

} // namespace explorer::ui
