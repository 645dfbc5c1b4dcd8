#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <ctime>
#include <vector>

namespace explorer::bench
{

/// How long the interface thread works between two times that it can take the next event: what a person feels
/// as a frame that hangs. Both by the clock and by the thread's own CPU time, since other work on the machine
/// lengthens the first only.
class FrameWatch : public QObject
{
    Q_OBJECT
public:
    struct Figures {
        int frames = 0;
        double longestMillis = 0;
        double longestCpuMillis = 0;
        double p99Millis = 0;
    };
    explicit FrameWatch(QObject *parent = nullptr);
    /// Of the frames since it was last asked.
    Figures take();

private:
    void begin();
    void end();
    [[nodiscard]] static double cpuMillis();

    QElapsedTimer m_clock;
    double m_cpuAtBegin = 0;
    bool m_isWorking = false;
    std::vector<double> m_millis;
    double m_longestCpu = 0;
};

} // namespace explorer::bench
