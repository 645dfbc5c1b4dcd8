#include "ui/shell/session.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace explorer::ui
{

namespace
{

constexpr int kFormat = 1;

QString encoded(const QByteArray &bytes) { return QString::fromLatin1(bytes.toBase64()); }

QByteArray decoded(const QJsonValue &value) { return QByteArray::fromBase64(value.toString().toLatin1()); }

} // namespace

QByteArray toJson(const Session &session)
{
    QJsonArray tabs;
    for (const QByteArray &tab : session.exploreTabs)
        tabs.append(encoded(tab));
    QJsonObject json;
    json.insert(QStringLiteral("format"), kFormat);
    json.insert(QStringLiteral("geometry"), encoded(session.geometry));
    json.insert(QStringLiteral("area"), session.area);
    json.insert(QStringLiteral("tabs"), tabs);
    json.insert(QStringLiteral("current_tab"), session.currentTab);
    json.insert(QStringLiteral("import"), encoded(session.importState));
    json.insert(QStringLiteral("monitor"), encoded(session.monitorState));
    json.insert(QStringLiteral("preferences"), toJson(session.preferences));
    json.insert(QStringLiteral("servers"), session.servers.toJson());
    json.insert(QStringLiteral("suggestions"), session.offersSuggestions);
    json.insert(QStringLiteral("workspace"), session.workspace);
    return QJsonDocument(json).toJson();
}

Result<Session> sessionFromJson(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (!document.isObject())
        return fail(ErrorCode::Corrupt, "session_unreadable",
                    "The saved session cannot be read (" + problem.errorString().toStdString() +
                        "). A new one is begun.");
    const QJsonObject json = document.object();
    Session session;
    session.geometry = decoded(json.value(QStringLiteral("geometry")));
    session.area = json.value(QStringLiteral("area")).toString(session.area);
    const QJsonArray tabs = json.value(QStringLiteral("tabs")).toArray();
    for (const QJsonValue &tab : tabs)
        session.exploreTabs.append(decoded(tab));
    session.currentTab = json.value(QStringLiteral("current_tab")).toInt();
    session.importState = decoded(json.value(QStringLiteral("import")));
    session.monitorState = decoded(json.value(QStringLiteral("monitor")));
    session.preferences = preferencesFromJson(json.value(QStringLiteral("preferences")).toObject());
    session.servers = ServerList::fromJson(json.value(QStringLiteral("servers")).toArray());
    session.offersSuggestions = json.value(QStringLiteral("suggestions")).toBool();
    session.workspace = json.value(QStringLiteral("workspace")).toString();
    return session;
}

} // namespace explorer::ui
