#include "server/daemon/command.h"

#include <QCoreApplication>

#include <array>
#include <clocale>
#include <cstdio>
#include <cstring>

namespace
{

struct Command {
    const char *name;
    const char *summary;
    int (*run)(const QStringList &);
};

constexpr std::array kCommands{
    Command{"serve", "serve --data DIR [--listen HOST:PORT] [--config FILE]", explorer::daemon::serve},
    Command{"user", "user add NAME --role admin|analyst|viewer --password-stdin --data DIR",
            explorer::daemon::user},
    Command{"ingest", "ingest --data DIR COLLECTION FILE... [--format auto|json|ndjson|csv]",
            explorer::daemon::ingest},
    Command{"search", "search --data DIR COLLECTION QUERY [--json]", explorer::daemon::search},
    Command{"export", "export --data DIR COLLECTION [QUERY] [--format csv|ndjson|json] [--output FILE]",
            explorer::daemon::exportHits},
    Command{"doctor", "doctor --data DIR", explorer::daemon::doctor},
};

void printHelp(std::FILE *out)
{
    std::fprintf(out, "explorerio-server %s: the ExplorerIO service and its commands\n\n",
                 EXPLORERIO_VERSION);
    for (const Command &command : kCommands)
        std::fprintf(out, "  explorerio-server %s\n", command.summary);
    std::fprintf(out,
                 "\nexplorerio-server COMMAND --help tells more of one; --version prints the version.\n");
}

} // namespace

int main(int argc, char **argv)
{
    // Nothing here speaks GLib, and Qt's own event loop costs a request a tenth less.
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("explorerio-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EXPLORERIO_VERSION));
    std::setlocale(LC_NUMERIC, "C");
    if (argc > 1) {
        if (std::strcmp(argv[1], "--help") == 0 || std::strcmp(argv[1], "-h") == 0) {
            printHelp(stdout);
            return explorer::daemon::kOk;
        }
        if (std::strcmp(argv[1], "--version") == 0) {
            std::printf("explorerio-server %s\n", EXPLORERIO_VERSION);
            return explorer::daemon::kOk;
        }
        for (const Command &command : kCommands) {
            if (std::strcmp(argv[1], command.name) == 0) {
                QStringList arguments = QCoreApplication::arguments();
                arguments.removeAt(1);
                return command.run(arguments);
            }
        }
        std::fprintf(stderr, "explorerio-server: there is no command %s.\n\n", argv[1]);
    }
    printHelp(stderr);
    return explorer::daemon::kUsage;
}
