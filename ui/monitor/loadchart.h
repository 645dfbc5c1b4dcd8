#pragma once

#include "core/api/health.h"

#include <QWidget>

class QChart;
class QChartView;
class QDateTimeAxis;
class QLineSeries;
class QValueAxis;

namespace explorer::ui
{

class Theme;

/// The load of the last hour: requests and searches a second, as two lines. At most 360 points.
/// Interface thread.
class LoadChart : public QWidget
{
    Q_OBJECT
public:
    explicit LoadChart(Theme *theme, QWidget *parent = nullptr);
    void setSamples(const std::vector<api::HealthSample> &samples);

private:
    void restyle();
    void describe(const std::vector<api::HealthSample> &samples);

    Theme *m_theme;
    QChart *m_chart;
    QChartView *m_view;
    QLineSeries *m_requests;
    QLineSeries *m_searches;
    QDateTimeAxis *m_time;
    QValueAxis *m_rate;
};

} // namespace explorer::ui
