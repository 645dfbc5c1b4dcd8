#include "app/desktop.h"
#include "app/singleinstance.h"
#include "app/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QEventLoop>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <chrono>
#include <cstdio>
#include <cstring>

namespace
{

using explorer::app::Desktop;
using explorer::app::DesktopOptions;
using explorer::app::EmbeddedServer;

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(QStringLiteral("Search and explore collections of documents."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption({QStringLiteral("data"),
                      QStringLiteral("Directory of the local workspace and the session."),
                      QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("language"), QStringLiteral("Language of the interface, en or de."),
                      QStringLiteral("CODE")});
    parser.addOption({QStringLiteral("tour"),
                      QStringLiteral("No window: take the tour over HTTP and print each answer.")});
    parser.addOption(
        {QStringLiteral("startup-report"),
         QStringLiteral("Print when the window and the first search were there, in ms since the start.")});
}

QString dataDirectory(const QCommandLineParser &parser)
{
    if (parser.isSet(QStringLiteral("data")))
        return parser.value(QStringLiteral("data"));
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/explorerio");
}

/// Ends with 0 only where every step of the tour worked.
int takeTour(const QCommandLineParser &parser)
{
    QTemporaryDir temporary;
    const QString directory =
        parser.isSet(QStringLiteral("data")) ? parser.value(QStringLiteral("data")) : temporary.path();
    explorer::Logger logger(explorer::LogLevel::Warning);
    EmbeddedServer server(directory.toStdString(), logger);
    bool worked = false;
    QEventLoop loop;
    QObject::connect(&server, &EmbeddedServer::started, &loop, [&](const EmbeddedServer::Access &access) {
        std::printf("The embedded server listens on %s\n", access.url.toString().toUtf8().constData());
        explorer::app::Tour tour(access);
        worked = tour.run();
        loop.quit();
    });
    QObject::connect(&server, &EmbeddedServer::failed, &loop, [&](const QString &, const QString &message) {
        std::fprintf(stderr, "explorerio: %s\n", message.toUtf8().constData());
        loop.quit();
    });
    server.start();
    server.setKnownPassword({});
    loop.exec();
    return worked ? 0 : 1;
}

int runDesktop(const QCommandLineParser &parser, std::chrono::steady_clock::time_point startedAt)
{
    DesktopOptions options;
    options.directory = dataDirectory(parser);
    options.language = parser.value(QStringLiteral("language"));
    explorer::app::SingleInstance instance(options.directory);
    if (instance.raiseOther())
        return 0;
    instance.listen();
    if (parser.isSet(QStringLiteral("startup-report"))) {
        options.reportStep = [startedAt](const char *step) {
            const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(
                                    std::chrono::steady_clock::now() - startedAt)
                                    .count();
            std::printf("%s %lld ms\n", step, static_cast<long long>(millis));
            std::fflush(stdout);
        };
    }
    Desktop desktop(options);
    desktop.start();
    QObject::connect(&instance, &explorer::app::SingleInstance::raiseRequested, desktop.window(), [&desktop] {
        desktop.window()->setWindowState(desktop.window()->windowState() & ~Qt::WindowMinimized);
        desktop.window()->raise();
        desktop.window()->activateWindow();
    });
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    const auto startedAt = std::chrono::steady_clock::now();
    QCoreApplication::setApplicationName(QStringLiteral("ExplorerIO"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EXPLORERIO_VERSION));
    QGuiApplication::setDesktopFileName(QStringLiteral("explorerio"));
    const auto has = [&](const char *option) {
        return std::any_of(argv + 1, argv + argc,
                           [option](const char *word) { return std::strcmp(word, option) == 0; });
    };
    QCommandLineParser parser;
    addOptions(parser);
    // What needs no window must work where no window can be: no QApplication is made for it.
    if (has("--tour") || has("--help") || has("-h") || has("--version") || has("-v")) {
        const QCoreApplication application(argc, argv);
        parser.process(application);
        return takeTour(parser);
    }
    const QApplication application(argc, argv);
    parser.process(application);
    return runDesktop(parser, startedAt);
}
