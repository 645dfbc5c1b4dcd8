#include "app/tour.h"

#include "core/api/search.h"
#include "core/ingest/sampledata.h"

#include <QEventLoop>
#include <QNetworkReply>
#include <QUrlQuery>

#include <cstdio>

namespace explorer::app
{
namespace
{

constexpr std::size_t kShownBytes = 600;
constexpr std::size_t kRequestRecords = 5000;

void show(const nlohmann::json &body)
{
    std::string text = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    if (text.size() > kShownBytes)
        text = text.substr(0, kShownBytes) + " ...";
    std::printf("    %s\n", text.c_str());
}

} // namespace

Tour::Tour(const EmbeddedServer::Access &access, QObject *parent) : QObject(parent), m_access(access) {}

bool Tour::run()
{
    if (!signIn() || !ingestShop() || !searchStories())
        return false;
    const Answer health = send("GET", QStringLiteral("/api/v1/health?fresh=true"));
    if (!check("health", health, 200, health.body.value("status", "") != "fail"))
        return false;
    std::printf("\nThe tour is over: every step answered as it should.\n");
    return true;
}

Tour::Answer Tour::send(const QByteArray &method, const QString &path, const QByteArray &contentType,
                        const QByteArray &body)
{
    QNetworkRequest request(QUrl(m_access.url.toString() + path));
    request.setRawHeader("X-ExplorerIO-Launch", m_access.launchSecret);
    if (!m_token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + m_token);
    if (!contentType.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    std::printf("\n%s %s\n", method.constData(), path.toUtf8().constData());
    QNetworkReply *reply = m_network.sendCustomRequest(request, method, body);
    QEventLoop loop;
    connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = nlohmann::json::parse(reply->readAll().toStdString(), nullptr, false);
    reply->deleteLater();
    return answer;
}

bool Tour::check(const char *step, const Answer &answer, int wantedStatus, bool asExpected)
{
    std::printf("    %d\n", answer.status);
    show(answer.body);
    if (answer.status == wantedStatus && asExpected)
        return true;
    std::fprintf(stderr, "explorerio: the step \"%s\" did not answer as it should.\n", step);
    return false;
}

bool Tour::signIn()
{
    const nlohmann::json credentials{{"username", m_access.userName.toStdString()},
                                     {"password", m_access.password.toStdString()}};
    Answer answer = send("POST", QStringLiteral("/api/v1/auth/login"), "application/json",
                         QByteArray::fromStdString(credentials.dump()));
    const bool hasToken = answer.body.is_object() && answer.body.contains("access_token");
    if (hasToken) {
        m_token = QByteArray::fromStdString(answer.body["access_token"].get<std::string>());
        // Tokens are secrets: what is printed here may end in a log.
        answer.body["access_token"] = "(hidden)";
        answer.body["refresh_token"] = "(hidden)";
    }
    return check("sign in", answer, 200, hasToken);
}

bool Tour::ingestShop()
{
    for (const ingest::SampleCollection &collection : ingest::makeSampleShop()) {
        const nlohmann::json create{{"name", collection.name}, {"schema", api::toJson(collection.schema)}};
        const Answer created = send("POST", QStringLiteral("/api/v1/collections"), "application/json",
                                    QByteArray::fromStdString(create.dump()));
        if (!check("create a collection", created, 201, true))
            return false;
        const QString path = QStringLiteral("/api/v1/collections/%1/documents?items=problems&refresh=wait")
                                 .arg(QString::fromStdString(collection.name));
        for (std::size_t first = 0; first < collection.documents.size(); first += kRequestRecords) {
            const std::size_t last = std::min(first + kRequestRecords, collection.documents.size());
            QByteArray body;
            for (std::size_t i = first; i < last; ++i)
                body.append(collection.documents[i].c_str()).append('\n');
            const Answer ingested = send("POST", path, "application/x-ndjson", body);
            const auto indexed =
                ingested.status == 200 ? ingested.body["ledger"].value("indexed", std::size_t{0}) : 0;
            if (!check("ingest", ingested, 200, indexed == last - first))
                return false;
        }
    }
    return true;
}

bool Tour::searchStories()
{
    for (const ingest::SampleQuery &story : ingest::sampleQueries()) {
        std::printf("\n%s", story.title.c_str());
        QUrlQuery query;
        query.addQueryItem(QStringLiteral("collection"), QString::fromStdString(story.collection));
        query.addQueryItem(QStringLiteral("q"),
                           QString::fromUtf8(QUrl::toPercentEncoding(QString::fromStdString(story.query))));
        query.addQueryItem(QStringLiteral("size"), QStringLiteral("2"));
        const Answer answer =
            send("GET", QStringLiteral("/api/v1/search?") + query.toString(QUrl::FullyEncoded));
        const bool found = answer.status == 200 && answer.body["total"].value("value", 0) > 0;
        if (!check("search", answer, 200, found))
            return false;
    }
    return true;
}

} // namespace explorer::app
