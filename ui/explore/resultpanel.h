#pragma once

#include "core/api/search.h"

#include <QTimeZone>
#include <QWidget>

class QComboBox;
class QLabel;

namespace explorer::ui
{

class HistogramChart;
class HitsModel;
class HitsTable;
class Theme;

/// The centre of Explore: hits over time, and the table below it.
class ResultPanel : public QWidget
{
    Q_OBJECT
public:
    ResultPanel(Theme *theme, HitsModel *model, QWidget *parent = nullptr);
    /// Without a date field there is no histogram.
    void setTimeFields(const std::vector<QString> &fields, const QString &current);
    void setHistogram(const std::optional<api::Histogram> &histogram, const QTimeZone &zone);
    [[nodiscard]] HistogramChart *chart() const { return m_chart; }
    [[nodiscard]] HitsTable *table() const { return m_table; }

Q_SIGNALS:
    void timeFieldChosen(const QString &field);

private:
    Theme *m_theme;
    QWidget *m_head;
    QComboBox *m_timeField;
    QLabel *m_interval;
    HistogramChart *m_chart;
    HitsTable *m_table;
};

} // namespace explorer::ui
