#include "ui/client/answers.h"
#include "ui/client/apiclient.h"
#include "ui/client/apiclient_p.h"

// What an admin sees of the service and does to it.
namespace explorer::ui
{
namespace
{

const QString kCache = QStringLiteral("cache");

template <typename T>
Result<T> parseJson(const RawAnswer &raw)
{
    return nlohmann::json::parse(raw.body.begin(), raw.body.end()).template get<T>();
}

Result<bool> parseStarted(const RawAnswer &raw)
{
    return nlohmann::json::parse(raw.body.begin(), raw.body.end()).at("started").get<bool>();
}

} // namespace

ApiCall *ApiClient::cacheStats(QObject *owner, Callback<api::CacheStats> done)
{
    return d->start(get({kCache, QStringLiteral("stats")}),
                    makeEnds<api::CacheStats>(parseJson<api::CacheStats>, std::move(done)), owner);
}

ApiCall *ApiClient::invalidateCache(QObject *owner, const api::InvalidationRequest &request,
                                    Callback<api::InvalidationAnswer> done)
{
    return d->start(sendJson("POST", {kCache, QStringLiteral("_invalidate")}, api::toJson(request)),
                    makeEnds<api::InvalidationAnswer>(parseJson<api::InvalidationAnswer>, std::move(done)),
                    owner);
}

ApiCall *ApiClient::warmCache(QObject *owner, const QStringList &collections, Callback<bool> done)
{
    nlohmann::json body = nlohmann::json::object();
    for (const QString &collection : collections)
        body["collections"].push_back(collection.toStdString());
    return d->start(sendJson("POST", {kCache, QStringLiteral("_warm")}, body),
                    makeEnds<bool>(parseStarted, std::move(done)), owner);
}

ApiCall *ApiClient::setCritical(QObject *owner, const QString &collection, bool isCritical,
                                Callback<api::CollectionInfo> done)
{
    HttpSpec spec = sendJson("PUT", {QStringLiteral("collections"), collection}, {{"critical", isCritical}});
    spec.headers.emplaceBack("If-Match", "*");
    return d->start(std::move(spec), makeEnds<api::CollectionInfo>(parseCollection, std::move(done)), owner);
}

ApiCall *ApiClient::audit(QObject *owner, const QString &action, int size, Callback<api::AuditPage> done)
{
    HttpSpec spec = get({QStringLiteral("audit")});
    spec.query.addQueryItem(QStringLiteral("size"), QString::number(size));
    if (!action.isEmpty())
        spec.query.addQueryItem(QStringLiteral("action"), action);
    return d->start(std::move(spec), makeEnds<api::AuditPage>(parseJson<api::AuditPage>, std::move(done)),
                    owner);
}

} // namespace explorer::ui
