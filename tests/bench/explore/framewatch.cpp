#include "framewatch.h"

#include <QThread>

#include <algorithm>
#include <ctime>

namespace explorer::bench
{

namespace
{

/// Shorter than a wait for the next event, longer than the way from one event to the next.
constexpr double kGapMillis = 0.3;

double millisOf(clockid_t clock)
{
    timespec at{};
    clock_gettime(clock, &at);
    return double(at.tv_sec) * 1e3 + double(at.tv_nsec) / 1e6;
}

} // namespace

FrameWatch::Moment FrameWatch::now()
{
    return {millisOf(CLOCK_MONOTONIC), millisOf(CLOCK_THREAD_CPUTIME_ID)};
}

bool FrameWatch::notify(QObject *receiver, QEvent *event)
{
    // Other threads' events come through here as well.
    if (QThread::currentThread() != thread())
        return QApplication::notify(receiver, event);
    if (m_depth++ == 0) {
        const Moment moment = now();
        if (moment.clockMillis - m_end.clockMillis > kGapMillis) {
            close();
            m_begin = moment;
        }
    }
    const bool isTaken = QApplication::notify(receiver, event);
    if (--m_depth == 0)
        m_end = now();
    return isTaken;
}

void FrameWatch::inputTaken()
{
    m_end = now();
    close();
    m_begin = m_end;
}

void FrameWatch::close()
{
    if (m_end.clockMillis <= m_begin.clockMillis)
        return;
    m_millis.push_back(m_end.clockMillis - m_begin.clockMillis);
    m_longestCpu = std::max(m_longestCpu, m_end.cpuMillis - m_begin.cpuMillis);
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
