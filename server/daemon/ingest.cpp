#include "server/daemon/command.h"

#include "core/api/batchreader.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <limits>

namespace explorer::daemon
{
namespace
{

constexpr std::size_t kDetectionBytes = 256 * 1024;

struct Input {
    std::filesystem::path file;
    ingest::Detection found;
};

Result<void> requireReadable(const std::filesystem::path &file)
{
    if (::access(file.c_str(), R_OK) != 0)
        return fail(ErrorCode::NotFound, "no_input",
                    "Cannot read " + file.string() + ": " + std::strerror(errno) + ".");
    return {};
}

/// What --format, --delimiter and the like say.
Result<ingest::DetectionWish> wishOf(const QCommandLineParser &parser)
{
    ingest::DetectionWish wish;
    const auto text = [&parser](const char *name) {
        return parser.value(QString::fromLatin1(name)).toStdString();
    };
    const auto character = [&text](const char *name, char fallback) -> Result<char> {
        const std::string value = text(name);
        if (value == "tab" || value == "\\t")
            return '\t';
        if (value.size() > 1)
            return fail(ErrorCode::InvalidArgument, "usage",
                        std::string("--") + name + " is one character, or tab.");
        return value.empty() ? fallback : value[0];
    };
    if (text("format") != "auto") {
        const auto format = api::documentFormatFromString(text("format"));
        if (!format)
            return fail(ErrorCode::InvalidArgument, "usage", "--format is auto, json, ndjson, csv or log.");
        wish.format = *format;
    }
    const auto delimiter = character("delimiter", '\0');
    const auto quote = character("quote", '"');
    if (!delimiter || !quote)
        return fail(!delimiter ? delimiter.error() : quote.error());
    wish.isHeaderKnown = parser.isSet(QStringLiteral("no-header"));
    wish.csv = {*delimiter, *quote, !wish.isHeaderKnown};
    wish.pattern = text("pattern");
    if (!wish.pattern.empty() && !wish.format)
        wish.format = api::DocumentFormat::Log;
    wish.encoding = text("encoding");
    return wish;
}

Result<ingest::Detection> look(const std::filesystem::path &file, const ingest::DetectionWish &wish)
{
    if (auto readable = requireReadable(file); !readable)
        return fail(readable.error());
    std::ifstream stream(file, std::ios::binary);
    std::string head(kDetectionBytes, '\0');
    stream.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(stream.gcount()));
    auto detection = ingest::detectFormat(head, stream.eof(), wish);
    if (!detection)
        return fail(Error(detection.error()).withContext("reading " + file.string()));
    return detection;
}

/// The files, and those of the folders, below them too, in the order of their names.
std::vector<std::filesystem::path> filesOf(const QStringList &words)
{
    std::vector<std::filesystem::path> files;
    for (const QString &word : words) {
        const std::filesystem::path path = word.toStdString();
        std::error_code ignored;
        if (!std::filesystem::is_directory(path, ignored)) {
            files.push_back(path);
            continue;
        }
        std::vector<std::filesystem::path> found;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(path, ignored)) {
            if (entry.is_regular_file(ignored))
                found.push_back(entry.path());
        }
        std::sort(found.begin(), found.end());
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

/// One line on a terminal, rewritten in place; nothing where standard error is none.
class ProgressLine
{
public:
    void show(const std::filesystem::path &file, std::int64_t read, std::int64_t total,
              const api::Ledger &ledger)
    {
        if (!m_isTerminal)
            return;
        const double share = total > 0 ? static_cast<double>(read) / static_cast<double>(total) : 1.0;
        std::array<char, 31> bar{};
        for (std::size_t i = 0; i < 30; ++i)
            bar[i] = static_cast<double>(i) < share * 30 ? '#' : '.';
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
        std::fprintf(stderr, "\r%s [%s] %3.0f %%  %lld records, %.0f/s ", file.filename().c_str(), bar.data(),
                     share * 100, static_cast<long long>(ledger.received),
                     static_cast<double>(ledger.received) / std::max(seconds, 0.001));
    }
    void end() const
    {
        if (m_isTerminal)
            std::fputc('\n', stderr);
    }

private:
    bool m_isTerminal = ::isatty(STDERR_FILENO) == 1;
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

void printProblems(const std::filesystem::path &file, const api::Batch &batch, const api::BulkAnswer &answer)
{
    for (const api::BulkItem &item : answer.items) {
        if (item.error)
            std::fprintf(stderr, "%s:%lld: %s: %s\n", file.filename().c_str(),
                         static_cast<long long>(batch.fileLine(item.line)), item.status.c_str(),
                         item.error->message.c_str());
    }
}

Result<api::Ledger> ingestFile(engine::Engine &engine, const std::string &collection, const Input &input,
                               ProgressLine &progress)
{
    auto reader = api::BatchReader::open(input.file, input.found.format, {}, input.found.encoding);
    if (!reader)
        return fail(reader.error());
    api::Ledger ledger;
    for (;;) {
        Result<std::optional<api::Batch>> batch = (*reader)->next();
        if (!batch)
            return fail(batch.error());
        if (!*batch)
            return ledger;
        ingest::IngestRequest request;
        request.collection = collection;
        request.format = (*reader)->bodyFormat();
        request.body = (*batch)->body;
        request.onlyProblems = true;
        request.requestId = "command-line";
        const Result<api::BulkAnswer> answer = engine.ingest().ingest(request);
        if (!answer)
            return fail(answer.error());
        ledger += answer->ledger;
        printProblems(input.file, **batch, *answer);
        progress.show(input.file, (*batch)->bytesRead, (*reader)->fileBytes(), ledger);
    }
}

Result<void> ensureCollection(engine::Engine &engine, const std::string &name)
{
    if (engine.ingest().collection(name))
        return {};
    api::CollectionCreate create;
    create.name = name;
    const Result<api::CollectionInfo> created = engine.ingest().createCollection(create);
    if (!created)
        return fail(created.error());
    return {};
}

} // namespace

int ingest(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Reads files into a collection, which is made where it is missing. The last line is "
                       "the ledger; the exit status is 65 where a "
                       "record was quarantined or rejected."));
    addSetupOptions(parser);
    parser.addOption({QStringLiteral("format"), QStringLiteral("auto, json, ndjson, csv or log."),
                      QStringLiteral("F"), QStringLiteral("auto")});
    parser.addOption(
        {QStringLiteral("delimiter"), QStringLiteral("Of CSV: one character, or tab."), QStringLiteral("C")});
    parser.addOption(
        {QStringLiteral("quote"), QStringLiteral("Of CSV: one character."), QStringLiteral("C")});
    parser.addOption({QStringLiteral("no-header"), QStringLiteral("The first row of a CSV is data.")});
    parser.addOption({QStringLiteral("encoding"), QStringLiteral("Such as windows-1252; found if left out."),
                      QStringLiteral("E")});
    parser.addOption({QStringLiteral("pattern"),
                      QStringLiteral("Of a log: apache_combined, syslog, syslog_rfc5424, nginx_error, or an "
                                     "expression with named groups."),
                      QStringLiteral("P")});
    parser.addPositionalArgument(QStringLiteral("collection"), QStringLiteral("Where the documents go."),
                                 QStringLiteral("COLLECTION"));
    parser.addPositionalArgument(QStringLiteral("files"),
                                 QStringLiteral("What is read; of a folder every file."),
                                 QStringLiteral("FILE..."));
    if (const auto status =
            parseArguments(parser, QStringLiteral("ingest"), arguments, std::numeric_limits<int>::max()))
        return *status;
    const QStringList words = parser.positionalArguments();
    if (words.size() < 2)
        return reportFailure(
            makeError(ErrorCode::InvalidArgument, "usage", "Say: ingest --data DIR COLLECTION FILE..."));
    const Result<Setup> setup = readSetup(parser);
    if (!setup)
        return reportFailure(setup.error());
    const Result<ingest::DetectionWish> wish = wishOf(parser);
    if (!wish)
        return reportFailure(wish.error());
    std::vector<Input> inputs;
    for (const std::filesystem::path &file : filesOf(words.mid(1))) {
        const Result<ingest::Detection> found = look(file, *wish);
        if (!found) {
            const int status = reportFailure(found.error());
            return status == kFailed ? kDataError : status;
        }
        inputs.push_back({file, *found});
    }
    Logger logger(LogLevel::Warning);
    const auto engine = engine::Engine::open(setup->data, setup->engine, logger);
    if (!engine)
        return reportFailure(engine.error());
    const std::string collection = words.first().toStdString();
    if (auto made = ensureCollection(**engine, collection); !made)
        return reportFailure(made.error());
    api::Ledger ledger;
    ProgressLine progress;
    for (const Input &input : inputs) {
        const Result<api::Ledger> done = ingestFile(**engine, collection, input, progress);
        progress.end();
        if (!done)
            return reportFailure(done.error());
        ledger += *done;
    }
    // Else the next command would have to index it all before it can search.
    if (auto searchable = waitForIndex(**engine, collection); !searchable)
        std::fprintf(stderr, "note: %s\n", searchable.error().message.c_str());
    std::printf("received %lld = indexed %lld + duplicate %lld + quarantined %lld + rejected %lld\n",
                static_cast<long long>(ledger.received), static_cast<long long>(ledger.indexed),
                static_cast<long long>(ledger.duplicate), static_cast<long long>(ledger.quarantined),
                static_cast<long long>(ledger.rejected));
    return ledger.quarantined + ledger.rejected > 0 ? kDataError : kOk;
}

} // namespace explorer::daemon
