#pragma once

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

namespace explorer::ui
{

class Theme;

/// One figure against its threshold: value, word, the last hour as a line with the threshold in it. No
/// samples are said to be none.
class ThresholdTile : public QWidget
{
    Q_OBJECT
public:
    struct Definition {
        QString title;
        /// What the figure is called in its sentence, for example "p95 over 5 min".
        QString unitText;
        double threshold = 0;
        /// Whether being above is what is bad.
        bool isBadAbove = true;
        std::function<QString(double)> format;
    };
    ThresholdTile(Theme *theme, const Definition &definition, QWidget *parent = nullptr);
    /// Negative values mean no samples; `series` is in the order of time. A figure of too few samples is
    /// shown and not judged.
    void setValues(double current, const std::vector<double> &series, bool isEnough = true);
    /// "OK", "over the threshold", "too few to judge", "insufficient data", translated.
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] QSize sizeHint() const override { return {240, 124}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {180, 124}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    void paintLine(QPainter &painter, const QRectF &area);
    [[nodiscard]] bool isBreached() const;

    Theme *m_theme;
    Definition m_definition;
    double m_current = -1;
    bool m_isEnough = true;
    std::vector<double> m_series;
};

} // namespace explorer::ui
