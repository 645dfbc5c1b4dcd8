#include "server/daemon/command.h"

#include <cstdio>

namespace explorer::daemon
{
namespace
{

/// A hit as one line: id, then the beginning of its source.
void printHits(const api::SearchAnswer &answer)
{
    for (const api::SearchHit &hit : answer.hits)
        std::printf("%s\t%s\n", hit.id.c_str(), hit.source.c_str());
    std::printf("%lld found in %.1f ms\n", static_cast<long long>(answer.total), answer.tookMillis);
}

} // namespace

int search(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Searches a collection and prints the hits, one a line."));
    addSetupOptions(parser);
    parser.addOption({QStringLiteral("json"), QStringLiteral("Print the answer of the HTTP API.")});
    parser.addOption({QStringLiteral("size"), QStringLiteral("Hits to print, 0 to 200."), QStringLiteral("N"),
                      QStringLiteral("10")});
    parser.addOption({QStringLiteral("sort"), QStringLiteral("field:asc or field:desc, with commas."),
                      QStringLiteral("SORT")});
    parser.addPositionalArgument(QStringLiteral("collection"), QStringLiteral("What is searched."),
                                 QStringLiteral("COLLECTION"));
    parser.addPositionalArgument(QStringLiteral("query"), QStringLiteral("In the query language."),
                                 QStringLiteral("QUERY"));
    if (const auto status = parseArguments(parser, QStringLiteral("search"), arguments, 2))
        return *status;
    const QStringList words = parser.positionalArguments();
    bool isNumber = false;
    const int size = parser.value(QStringLiteral("size")).toInt(&isNumber);
    if (words.size() != 2)
        return reportFailure(makeError(ErrorCode::InvalidArgument, "usage",
                                       "Say: search --data DIR COLLECTION QUERY [--json]"));
    if (!isNumber)
        return reportFailure(
            makeError(ErrorCode::InvalidArgument, "usage", "--size is a number from 0 to 200."));
    Result<std::vector<api::SortField>> sort =
        api::parseSort(parser.value(QStringLiteral("sort")).toStdString());
    if (!sort)
        return reportFailure(sort.error());
    const Result<Setup> setup = readSetup(parser);
    if (!setup)
        return reportFailure(setup.error());
    Logger logger(LogLevel::Warning);
    const auto engine = engine::Engine::open(setup->data, setup->engine, logger);
    if (!engine)
        return reportFailure(engine.error());
    api::SearchRequest request;
    request.collections = {words.first().toStdString()};
    request.query = words.last().toStdString();
    request.size = size;
    request.sort = std::move(*sort);
    if (auto caughtUp = waitForIndex(**engine, request.collections.front()); !caughtUp)
        return reportFailure(caughtUp.error());
    const Result<std::string> body = (*engine)->search().search(request, "command-line", true, CancelToken());
    if (!body)
        return reportFailure(body.error());
    if (parser.isSet(QStringLiteral("json"))) {
        std::printf("%s\n", body->c_str());
        return kOk;
    }
    const Result<api::SearchAnswer> answer = api::searchAnswerFromJson(*body);
    if (!answer)
        return reportFailure(answer.error());
    for (const ErrorDetail &warning : answer->warnings)
        std::fprintf(stderr, "note: %s\n", warning.message.c_str());
    printHits(*answer);
    return kOk;
}

} // namespace explorer::daemon
