#include "server/daemon/command.h"

#include <cstdio>

namespace explorer::daemon
{
namespace
{

constexpr std::chrono::seconds kIndexWait{600};

/// Prints one line a check; counts what is wrong.
class Findings
{
public:
    void good(const std::string &what, const std::string &text)
    {
        std::printf("ok    %-10s %s\n", what.c_str(), text.c_str());
    }
    void bad(const std::string &what, const std::string &text, const std::string &next)
    {
        ++m_problems;
        std::printf("WRONG %-10s %s\n                 -> %s\n", what.c_str(), text.c_str(), next.c_str());
    }
    [[nodiscard]] int problems() const { return m_problems; }

private:
    int m_problems = 0;
};

void checkDisk(const Setup &setup, Findings &findings)
{
    const Result<DiskSpace> space = diskSpace(setup.data);
    if (!space) {
        findings.bad("disk", space.error().message, "Check that the directory exists and can be read.");
        return;
    }
    const auto least = std::max<std::uint64_t>(
        static_cast<std::uint64_t>(setup.engine.storage.leastFreeBytes), space->totalBytes / 20);
    const std::string text = std::to_string(space->freeBytes >> 20) + " MiB free of " +
                             std::to_string(space->totalBytes >> 20) + " MiB";
    if (space->freeBytes < least)
        findings.bad("disk",
                     text + "; below " + std::to_string(least >> 20) + " MiB the service is read-only.",
                     "Free some space.");
    else
        findings.good("disk", text);
}

void checkIndexes(engine::Engine &engine, Findings &findings)
{
    const auto collections = storage::CollectionStore(engine.database()).list();
    if (!collections) {
        findings.bad("database", collections.error().message, "Restore the directory from a backup.");
        return;
    }
    for (const storage::Collection &collection : *collections) {
        const Result<std::int64_t> head = storage::ChangeLog(engine.database()).head(collection.key);
        if (head) {
            // A rebuild that opening has begun is let finish: then the check is of its outcome.
            if (auto done = engine.indexes().waitVisible(collection.key, *head, Deadline::after(kIndexWait));
                !done) {
                findings.bad("index", collection.name + ": " + done.error().message,
                             "Stop the service, delete the index directory, start it again: the index is "
                             "rebuilt from the database.");
                continue;
            }
        }
        const index::IndexState state = engine.indexes().state(collection.key);
        const std::string text = collection.name + ": " + std::to_string(state.statistics.documents) +
                                 " of " + std::to_string(collection.documentCount) + " documents, " +
                                 std::to_string(state.statistics.segments) + " segments, generation " +
                                 std::to_string(state.statistics.generation);
        if (state.statistics.documents == collection.documentCount)
            findings.good("index", text);
        else
            findings.bad(
                "index", text,
                "Delete the index directory and start again: the index is rebuilt from the database.");
    }
}

} // namespace

int doctor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Checks lock, disk, database and indexes of a data directory, and prints the effective settings."));
    addSetupOptions(parser);
    parser.process(arguments);
    const Result<Setup> setup = readSetup(parser);
    if (!setup)
        return reportFailure(setup.error());
    if (!std::filesystem::is_directory(setup->data))
        return reportFailure(makeError(
            ErrorCode::NotFound, "no_directory",
            setup->data.string() + " is no directory. Check --data, or make it with: serve --data DIR."));
    Findings findings;
    nlohmann::json settings = engine::toJson(setup->engine);
    settings.update(gateway::toJson(setup->gateway));
    std::printf("settings  %s\n", settings.dump(2).c_str());
    checkDisk(*setup, findings);
    Logger logger(LogLevel::Error);
    const auto engine = engine::Engine::open(setup->data, setup->engine, logger);
    if (!engine) {
        if (engine.error().reason == "directory_in_use")
            return reportFailure(engine.error());
        findings.bad("database", engine.error().message,
                     "Restore the directory from a backup, then run doctor again.");
        return kFailed;
    }
    findings.good("lock", "no other process uses the directory");
    if (auto checked = (*engine)->database().check(); !checked)
        findings.bad("database", checked.error().message,
                     "Restore the directory from a backup; the indexes follow by themselves.");
    else
        findings.good("database",
                      std::to_string((*engine)->database().sizeBytes() >> 10) + " KiB, consistent");
    checkIndexes(**engine, findings);
    if (findings.problems() == 0)
        std::printf("everything is in order\n");
    return findings.problems() == 0 ? kOk : kFailed;
}

} // namespace explorer::daemon
