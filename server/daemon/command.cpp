#include "server/daemon/command.h"

#include <cstdio>

namespace explorer::daemon
{

void addSetupOptions(QCommandLineParser &parser)
{
    parser.addHelpOption();
    parser.addOption({QStringLiteral("data"),
                      QStringLiteral("Directory that holds the database and the indexes."),
                      QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("config"),
                      QStringLiteral("Settings file (JSON); every key is optional."),
                      QStringLiteral("FILE")});
}

Result<Setup> readSetup(const QCommandLineParser &parser)
{
    Setup setup;
    setup.data = parser.value(QStringLiteral("data")).toStdString();
    if (setup.data.empty())
        return fail(ErrorCode::InvalidArgument, "usage",
                    "--data DIR is missing: name the directory of the data.");
    nlohmann::json file = nlohmann::json::object();
    if (const std::string path = parser.value(QStringLiteral("config")).toStdString(); !path.empty()) {
        const Result<std::string> text = readFile(path);
        if (!text)
            return fail(text.error());
        file = nlohmann::json::parse(*text, nullptr, false);
        if (!file.is_object())
            return fail(ErrorCode::InvalidArgument, "settings_invalid", path + " is no JSON object.");
    }
    Result<engine::EngineSettings> engine = engine::engineSettingsFromJson(file);
    if (!engine)
        return fail(engine.error());
    Result<gateway::GatewaySettings> gateway = gateway::gatewaySettingsFromJson(file);
    if (!gateway)
        return fail(gateway.error());
    setup.engine = std::move(*engine);
    setup.gateway = std::move(*gateway);
    return setup;
}

int reportFailure(const Error &error)
{
    std::fprintf(stderr, "explorerio-server: %s\n", error.message.c_str());
    for (const ErrorDetail &detail : error.details)
        std::fprintf(stderr, "  %s\n", detail.message.c_str());
    for (const std::string &line : error.context)
        std::fprintf(stderr, "  while %s\n", line.c_str());
    if (error.reason == "usage")
        return kUsage;
    if (error.reason == "settings_invalid")
        return kConfig;
    if (error.reason == "directory_in_use")
        return kTemporary;
    return kFailed;
}

} // namespace explorer::daemon
