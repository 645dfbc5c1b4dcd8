#pragma once

#include <QApplication>
#include <QElapsedTimer>

#include <vector>

namespace explorer::bench
{

/// An application that notes how long its interface thread works without a rest: events that follow each
/// other with no wait and no input between them are one stretch, which is what a person feels as a frame that
/// hangs. Both by the clock and by the thread's own CPU time, since other work on the machine lengthens the
/// first only.
class FrameWatch : public QApplication
{
    Q_OBJECT
public:
    struct Figures {
        int frames = 0;
        double longestMillis = 0;
        double longestCpuMillis = 0;
        double p99Millis = 0;
    };
    using QApplication::QApplication;
    /// Of the frames since it was last asked.
    Figures take();
    /// An input is taken now: what came before it is a frame of its own, even where no wait lay between.
    void inputTaken();

    bool notify(QObject *receiver, QEvent *event) override;

private:
    struct Moment {
        double clockMillis = 0;
        double cpuMillis = 0;
    };
    [[nodiscard]] static Moment now();
    void close();

    int m_depth = 0;
    Moment m_begin;
    Moment m_end;
    std::vector<double> m_millis;
    double m_longestCpu = 0;
};

} // namespace explorer::bench
