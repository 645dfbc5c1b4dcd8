#include "ui/client/answers.h"
#include "ui/client/apiclient.h"
#include "ui/client/apiclient_p.h"

#include <QUuid>

// What stands around a search: suggestions, cancelling, export, a document's context.
namespace explorer::ui
{
namespace
{

const QString kSearch = QStringLiteral("search");

/// A text that the server sends behind the last row.
struct EndMark {
    QByteArray mark = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    /// What came last and may be the mark.
    QByteArray held;
    qint64 bytes = 0;

    /// What is no mark for sure, of this piece and those before.
    QByteArray rowsOf(const QByteArray &piece)
    {
        held += piece;
        const qsizetype count = std::max<qsizetype>(0, held.size() - mark.size());
        const QByteArray rows = held.left(count);
        held.remove(0, count);
        bytes += count;
        return rows;
    }
};

} // namespace

ApiCall *ApiClient::suggest(QObject *owner, const api::SuggestRequest &request,
                            Callback<api::SuggestAnswer> done)
{
    return d->start(sendJson("POST", {kSearch, QStringLiteral("suggest")}, api::toJson(request)),
                    makeEnds<api::SuggestAnswer>(parseSuggest, std::move(done)), owner);
}

ApiCall *ApiClient::cancelSearch(QObject *owner, const QString &requestId, Callback<Nothing> done)
{
    HttpSpec spec;
    spec.verb = "DELETE";
    spec.path = {kSearch, requestId};
    return d->start(std::move(spec), makeEnds<Nothing>(parseNothing, std::move(done)), owner);
}

ApiCall *ApiClient::exportHits(QObject *owner, const api::ExportRequest &request, Sink sink,
                               Callback<qint64> done)
{
    HttpSpec spec = sendJson("POST", {kSearch, QStringLiteral("export")}, api::toJson(request));
    // Qt takes a chunked body that breaks off for a whole one: only the mark behind the last row tells.
    const auto end = std::make_shared<EndMark>();
    spec.headers.append({"X-ExplorerIO-End", end->mark});
    spec.sink = [sink = std::move(sink), end](const QByteArray &piece) {
        const QByteArray rows = end->rowsOf(piece);
        return rows.isEmpty() || sink(rows);
    };
    // Before the first row a large sort may take its time.
    spec.timeoutFactor = 4;
    return d->start(std::move(spec),
                    makeEnds<qint64>(
                        [end](const RawAnswer &) -> Result<qint64> {
                            if (end->held == end->mark)
                                return end->bytes;
                            return explorer::fail(ErrorCode::Unavailable, "answer_cut",
                                                  "The connection broke off before the last row.");
                        },
                        std::move(done)),
                    owner);
}

ApiCall *ApiClient::documentContext(QObject *owner, const ContextWanted &wanted,
                                    Callback<api::DocumentContext> done)
{
    HttpSpec spec = get({QStringLiteral("collections"), wanted.collection, QStringLiteral("documents"),
                         wanted.id, QStringLiteral("context")});
    const auto add = [&spec](const QString &name, const QString &value) {
        // A plus sign would be read as a space.
        if (!value.isEmpty())
            spec.query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(QStringLiteral("sort"), wanted.sort);
    add(QStringLiteral("before"), QString::number(wanted.before));
    add(QStringLiteral("after"), QString::number(wanted.after));
    add(QStringLiteral("q"), wanted.query);
    for (const QString &filter : wanted.filters)
        add(QStringLiteral("filter"), filter);
    return d->start(std::move(spec), makeEnds<api::DocumentContext>(parseContext, std::move(done)), owner);
}

} // namespace explorer::ui
