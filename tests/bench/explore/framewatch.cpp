#include "framewatch.h"

#include <QAbstractEventDispatcher>

#include <algorithm>

namespace explorer::bench
{

FrameWatch::FrameWatch(QObject *parent) : QObject(parent)
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    // It wakes for each round of events, and blocks where there are none.
    connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
        end();
        begin();
    });
    connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &FrameWatch::end);
}

double FrameWatch::cpuMillis()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

void FrameWatch::begin()
{
    m_isWorking = true;
    m_clock.start();
    m_cpuAtBegin = cpuMillis();
}

void FrameWatch::end()
{
    if (!m_isWorking)
        return;
    m_isWorking = false;
    m_millis.push_back(double(m_clock.nsecsElapsed()) / 1e6);
    m_longestCpu = std::max(m_longestCpu, cpuMillis() - m_cpuAtBegin);
}

FrameWatch::Figures FrameWatch::take()
{
    Figures figures;
    std::sort(m_millis.begin(), m_millis.end());
    figures.frames = int(m_millis.size());
    if (!m_millis.empty()) {
        figures.longestMillis = m_millis.back();
        figures.p99Millis = m_millis[m_millis.size() * 99 / 100];
    }
    figures.longestCpuMillis = m_longestCpu;
    m_millis.clear();
    m_longestCpu = 0;
    return figures;
}

} // namespace explorer::bench
