#pragma once

#include "core/monitor/thresholds.h"

#include <deque>

namespace explorer::monitor
{

/// Turns counters into the figures of the health page: rates, quantiles, CPU share. One thread at a time.
class FigureSampler
{
public:
    FigureSampler(const metrics::Metrics &metrics, const Clock &clock);

    /// `poolRatio` is the moment's; the figure is the mean of the last minute. `isTick`: a regular sample,
    /// not a look in between.
    void sample(api::HealthFigures &figures, double poolRatio, bool isTick);
    [[nodiscard]] std::vector<api::RouteFigures> routes() const;
    /// Of the last sample.
    [[nodiscard]] const Observations &observations() const { return m_observations; }

private:
    void sampleProcess(api::HealthFigures &figures, bool isTick);
    /// How many seconds a window really holds: it starts at a full ten seconds, and not before the program
    /// did.
    [[nodiscard]] double windowSeconds(std::chrono::seconds window) const;

    const metrics::Metrics &m_metrics;
    const Clock &m_clock;
    std::chrono::steady_clock::time_point m_started;
    std::chrono::steady_clock::time_point m_cpuAt;
    double m_cpuSeconds = 0;
    double m_cpuRatio = -1;
    std::deque<double> m_poolRatios;
    Observations m_observations;
};

} // namespace explorer::monitor
