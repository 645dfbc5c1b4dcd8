#include "server/daemon/command.h"

#include <cstdio>
#include <iostream>

namespace explorer::daemon
{

int user(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Adds a user, or sets a user's password."));
    addSetupOptions(parser);
    parser.addOption({QStringLiteral("role"), QStringLiteral("admin, analyst or viewer."),
                      QStringLiteral("ROLE"), QStringLiteral("viewer")});
    parser.addOption({QStringLiteral("password-stdin"),
                      QStringLiteral("Read the password from the first line of standard input.")});
    parser.addPositionalArgument(QStringLiteral("action"), QStringLiteral("add, or password."),
                                 QStringLiteral("add|password"));
    parser.addPositionalArgument(QStringLiteral("name"), QStringLiteral("The user's name."),
                                 QStringLiteral("NAME"));
    if (const auto status = parseArguments(parser, QStringLiteral("user"), arguments, 2))
        return *status;
    const QStringList words = parser.positionalArguments();
    const bool adds = !words.isEmpty() && words.first() == QStringLiteral("add");
    if (words.size() != 2 || (!adds && words.first() != QStringLiteral("password")))
        return reportFailure(makeError(ErrorCode::InvalidArgument, "usage",
                                       "Say: user add NAME --role ROLE --password-stdin --data DIR."));
    const std::optional<api::Role> role =
        api::roleFromString(parser.value(QStringLiteral("role")).toStdString());
    if (!role)
        return reportFailure(
            makeError(ErrorCode::InvalidArgument, "usage", "--role is admin, analyst or viewer."));
    if (!parser.isSet(QStringLiteral("password-stdin")))
        return reportFailure(
            makeError(ErrorCode::InvalidArgument, "usage",
                      "Give the password on standard input with --password-stdin: on the command line "
                      "other users of the machine could read it."));
    const Result<Setup> setup = readSetup(parser);
    if (!setup)
        return reportFailure(setup.error());
    std::string password;
    std::getline(std::cin, password);
    if (!password.empty() && password.back() == '\r')
        password.pop_back();
    Logger logger(LogLevel::Warning);
    const auto engine = engine::Engine::open(setup->data, setup->engine, logger);
    if (!engine)
        return reportFailure(engine.error());
    const std::string name = words.last().toStdString();
    if (!adds) {
        if (auto set = (*engine)->auth().setPassword(name, password); !set)
            return reportFailure(set.error());
        std::printf("password of %s set; all sessions of this user have ended\n", name.c_str());
        return kOk;
    }
    const Result<api::UserInfo> added = (*engine)->auth().addUser(name, password, *role);
    if (!added)
        return reportFailure(added.error());
    std::printf("user %s added as %s\n", added->name.c_str(),
                std::string(api::toString(added->role)).c_str());
    return kOk;
}

} // namespace explorer::daemon
