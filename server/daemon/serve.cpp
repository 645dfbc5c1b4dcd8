#include "server/daemon/command.h"

#include <csignal>
#include <cstdio>

namespace explorer::daemon
{
namespace
{

struct Address {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8470;
};

/// `HOST:PORT`, `[v6]:PORT`.
Result<Address> parseAddress(const std::string &text)
{
    const std::size_t colon = text.rfind(':');
    Address address;
    if (colon != std::string::npos && colon > 0) {
        address.host = text.substr(0, colon);
        if (address.host.front() == '[' && address.host.back() == ']')
            address.host = address.host.substr(1, address.host.size() - 2);
        const std::string port = text.substr(colon + 1);
        if (!port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos &&
            std::stol(port) <= 65535) {
            address.port = static_cast<std::uint16_t>(std::stol(port));
            return address;
        }
    }
    return fail(ErrorCode::InvalidArgument, "usage", "--listen is HOST:PORT, for example 127.0.0.1:8470.");
}

Result<LogLevel> parseLevel(const QString &text)
{
    const QStringList names{QStringLiteral("debug"), QStringLiteral("info"), QStringLiteral("warning"),
                            QStringLiteral("error")};
    const qsizetype at = names.indexOf(text);
    if (at < 0)
        return fail(ErrorCode::InvalidArgument, "usage", "--log-level is debug, info, warning or error.");
    return static_cast<LogLevel>(at);
}

/// Blocked in every thread made from here on, so that only sigwait sees them.
sigset_t blockTerminationSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return signals;
}

} // namespace

int serve(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Serves the HTTP API until SIGTERM, then finishes what is under way."));
    addSetupOptions(parser);
    parser.addOption({QStringLiteral("listen"), QStringLiteral("Address to listen on."),
                      QStringLiteral("HOST:PORT"), QStringLiteral("127.0.0.1:8470")});
    parser.addOption({QStringLiteral("log-level"), QStringLiteral("debug, info, warning or error."),
                      QStringLiteral("LEVEL"), QStringLiteral("warning")});
    if (const auto status = parseArguments(parser, QStringLiteral("serve"), arguments, 0))
        return *status;
    const Result<Setup> setup = readSetup(parser);
    if (!setup)
        return reportFailure(setup.error());
    const Result<Address> address = parseAddress(parser.value(QStringLiteral("listen")).toStdString());
    if (!address)
        return reportFailure(address.error());
    const Result<LogLevel> level = parseLevel(parser.value(QStringLiteral("log-level")));
    if (!level)
        return reportFailure(level.error());
    Logger logger(*level);
    const sigset_t signals = blockTerminationSignals();
    const auto engine = engine::Engine::open(setup->data, setup->engine, logger);
    if (!engine)
        return reportFailure(engine.error());
    const auto gateway = gateway::Gateway::create(**engine, setup->gateway);
    if (!gateway)
        return reportFailure(gateway.error());
    if (auto listening = (*gateway)->listen(address->host, address->port); !listening)
        return reportFailure(std::move(listening.error())
                                 .withContext("listening on the address of --listen, " +
                                              parser.value(QStringLiteral("listen")).toStdString()));
    std::printf("listening on %s\n", (*gateway)->url().c_str());
    std::fflush(stdout);
    int received = 0;
    sigwait(&signals, &received);
    logger.info("stopping", {{"signal", std::to_string(received)}});
    (*gateway)->stop();
    return kOk;
}

} // namespace explorer::daemon
