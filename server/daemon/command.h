#pragma once

#include "core/base/result.h"
#include "core/engine/engine.h"
#include "server/handlers/gateway.h"

#include <QCommandLineParser>

#include <filesystem>
#include <memory>

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

/// Adds --data and --config.
void addSetupOptions(QCommandLineParser &parser);
/// Reads them. Secrets come from the environment only, never from the file.
Result<Setup> readSetup(const QCommandLineParser &parser);

/// One line on standard error, and the exit status that fits: 75 where another process holds the directory.
int reportFailure(const Error &error);

int serve(const QStringList &arguments);
int user(const QStringList &arguments);
int ingest(const QStringList &arguments);
int search(const QStringList &arguments);
int doctor(const QStringList &arguments);

} // namespace explorer::daemon
