#pragma once

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "server/handlers/gateway.h"

#include <QCommandLineParser>

#include <filesystem>
#include <memory>
#include <optional>

namespace explorer::daemon
{

/// What a command ends with (sysexits.h where it has one).
enum ExitCode : int {
    kOk = 0,
    kFailed = 1,
    kUsage = 64,
    kDataError = 65,
    kNoInput = 66,
    kTemporary = 75,
    kConfig = 78
};

/// What every command needs first: --data, --config, and the settings read from it.
struct Setup {
    std::filesystem::path data;
    engine::EngineSettings engine;
    gateway::GatewaySettings gateway;
};

/// Adds --help, --version, --data and --config.
void addSetupOptions(QCommandLineParser &parser);
/// Reads a command's own arguments. An exit status where that is all there is to do: help or the version was
/// printed, or the use is wrong (kUsage; also where there are more than `mostWords` words).
std::optional<int> parseArguments(QCommandLineParser &parser, const QString &command,
                                  const QStringList &arguments, qsizetype mostWords);
/// Reads them. Secrets come from the environment only, never from the file.
Result<Setup> readSetup(const QCommandLineParser &parser);

/// Blocks until all that is stored in the collection is searchable, at most a minute.
Result<void> waitForIndex(engine::Engine &engine, const std::string &collection);

/// What is wrong on standard error, and the exit status that fits: 75 where another process holds the
/// directory.
int reportFailure(const Error &error);

int serve(const QStringList &arguments);
int user(const QStringList &arguments);
int ingest(const QStringList &arguments);
int search(const QStringList &arguments);
int exportHits(const QStringList &arguments);
int doctor(const QStringList &arguments);

} // namespace explorer::daemon
