#include "ui/explore/histogramchart.h"

#include "core/query/query.h"
#include "ui/models/plural.h"
#include "ui/models/timetext.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kTickWidth = 120;

/// 1, 2 or 5 times a power of ten, at least `value`.
qint64 roundUp(qint64 value)
{
    for (qint64 power = 1;; power *= 10) {
        for (qint64 step : {1, 2, 5}) {
            if (step * power >= value)
                return step * power;
        }
    }
}

} // namespace

HistogramChart::HistogramChart(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("histogram"));
    setAccessibleName(tr("Hits over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void HistogramChart::setHistogram(const api::Histogram &histogram, const QTimeZone &zone)
{
    m_histogram = histogram;
    m_zone = zone;
    m_most = 0;
    for (const api::HistogramBucket &bucket : histogram.buckets)
        m_most = std::max<qint64>(m_most, bucket.count);
    m_cursor = m_anchor = m_hovered = -1;
    m_dragging = false;
    describe();
    update();
}

void HistogramChart::clear() { setHistogram({}, m_zone); }

QRectF HistogramChart::plot() const
{
    const int labels =
        fontMetrics().horizontalAdvance(QLocale().toString(roundUp(std::max<qint64>(1, m_most)))) + 12;
    return QRectF(rect()).adjusted(labels, 8, -8, -(fontMetrics().height() + 8));
}

UnixMillis HistogramChart::bucketEnd(int bucket) const
{
    if (bucket + 1 < bucketCount())
        return m_histogram.buckets[std::size_t(bucket) + 1].start;
    const UnixMillis start = m_histogram.buckets[std::size_t(bucket)].start;
    const auto interval = query::CalendarInterval::parse(m_histogram.interval);
    return interval ? interval->next(start, m_zone.id().toStdString()) : start + 1;
}

int HistogramChart::bucketAt(int x) const
{
    const QRectF area = plot();
    if (bucketCount() == 0 || area.width() <= 0)
        return -1;
    const double share = (double(x) - area.left()) / area.width();
    return std::clamp(int(std::floor(share * bucketCount())), 0, bucketCount() - 1);
}

QString HistogramChart::bucketText(int bucket) const
{
    if (bucket < 0 || bucket >= bucketCount())
        return {};
    const api::HistogramBucket &found = m_histogram.buckets[std::size_t(bucket)];
    return tr("%1 to %2: %Ln hit(s)", nullptr, countOf(found.count))
        .arg(timeText(found.start, m_zone), timeText(bucketEnd(bucket), m_zone));
}

void HistogramChart::describe()
{
    setAccessibleDescription(m_cursor >= 0
                                 ? bucketText(m_cursor)
                                 : tr("Left and Right move, Shift widens, Enter narrows the search to it"));
}

void HistogramChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(m_theme->font(Theme::TextSize::Small));
    if (bucketCount() == 0) {
        painter.setPen(m_theme->color(Theme::Role::TextMuted));
        painter.drawText(rect(), Qt::AlignCenter, tr("No hits with a time"));
        return;
    }
    const QRectF area = plot();
    paintAxes(painter, area);
    paintBars(painter, area);
    if (hasFocus()) {
        painter.setPen(QPen(m_theme->color(Theme::Role::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    }
}

void HistogramChart::paintBars(QPainter &painter, const QRectF &area)
{
    const double step = area.width() / bucketCount();
    const double gap = step > 6 ? 2 : step > 3 ? 1 : 0;
    const qint64 top = roundUp(std::max<qint64>(1, m_most));
    const int first = std::min(m_cursor, m_anchor);
    const int last = std::max(m_cursor, m_anchor);
    const bool hasBrush = m_anchor >= 0 && m_cursor >= 0;
    if (hasBrush) {
        QColor brush = m_theme->color(Theme::Role::Accent);
        brush.setAlphaF(0.14F);
        painter.fillRect(
            QRectF(area.left() + first * step, area.top(), (last - first + 1) * step, area.height()), brush);
    }
    for (int i = 0; i < bucketCount(); ++i) {
        const qint64 count = m_histogram.buckets[std::size_t(i)].count;
        if (count == 0 && i != m_cursor)
            continue;
        // A bucket with a single hit is still to be seen.
        const double height = count == 0 ? 2 : std::max(1.5, area.height() * double(count) / double(top));
        const bool isStrong = i == m_hovered || (hasBrush ? i >= first && i <= last : i == m_cursor);
        painter.fillRect(QRectF(area.left() + i * step + gap / 2, area.bottom() - height,
                                std::max(1.0, step - gap), height),
                         m_theme->color(isStrong ? Theme::Role::Accent : Theme::Role::ChartFill));
    }
}

void HistogramChart::paintAxes(QPainter &painter, const QRectF &area)
{
    const QLocale locale;
    const qint64 top = roundUp(std::max<qint64>(1, m_most));
    for (const qint64 value : {qint64(0), top / 2, top}) {
        if (value == 0 || (value == top / 2 && top < 2)) {
            if (value != 0)
                continue;
        }
        const double y = area.bottom() - area.height() * double(value) / double(top);
        painter.setPen(m_theme->color(Theme::Role::ChartGrid));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(m_theme->color(Theme::Role::TextMuted));
        painter.drawText(QRectF(0, y - 10, area.left() - 6, 20), Qt::AlignRight | Qt::AlignVCenter,
                         locale.toString(value));
    }
    const UnixMillis from = m_histogram.buckets.front().start;
    const UnixMillis to = bucketEnd(bucketCount() - 1);
    const bool showsDays = to - from > 3LL * 86'400'000;
    const int ticks = std::clamp(int(area.width()) / kTickWidth, 1, 8);
    const double step = area.width() / bucketCount();
    int lastBucket = -1;
    QDate lastDay;
    painter.setPen(m_theme->color(Theme::Role::TextMuted));
    for (int i = 0; i < ticks; ++i) {
        const int bucket = bucketCount() * i / ticks;
        if (bucket == lastBucket)
            continue;
        lastBucket = bucket;
        const QDateTime time =
            QDateTime::fromMSecsSinceEpoch(m_histogram.buckets[std::size_t(bucket)].start, m_zone);
        const QString format = showsDays                ? tr("d MMM yyyy", "date of the time axis")
                               : time.date() == lastDay ? QStringLiteral("HH:mm")
                                                        : tr("d MMM HH:mm", "date of the time axis");
        lastDay = time.date();
        const double x = area.left() + bucket * step;
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x, area.bottom() + 4));
        painter.drawText(QPointF(x, area.bottom() + 6 + painter.fontMetrics().ascent()),
                         locale.toString(time, format));
    }
}

void HistogramChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || bucketCount() == 0)
        return;
    m_anchor = m_cursor = bucketAt(int(event->position().x()));
    m_dragging = true;
    update();
}

void HistogramChart::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = bucketAt(int(event->position().x()));
    if (m_dragging)
        m_cursor = m_hovered;
    if (m_hovered >= 0)
        QToolTip::showText(event->globalPosition().toPoint(), bucketText(m_hovered), this);
    update();
}

void HistogramChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    m_dragging = false;
    applyBrush();
}

void HistogramChart::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void HistogramChart::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_cursor < 0 && bucketCount() > 0 && event->reason() != Qt::MouseFocusReason)
        moveCursor(bucketCount() - 1, false);
}

void HistogramChart::keyPressEvent(QKeyEvent *event)
{
    const bool widens = event->modifiers().testFlag(Qt::ShiftModifier);
    switch (event->key()) {
    case Qt::Key_Left:
        moveCursor(m_cursor - 1, widens);
        return;
    case Qt::Key_Right:
        moveCursor(m_cursor + 1, widens);
        return;
    case Qt::Key_Home:
        moveCursor(0, widens);
        return;
    case Qt::Key_End:
        moveCursor(bucketCount() - 1, widens);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        applyBrush();
        return;
    case Qt::Key_Escape:
        if (m_anchor >= 0) {
            dropBrush();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void HistogramChart::moveCursor(int to, bool widens)
{
    if (bucketCount() == 0)
        return;
    if (widens && m_anchor < 0)
        m_anchor = m_cursor;
    if (!widens)
        m_anchor = -1;
    m_cursor = std::clamp(to, 0, bucketCount() - 1);
    describe();
    const QPoint above(int(plot().left() + (m_cursor + 0.5) * plot().width() / bucketCount()),
                       int(plot().top()));
    QToolTip::showText(mapToGlobal(above), bucketText(m_cursor), this);
    update();
}

void HistogramChart::applyBrush()
{
    if (m_cursor < 0)
        return;
    const int anchor = m_anchor < 0 ? m_cursor : m_anchor;
    const int first = std::min(m_cursor, anchor);
    const int last = std::max(m_cursor, anchor);
    Q_EMIT rangeChosen(m_histogram.buckets[std::size_t(first)].start, bucketEnd(last));
}

void HistogramChart::dropBrush()
{
    m_anchor = -1;
    m_dragging = false;
    update();
}

} // namespace explorer::ui
