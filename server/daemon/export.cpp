#include "core/search/hitexport.h"
#include "server/daemon/command.h"

#include <QSaveFile>

#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace explorer::daemon
{
namespace
{

volatile std::sig_atomic_t interrupted = 0;

/// Where the rows go: a file that stands under its name only when it is whole, or the standard output.
class Output
{
public:
    explicit Output(const QString &path) : m_file(path), m_isFile(!path.isEmpty()) {}

    Result<void> open()
    {
        if (!m_isFile || m_file.open(QIODevice::WriteOnly))
            return {};
        return failure();
    }
    Result<void> write(std::string_view piece)
    {
        const bool isWritten = m_isFile ? m_file.write(piece.data(), static_cast<qint64>(piece.size())) ==
                                              static_cast<qint64>(piece.size())
                                        : std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size();
        return isWritten ? Result<void>() : failure();
    }
    Result<void> finish()
    {
        const bool isDone = m_isFile ? m_file.commit() : std::fflush(stdout) == 0;
        return isDone ? Result<void>() : failure();
    }

private:
    [[nodiscard]] Result<void> failure() const
    {
        const std::string what = m_isFile ? m_file.fileName().toStdString() : "the output";
        return fail(ErrorCode::Io, "output_unwritable",
                    "The rows cannot be written to " + what + ": " +
                        (m_isFile ? m_file.errorString().toStdString() : "nobody reads it, or it is full") +
                        ".");
    }

    QSaveFile m_file;
    bool m_isFile;
};

/// How far it is, on one line of a terminal that is written again and again.
class Progress
{
public:
    void show(const search::HitExport &hits)
    {
        if (m_isTerminal)
            std::fprintf(stderr, "\r%lld of %lld rows", static_cast<long long>(hits.rows()),
                         static_cast<long long>(hits.total()));
    }
    ~Progress()
    {
        if (m_isTerminal)
            std::fputc('\n', stderr);
    }

private:
    bool m_isTerminal = ::isatty(STDERR_FILENO) == 1;
};

Result<api::ExportRequest> requestOf(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    if (words.isEmpty())
        return fail(ErrorCode::InvalidArgument, "usage",
                    "Say: export --data DIR COLLECTION [QUERY] [--format csv] [--output FILE]");
    api::ExportRequest request;
    const auto list = [](const QString &text) {
        std::vector<std::string> parts;
        for (const QString &part : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
            parts.push_back(part.trimmed().toStdString());
        return parts;
    };
    request.search.collections = list(words.first());
    request.search.query = words.value(1).toStdString();
    request.search.fields = list(parser.value(QStringLiteral("fields")));
    for (const QString &filter : parser.values(QStringLiteral("filter")))
        request.search.filters.push_back(filter.toStdString());
    Result<std::vector<api::SortField>> sort =
        api::parseSort(parser.value(QStringLiteral("sort")).toStdString());
    if (!sort)
        return fail(sort.error());
    request.search.sort = std::move(*sort);
    const auto format = api::exportFormatFromString(parser.value(QStringLiteral("format")).toStdString());
    if (!format)
        return fail(ErrorCode::InvalidArgument, "usage", "--format is csv, ndjson or json.");
    request.format = *format;
    request.formulaGuard = !parser.isSet(QStringLiteral("no-formula-guard"));
    return request;
}

Result<void> writeAll(engine::Engine &engine, const api::ExportRequest &request, Output &output)
{
    for (const std::string &collection : request.search.collections) {
        if (auto caughtUp = waitForIndex(engine, collection); !caughtUp)
            return caughtUp;
    }
    const Result<std::unique_ptr<search::HitExport>> hits =
        engine.search().openExport(request, CancelToken());
    if (!hits)
        return fail(hits.error());
    Progress progress;
    while (!(*hits)->isOver()) {
        const Result<std::string> piece = (*hits)->next();
        if (!piece)
            return fail(piece.error());
        if (auto written = output.write(*piece); !written)
            return written;
        progress.show(**hits);
        if (interrupted != 0)
            return fail(ErrorCode::Cancelled, "cancelled", "Interrupted: the rows are not whole.");
    }
    return output.finish();
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        QStringLiteral("Writes every hit of a search, to the last. Nothing stands under the file's name "
                       "before it is whole."));
    addSetupOptions(parser);
    parser.addOption({QStringLiteral("format"), QStringLiteral("csv, ndjson or json."),
                      QStringLiteral("FORMAT"), QStringLiteral("ndjson")});
    parser.addOption({QStringLiteral("fields"),
                      QStringLiteral("The columns, with commas; all if none are named."),
                      QStringLiteral("FIELDS")});
    parser.addOption({QStringLiteral("filter"),
                      QStringLiteral("A further query that must match; may be repeated."),
                      QStringLiteral("QUERY")});
    parser.addOption({QStringLiteral("sort"), QStringLiteral("field:asc or field:desc, with commas."),
                      QStringLiteral("SORT")});
    parser.addOption({QStringLiteral("no-formula-guard"),
                      QStringLiteral("CSV: leave cells alone that a spreadsheet would run as a formula.")});
    parser.addOption({{QStringLiteral("o"), QStringLiteral("output")},
                      QStringLiteral("Where to; the standard output if none is named."),
                      QStringLiteral("FILE")});
    parser.addPositionalArgument(QStringLiteral("collection"),
                                 QStringLiteral("What is searched; several with commas."),
                                 QStringLiteral("COLLECTION"));
    parser.addPositionalArgument(QStringLiteral("query"),
                                 QStringLiteral("In the query language; everything if none is given."),
                                 QStringLiteral("[QUERY]"));
}

} // namespace

int exportHits(const QStringList &arguments)
{
    QCommandLineParser parser;
    addOptions(parser);
    if (const auto status = parseArguments(parser, QStringLiteral("export"), arguments, 2))
        return *status;
    const Result<api::ExportRequest> request = requestOf(parser);
    if (!request)
        return reportFailure(request.error());
    Result<Setup> setup = readSetup(parser);
    if (!setup)
        return reportFailure(setup.error());
    // Nobody else waits for a turn here.
    setup->engine.search.exportMillis = std::numeric_limits<int>::max();
    std::signal(SIGINT, [](int) { interrupted = 1; });
    std::signal(SIGTERM, [](int) { interrupted = 1; });
    std::signal(SIGPIPE, SIG_IGN);
    Logger logger(LogLevel::Warning);
    const auto engine = engine::Engine::open(setup->data, setup->engine, logger);
    if (!engine)
        return reportFailure(engine.error());
    Output output(parser.value(QStringLiteral("output")));
    if (auto opened = output.open(); !opened)
        return reportFailure(opened.error());
    const Result<void> written = writeAll(**engine, *request, output);
    return written ? kOk : reportFailure(written.error());
}

} // namespace explorer::daemon
