#pragma once

#include "core/api/search.h"

#include <QTimeZone>
#include <QWidget>

namespace explorer::ui
{

class Theme;

/// Hits over time as bars. A range is chosen by dragging, or with Left and Right (Shift to widen) and Enter;
/// Esc lets it go.
class HistogramChart : public QWidget
{
    Q_OBJECT
public:
    explicit HistogramChart(Theme *theme, QWidget *parent = nullptr);
    void setHistogram(const api::Histogram &histogram, const QTimeZone &zone);
    void clear();
    /// The sentence of a bucket: its time and its exact count.
    [[nodiscard]] QString bucketText(int bucket) const;
    [[nodiscard]] int bucketAt(int x) const;
    [[nodiscard]] QSize sizeHint() const override { return {600, 104}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 88}; }

Q_SIGNALS:
    /// From the start of the first bucket to the end of the last.
    void rangeChosen(UnixMillis from, UnixMillis to);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] UnixMillis bucketEnd(int bucket) const;
    [[nodiscard]] int bucketCount() const { return int(m_histogram.buckets.size()); }
    void moveCursor(int to, bool widens);
    void applyBrush();
    void dropBrush();
    void paintBars(QPainter &painter, const QRectF &area);
    void paintAxes(QPainter &painter, const QRectF &area);
    void describe();

    Theme *m_theme;
    api::Histogram m_histogram;
    QTimeZone m_zone = QTimeZone::utc();
    qint64 m_most = 0;
    int m_cursor = -1;
    int m_anchor = -1;
    int m_hovered = -1;
    bool m_dragging = false;
};

} // namespace explorer::ui
