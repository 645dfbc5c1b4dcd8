#include "server/daemon/command.h"

#include <cstdio>

namespace explorer::daemon
{
namespace
{

constexpr std::chrono::seconds kIndexWait{600};
constexpr const char *kRestore =
    "Copy the directory away, restore it from a backup, then run doctor again; the indexes follow by "
    "themselves.";

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
    /// What was wrong and is no more.
    void repaired(const std::string &what, const std::string &text)
    {
        ++m_repairs;
        std::printf("FIXED %-10s %s\n", what.c_str(), text.c_str());
    }
    [[nodiscard]] int problems() const { return m_problems; }
    void printSummary() const
    {
        if (m_problems > 0)
            std::printf("%d wrong: see the lines marked WRONG, and the arrow below each\n", m_problems);
        else if (m_repairs > 0)
            std::printf("in order now; %d repaired: see the lines marked FIXED\n", m_repairs);
        else
            std::printf("everything is in order\n");
    }

private:
    int m_problems = 0;
    int m_repairs = 0;
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

/// Waits for a rebuild that opening has begun, so that the check is of its outcome; not for one that fails,
/// which would be tried again for ever.
Result<void> waitForIndex(engine::Engine &engine, std::int64_t collection, std::int64_t sequence)
{
    const Deadline deadline = Deadline::after(kIndexWait);
    for (;;) {
        const Result<void> done =
            engine.indexes().waitVisible(collection, sequence, Deadline::after(std::chrono::seconds(1)));
        if (done || deadline.isExpired())
            return done;
        const index::IndexState state = engine.indexes().state(collection);
        if (state.phase == index::IndexState::Phase::Failed)
            return fail(ErrorCode::Unavailable, "index_failed", state.reason);
    }
}

void checkIndexes(engine::Engine &engine, Findings &findings)
{
    const auto collections = storage::CollectionStore(engine.database()).list();
    if (!collections) {
        findings.bad("database", collections.error().message, kRestore);
        return;
    }
    for (const storage::Collection &collection : *collections) {
        const Result<std::int64_t> head = storage::ChangeLog(engine.database()).head(collection.key);
        if (head) {
            if (auto done = waitForIndex(engine, collection.key, *head); !done) {
                findings.bad("index", collection.name + ": " + done.error().message,
                             "Stop the service, delete the index directory, start it again: the index is "
                             "rebuilt from the database.");
                continue;
            }
        }
        const index::IndexState state = engine.indexes().state(collection.key);
        if (!state.rebuildReason.empty())
            findings.repaired("index", collection.name + ": rebuilt from the database, because " +
                                           state.rebuildReason);
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

/// The exit status where another process has the directory; else findings say all.
int checkData(const Setup &setup, Findings &findings)
{
    // Opening would make one.
    if (!std::filesystem::exists(setup.data / "explorerio.db")) {
        findings.bad("database", "there is no database in " + setup.data.string(),
                     "Check --data; serve, user add and ingest make one.");
        return kOk;
    }
    // What it would log is said below.
    Logger logger(LogLevel::Error, [](std::string_view) {});
    const auto engine = engine::Engine::open(setup.data, setup.engine, logger);
    if (!engine) {
        const Error &error = engine.error();
        if (error.reason == "directory_in_use")
            return reportFailure(error);
        const bool isDamaged = error.code == ErrorCode::Corrupt;
        findings.bad(isDamaged ? "database" : "opening", error.message,
                     isDamaged ? kRestore : "Set this right, then run doctor again.");
        for (const std::string &line : error.context)
            std::printf("                 while %s\n", line.c_str());
        return kOk;
    }
    findings.good("lock", "no other process uses the directory");
    if (auto checked = (*engine)->database().check(); !checked) {
        findings.bad("database", checked.error().message, kRestore);
        return kOk;
    }
    findings.good("database", std::to_string((*engine)->database().sizeBytes() >> 10) + " KiB, consistent");
    checkIndexes(**engine, findings);
    return kOk;
}

} // namespace

int doctor(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral(
        "Checks lock, disk, database and indexes of a data directory, and prints the effective settings."));
    addSetupOptions(parser);
    if (const auto status = parseArguments(parser, QStringLiteral("doctor"), arguments, 0))
        return *status;
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
    if (const int status = checkData(*setup, findings); status != kOk)
        return status;
    findings.printSummary();
    return findings.problems() == 0 ? kOk : kFailed;
}

} // namespace explorer::daemon
