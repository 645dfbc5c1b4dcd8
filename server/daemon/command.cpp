#include "server/daemon/command.h"

#include <algorithm>
#include <cstdio>

namespace explorer::daemon
{
namespace
{

Result<nlohmann::json> readSettingsFile(const std::string &path)
{
    const Result<std::string> text = readFile(path);
    if (!text)
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "The settings file " + path + " cannot be read: " + text.error().message);
    try {
        nlohmann::json file = nlohmann::json::parse(*text);
        if (file.is_object())
            return file;
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "The settings file " + path +
                        " must hold one JSON object, such as {\"http\": {\"idle_ms\": 30000}}.");
    } catch (const nlohmann::json::parse_error &error) {
        const auto end = text->begin() + static_cast<std::ptrdiff_t>(std::min(error.byte, text->size()));
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "The settings file " + path + " is not valid JSON: see line " +
                        std::to_string(1 + std::count(text->begin(), end, '\n')) + ".");
    }
}

} // namespace

void addSetupOptions(QCommandLineParser &parser)
{
    parser.addOption(
        {{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("Print this help and end.")});
    parser.addOption({QStringLiteral("version"), QStringLiteral("Print the version and end.")});
    parser.addOption({QStringLiteral("data"),
                      QStringLiteral("Directory that holds the database and the indexes."),
                      QStringLiteral("DIR")});
    parser.addOption({QStringLiteral("config"),
                      QStringLiteral("Settings file (JSON); every key is optional."),
                      QStringLiteral("FILE")});
}

std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command,
                                  const QStringList &arguments, qsizetype mostWords)
{
    const bool isGood = parser.parse(arguments);
    // Of a known option, even where another one is wrong: help is what is wanted then.
    if (parser.isSet(QStringLiteral("help"))) {
        QString text = parser.helpText();
        const QString program = QCoreApplication::arguments().constFirst();
        text.replace(program, QStringLiteral("explorerio-server ") + command);
        std::fputs(qPrintable(text), stdout);
        return kOk;
    }
    if (parser.isSet(QStringLiteral("version"))) {
        std::printf("explorerio-server %s\n", EXPLORERIO_VERSION);
        return kOk;
    }
    QString problem;
    if (!isGood)
        problem = parser.errorText();
    else if (parser.positionalArguments().size() > mostWords)
        problem = QStringLiteral("What is meant by \"%1\"?").arg(parser.positionalArguments()[mostWords]);
    if (problem.isEmpty())
        return std::nullopt;
    std::fprintf(stderr, "explorerio-server %s: %s\nexplorerio-server %s --help tells how it is used.\n",
                 qPrintable(command), qPrintable(problem), qPrintable(command));
    return kUsage;
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
        Result<nlohmann::json> read = readSettingsFile(path);
        if (!read)
            return fail(read.error());
        file = std::move(*read);
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

Result<void> waitForIndex(engine::Engine &engine, const std::string &name)
{
    const Result<storage::Collection> collection = storage::CollectionStore(engine.database()).find(name);
    if (!collection)
        return fail(collection.error());
    const Result<std::int64_t> head = storage::ChangeLog(engine.database()).head(collection->key);
    if (!head)
        return fail(head.error());
    return engine.indexes().waitVisible(collection->key, *head, Deadline::after(std::chrono::seconds(60)));
}

int reportFailure(const Error &error)
{
    std::fprintf(stderr, "explorerio-server: %s\n", error.message.c_str());
    for (const ErrorDetail &detail : error.details) {
        if (detail.offset)
            std::fprintf(stderr, "  at character %lld: ", static_cast<long long>(*detail.offset) + 1);
        else
            std::fputs("  ", stderr);
        std::fprintf(stderr, "%s\n", detail.message.c_str());
        if (detail.fix)
            std::fprintf(stderr, "    did you mean %s?\n", detail.fix->c_str());
    }
    for (const std::string &line : error.context)
        std::fprintf(stderr, "  while %s\n", line.c_str());
    if (error.reason == "usage")
        return kUsage;
    if (error.reason == "no_directory" || error.reason == "no_input")
        return kNoInput;
    if (error.reason == "settings_invalid")
        return kConfig;
    if (error.reason == "directory_in_use")
        return kTemporary;
    return kFailed;
}

} // namespace explorer::daemon
