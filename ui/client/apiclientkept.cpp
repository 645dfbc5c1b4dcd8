#include "ui/client/answers.h"
#include "ui/client/apiclient.h"
#include "ui/client/apiclient_p.h"

// What a person keeps on the server: saved searches, history, preferences.
namespace explorer::ui
{
namespace
{

const QString kSaved = QStringLiteral("saved-searches");
const QString kHistory = QStringLiteral("history");
const QString kImport = QStringLiteral("_import");
const QString kPreferences = QStringLiteral("preferences");

HttpSpec pageOf(const QString &list, const QString &cursor)
{
    HttpSpec spec = get({list});
    if (!cursor.isEmpty())
        spec.query.addQueryItem(QStringLiteral("cursor"),
                                QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    return spec;
}

HttpSpec fileOf(const QString &list)
{
    HttpSpec spec = get({list});
    spec.query.addQueryItem(QStringLiteral("format"), QStringLiteral("export"));
    return spec;
}

HttpSpec importTo(const QString &list, const QByteArray &file)
{
    HttpSpec spec;
    spec.verb = "POST";
    spec.path = {list, kImport};
    spec.contentType = "application/json";
    spec.body = file;
    return spec;
}

HttpSpec withMatch(HttpSpec spec, const QString &etag)
{
    spec.headers.emplaceBack("If-Match", etag.isEmpty() ? QByteArray("*") : etag.toLatin1());
    return spec;
}

HttpSpec removal(QStringList path)
{
    HttpSpec spec;
    spec.verb = "DELETE";
    spec.path = std::move(path);
    return spec;
}

} // namespace

ApiCall *ApiClient::savedSearches(QObject *owner, const QString &cursor, Callback<api::SavedSearchPage> done)
{
    return d->start(pageOf(kSaved, cursor),
                    makeEnds<api::SavedSearchPage>(parseSavedSearches, std::move(done)), owner);
}

ApiCall *ApiClient::createSavedSearch(QObject *owner, const api::SavedSearchDraft &draft,
                                      Callback<api::SavedSearch> done)
{
    return d->start(sendJson("POST", {kSaved}, api::toJson(draft)),
                    makeEnds<api::SavedSearch>(parseSavedSearch, std::move(done)), owner);
}

ApiCall *ApiClient::updateSavedSearch(QObject *owner, const QString &id, const QString &etag,
                                      const api::SavedSearchDraft &draft, Callback<api::SavedSearch> done)
{
    return d->start(withMatch(sendJson("PUT", {kSaved, id}, api::toJson(draft)), etag),
                    makeEnds<api::SavedSearch>(parseSavedSearch, std::move(done)), owner);
}

ApiCall *ApiClient::removeSavedSearch(QObject *owner, const QString &id, const QString &etag,
                                      Callback<Nothing> done)
{
    return d->start(withMatch(removal({kSaved, id}), etag), makeEnds<Nothing>(parseNothing, std::move(done)),
                    owner);
}

ApiCall *ApiClient::exportSavedSearches(QObject *owner, Callback<QByteArray> done)
{
    return d->start(fileOf(kSaved), makeEnds<QByteArray>(parseFile, std::move(done)), owner);
}

ApiCall *ApiClient::importSavedSearches(QObject *owner, const QByteArray &file,
                                        Callback<api::ImportCounts> done)
{
    return d->start(importTo(kSaved, file), makeEnds<api::ImportCounts>(parseImportCounts, std::move(done)),
                    owner);
}

ApiCall *ApiClient::history(QObject *owner, const QString &cursor, Callback<api::HistoryPage> done)
{
    return d->start(pageOf(kHistory, cursor), makeEnds<api::HistoryPage>(parseHistory, std::move(done)),
                    owner);
}

ApiCall *ApiClient::addToHistory(QObject *owner, const api::HistoryEntry &entry,
                                 Callback<api::HistoryEntry> done)
{
    nlohmann::json body = api::toJson(entry);
    body.erase("id");
    if (entry.at == 0)
        body.erase("at");
    return d->start(sendJson("POST", {kHistory}, body),
                    makeEnds<api::HistoryEntry>(parseHistoryEntry, std::move(done)), owner);
}

ApiCall *ApiClient::removeFromHistory(QObject *owner, const QString &id, Callback<Nothing> done)
{
    return d->start(removal({kHistory, id}), makeEnds<Nothing>(parseNothing, std::move(done)), owner);
}

ApiCall *ApiClient::clearHistory(QObject *owner, Callback<Nothing> done)
{
    return d->start(removal({kHistory}), makeEnds<Nothing>(parseNothing, std::move(done)), owner);
}

ApiCall *ApiClient::exportHistory(QObject *owner, Callback<QByteArray> done)
{
    return d->start(fileOf(kHistory), makeEnds<QByteArray>(parseFile, std::move(done)), owner);
}

ApiCall *ApiClient::importHistory(QObject *owner, const QByteArray &file, Callback<api::ImportCounts> done)
{
    return d->start(importTo(kHistory, file), makeEnds<api::ImportCounts>(parseImportCounts, std::move(done)),
                    owner);
}

ApiCall *ApiClient::preferences(QObject *owner, Callback<Preferences> done)
{
    return d->start(get({kPreferences}), makeEnds<Preferences>(parsePreferences, std::move(done)), owner);
}

ApiCall *ApiClient::setPreferences(QObject *owner, const Preferences &preferences, Callback<Preferences> done)
{
    HttpSpec spec;
    spec.verb = "PUT";
    spec.path = {kPreferences};
    spec.contentType = "application/json";
    spec.body = QByteArray::fromStdString(preferences.json);
    return d->start(withMatch(std::move(spec), preferences.etag),
                    makeEnds<Preferences>(parsePreferences, std::move(done)), owner);
}

} // namespace explorer::ui
