// Explore with a million hits, scrolled and typed in as a person would, against its embedded server: the
// longest time that the interface thread was away, phase by phase. usage: explorebench [--documents N]
// [--folder DIR]      (1,000,000 and a temporary folder) A folder that holds a workspace already is used as
// it is.

#include "framewatch.h"
#include "tests/ui/desktopdriver.h"
#include "ui/explore/queryeditor.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/session.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeView>
#include <QWheelEvent>

#include <cstdio>
#include <deque>
#include <fstream>

using explorer::bench::FrameWatch;
using explorer::test::DesktopDriver;
using explorer::test::MemorySecrets;

namespace
{

constexpr int kStepMillis = 8;
constexpr int kGiveUpMillis = 120'000;
constexpr QSize kSize{1600, 1000};

void writeDocuments(const std::string &path, int count)
{
    static constexpr const char *kWords[] = {"payment", "timeout", "cache",   "customer",
                                             "order",   "gateway", "refused", "retrying",
                                             "session", "expired", "upload",  "finished"};
    std::ofstream out(path);
    for (int i = 0; i < count; ++i) {
        const unsigned noise = unsigned(i) * 2654435761U;
        const int second = i % 86'400;
        char time[32];
        std::snprintf(time, sizeof time, "2024-%02d-%02dT%02d:%02d:%02dZ", 1 + i / 86'400 % 12,
                      1 + i / 86'400 / 12 % 28, second / 3600, second / 60 % 60, second % 60);
        out << R"({"id":"d)" << i << R"(","ts":")" << time << R"(","host":"web)" << noise % 16
            << R"(","status":)"
            << (noise % 50 == 0   ? 503
                : noise % 11 == 0 ? 404
                                  : 200)
            << R"(,"bytes":)" << noise % 90'000 << R"(,"path":"/shop/)" << kWords[noise % 12] << '/'
            << noise % 500 << R"(","message":")";
        for (unsigned word = 0; word < 12; ++word)
            out << kWords[(noise >> word) % 12] << ' ';
        out << i << "\"}\n";
    }
}

bool makeWorkspace(const QString &folder, int documents)
{
    const QString file = folder + QStringLiteral("/documents.ndjson");
    writeDocuments(file.toStdString(), documents);
    QProcess ingest;
    ingest.setProcessChannelMode(QProcess::ForwardedChannels);
    ingest.start(QStringLiteral(EXPLORERIO_SERVER_PROGRAM),
                 {QStringLiteral("ingest"), QStringLiteral("--data"), folder + QStringLiteral("/workspace"),
                  QStringLiteral("log"), file});
    const bool isDone = ingest.waitForFinished(-1) && ingest.exitCode() == 0;
    QFile::remove(file);
    return isDone;
}

void writeSession(const QString &folder)
{
    explorer::ui::Session session;
    session.workspace = QStringLiteral("local");
    session.exploreTabs = {R"({"collection":"log","document_shown":true,"open_fields":["host","status"]})"};
    QFile file(folder + QStringLiteral("/session.json"));
    if (file.open(QIODevice::WriteOnly))
        file.write(explorer::ui::toJson(session));
}

/// Steps one after the other on a timer, so that between two of them the event loop is free, as between two
/// actions of a person.
class Script : public QObject
{
public:
    Script(DesktopDriver &client, FrameWatch &watch) : m_client(client), m_watch(watch)
    {
        m_timer.setInterval(kStepMillis);
        connect(&m_timer, &QTimer::timeout, this, &Script::tick);
    }
    void phase(const QString &name)
    {
        add([this, name] {
            report();
            m_phase = name;
        });
    }
    void add(std::function<void()> act) { m_steps.push_back({std::move(act), {}}); }
    void repeat(int times, const std::function<void(int)> &act)
    {
        for (int i = 0; i < times; ++i)
            add([act, i] { act(i); });
    }
    void until(std::function<bool()> condition) { m_steps.push_back({{}, std::move(condition)}); }
    void run()
    {
        m_since.start();
        m_timer.start();
    }

    [[nodiscard]] QTableView *table() const { return m_client.find<QTableView>("hits"); }
    [[nodiscard]] QPlainTextEdit *editor() const { return m_client.find<QPlainTextEdit>("queryEditor"); }
    [[nodiscard]] bool holds(int row) const
    {
        const QAbstractItemModel *model = table()->model();
        return model->index(row, 0).data().toString() != QStringLiteral("\u2026");
    }

private:
    struct Step {
        std::function<void()> act;
        std::function<bool()> condition;
    };
    void tick()
    {
        if (m_steps.empty()) {
            report();
            std::printf("longest frame: %.1f ms (%.1f ms CPU)\n", m_longest, m_longestCpu);
            QApplication::exit(0);
            return;
        }
        const Step &step = m_steps.front();
        if (step.condition && !step.condition()) {
            if (m_since.elapsed() > kGiveUpMillis) {
                std::fprintf(stderr, "%s did not come to its end\n", qPrintable(m_phase));
                QApplication::exit(1);
            }
            return;
        }
        const auto act = step.act;
        m_steps.pop_front();
        m_since.restart();
        m_watch.inputTaken();
        if (act)
            act();
    }
    void report()
    {
        const FrameWatch::Figures figures = m_watch.take();
        if (m_phase.isEmpty())
            return;
        std::printf("%-28s %6d frames   longest %7.1f ms (%6.1f ms CPU)   p99 %6.1f ms\n",
                    qPrintable(m_phase), figures.frames, figures.longestMillis, figures.longestCpuMillis,
                    figures.p99Millis);
        std::fflush(stdout);
        m_longest = std::max(m_longest, figures.longestMillis);
        m_longestCpu = std::max(m_longestCpu, figures.longestCpuMillis);
    }

    DesktopDriver &m_client;
    FrameWatch &m_watch;
    QTimer m_timer;
    QElapsedTimer m_since;
    std::deque<Step> m_steps;
    QString m_phase;
    double m_longest = 0;
    double m_longestCpu = 0;
};

void wheel(QTableView *table)
{
    const QPointF at = table->viewport()->rect().center();
    QWheelEvent event(at, table->viewport()->mapToGlobal(at), {}, {0, -240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(table->viewport(), &event);
}

void scrolling(Script &script, int documents)
{
    script.phase(QStringLiteral("wheel"));
    script.repeat(400, [&script](int) { wheel(script.table()); });
    script.phase(QStringLiteral("page down"));
    script.add([&script] { script.table()->setFocus(); });
    script.repeat(200, [&script](int) { QTest::keyClick(script.table(), Qt::Key_PageDown); });
    script.phase(QStringLiteral("scroll bar, far and near"));
    script.repeat(120, [&script](int i) {
        QScrollBar *bar = script.table()->verticalScrollBar();
        bar->setValue(int(qint64(bar->maximum()) * (i * 7919 % 1000) / 1000));
    });
    script.phase(QStringLiteral("to the last row"));
    script.add([&script] {
        script.table()->setFocus();
        QTest::keyClick(script.table(), Qt::Key_End, Qt::ControlModifier);
    });
    script.until([&script, documents] { return script.holds(documents - 1); });
    script.phase(QStringLiteral("up from the last row"));
    script.repeat(100, [&script](int) { QTest::keyClick(script.table(), Qt::Key_Up); });
    script.add([&script] { QTest::keyClick(script.table(), Qt::Key_Home, Qt::ControlModifier); });
}

void asking(Script &script, DesktopDriver &client)
{
    const QString query =
        QStringLiteral("host:web3 and status:(404 or 503) and message:\"payment timeout\"~3");
    script.phase(QStringLiteral("typing"));
    script.add([&script] { script.editor()->setFocus(); });
    for (const QChar c : query) {
        script.add([&script, c] { QTest::keyClick(script.editor(), c.toLatin1()); });
        // About twelve keys a second.
        script.repeat(9, [](int) {});
    }
    script.phase(QStringLiteral("running it"));
    script.add([&script] { QTest::keyClick(script.editor(), Qt::Key_Return); });
    script.until([&client] {
        return !client.total().isEmpty() && !client.total().startsWith(QStringLiteral("1,000"));
    });
    script.phase(QStringLiteral("everything again"));
    script.add([&client] { client.ask(QString()); });
    script.repeat(60, [](int) {});
    script.until([&script] { return script.table() && script.table()->model()->rowCount() > 100'000; });
    script.phase(QStringLiteral("document by document"));
    script.add([&script] { script.table()->setFocus(); });
    script.repeat(200, [&script](int) { QTest::keyClick(script.table(), Qt::Key_Down); });
    script.phase(QStringLiteral("another tab and back"));
    script.add([&client] { QTest::keyClick(client.window(), Qt::Key_T, Qt::ControlModifier); });
    script.repeat(100, [](int) {});
    script.until([&script] { return script.table() && script.table()->model()->rowCount() > 100'000; });
    script.repeat(
        10, [&client](int) { QTest::keyClick(client.window(), Qt::Key_PageDown, Qt::ControlModifier); });
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    FrameWatch watch(argc, argv);
    const QStringList arguments = QApplication::arguments();
    const auto option = [&arguments](const char *name, const QString &usual) {
        const qsizetype at = arguments.indexOf(QString::fromLatin1(name));
        return at > 0 ? arguments.value(at + 1) : usual;
    };
    const int documents = option("--documents", QStringLiteral("1000000")).toInt();
    QTemporaryDir temporary;
    const QString folder = option("--folder", temporary.path());
    QDir().mkpath(folder);
    if (!QDir(folder + QStringLiteral("/workspace")).exists() && !makeWorkspace(folder, documents))
        return 1;
    writeSession(folder);
    DesktopDriver client(folder, std::make_shared<MemorySecrets>());
    client.window()->resize(kSize);
    Script script(client, watch);
    script.phase(QStringLiteral("opening"));
    script.until([&script] { return script.table() && script.table()->model()->rowCount() > 100; });
    scrolling(script, documents);
    asking(script, client);
    script.run();
    return QApplication::exec();
}
