#include "ui/monitor/thresholdtile.h"

#include "ui/monitor/statusmark.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

ThresholdTile::ThresholdTile(Theme *theme, const Definition &definition, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_definition(definition)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setValues(-1, {});
}

bool ThresholdTile::isBreached() const
{
    if (m_current < 0 || !m_isEnough)
        return false;
    return m_definition.isBadAbove ? m_current > m_definition.threshold : m_current < m_definition.threshold;
}

QString ThresholdTile::statusText() const
{
    if (m_current < 0)
        return tr("insufficient data");
    if (!m_isEnough)
        return tr("too few to judge");
    if (!isBreached())
        return tr("OK");
    return m_definition.isBadAbove ? tr("above %1").arg(m_definition.format(m_definition.threshold))
                                   : tr("below %1").arg(m_definition.format(m_definition.threshold));
}

void ThresholdTile::setValues(double current, const std::vector<double> &series, bool isEnough)
{
    m_isEnough = isEnough;
    m_current = current;
    m_series = series;
    const QString value = current < 0 ? QString() : m_definition.format(current);
    setAccessibleName(tr("%1: %2 %3").arg(m_definition.title, value, statusText()));
    setToolTip(
        tr("%1, %2. Threshold %3.")
            .arg(m_definition.title, m_definition.unitText, m_definition.format(m_definition.threshold)));
    update();
}

void ThresholdTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isBad = isBreached();
    const QColor edge = m_theme->color(hasFocus() ? Theme::Role::Accent
                                       : isBad    ? Theme::Role::Bad
                                                  : Theme::Role::Border);
    painter.setPen(QPen(edge, hasFocus() || isBad ? 2 : 1));
    painter.setBrush(m_theme->color(Theme::Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 8, 8);
    const QRectF inner = QRectF(rect()).adjusted(14, 10, -14, -10);
    painter.setFont(m_theme->font(Theme::TextSize::Small));
    painter.setPen(m_theme->color(Theme::Role::TextMuted));
    painter.drawText(inner, Qt::AlignTop | Qt::AlignLeft, m_definition.title);
    const double small = painter.fontMetrics().height();
    painter.setFont(m_theme->font(Theme::TextSize::Large));
    const double large = painter.fontMetrics().height();
    painter.setPen(m_theme->color(m_current < 0 ? Theme::Role::TextMuted : Theme::Role::Text));
    painter.drawText(inner.adjusted(0, small + 2, 0, 0), Qt::AlignTop | Qt::AlignLeft,
                     m_current < 0 ? QStringLiteral("\u2013") : m_definition.format(m_current));
    painter.setFont(m_theme->font(Theme::TextSize::Small));
    const QString words = statusText();
    const double wordsWidth = painter.fontMetrics().horizontalAdvance(words);
    const double baseline = inner.top() + small + 2 + large / 2;
    painter.setPen(m_theme->color(m_current < 0 || !m_isEnough ? Theme::Role::TextMuted
                                  : isBad                      ? Theme::Role::Bad
                                                               : Theme::Role::Text));
    painter.drawText(QRectF(inner.right() - wordsWidth, baseline - small / 2, wordsWidth, small),
                     Qt::AlignCenter, words);
    if (m_current >= 0 && m_isEnough)
        paintStatusMark(painter, QRectF(inner.right() - wordsWidth - 16, baseline - 5, 10, 10),
                        isBad ? api::HealthStatus::Fail : api::HealthStatus::Pass, *m_theme);
    paintLine(painter, inner.adjusted(0, small + large + 10, 0, 0));
}

void ThresholdTile::paintLine(QPainter &painter, const QRectF &area)
{
    double most = m_definition.threshold;
    for (const double value : m_series)
        most = std::max(most, value);
    most *= 1.1;
    const auto yOf = [&](double value) {
        return area.bottom() - area.height() * std::clamp(value / most, 0.0, 1.0);
    };
    const double threshold = yOf(m_definition.threshold);
    painter.setPen(QPen(m_theme->color(Theme::Role::Bad), 1, Qt::DashLine));
    painter.drawLine(QPointF(area.left(), threshold), QPointF(area.right() - 44, threshold));
    painter.setPen(m_theme->color(Theme::Role::TextMuted));
    painter.drawText(QRectF(area.right() - 42, threshold - 8, 42, 16), Qt::AlignRight | Qt::AlignVCenter,
                     m_definition.format(m_definition.threshold));
    QPainterPath path;
    bool isDrawing = false;
    const double step = m_series.size() > 1 ? (area.width() - 48) / double(m_series.size() - 1) : 0;
    for (std::size_t i = 0; i < m_series.size(); ++i) {
        // A gap in the samples is a gap in the line.
        if (m_series[i] < 0) {
            isDrawing = false;
            continue;
        }
        const QPointF at(area.left() + step * double(i), yOf(m_series[i]));
        if (isDrawing)
            path.lineTo(at);
        else
            path.moveTo(at);
        isDrawing = true;
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme->color(Theme::Role::ChartLine), 1.5));
    painter.drawPath(path);
}

bool ThresholdTile::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::event(event);
}

} // namespace explorer::ui
