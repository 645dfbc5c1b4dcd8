#include "ui/signin/serverlist.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonObject>

namespace explorer::ui
{

namespace
{

QString text(const char *source) { return QCoreApplication::translate("ServerList", source); }

bool isLocal(const QString &host)
{
    return host == QLatin1String("localhost") || QHostAddress(host).isLoopback();
}

} // namespace

ServerEntry ServerList::find(const QUrl &url) const
{
    for (const ServerEntry &entry : m_entries) {
        if (entry.url == url)
            return entry;
    }
    ServerEntry entry;
    entry.url = url;
    return entry;
}

void ServerList::put(const ServerEntry &entry)
{
    remove(entry.url);
    m_entries.prepend(entry);
    if (m_entries.size() > kLimit)
        m_entries.resize(kLimit);
}

void ServerList::remove(const QUrl &url)
{
    m_entries.removeIf([&url](const ServerEntry &entry) { return entry.url == url; });
}

QJsonArray ServerList::toJson() const
{
    QJsonArray array;
    for (const ServerEntry &entry : m_entries) {
        QJsonArray trusted;
        for (const QByteArray &fingerprint : entry.trustedCertificates)
            trusted.append(QString::fromLatin1(fingerprint.toHex()));
        array.append(QJsonObject{{QStringLiteral("url"), entry.url.toString()},
                                 {QStringLiteral("user"), entry.userName},
                                 {QStringLiteral("remembered"), entry.remembered},
                                 {QStringLiteral("trusted"), trusted}});
    }
    return array;
}

ServerList ServerList::fromJson(const QJsonArray &json)
{
    ServerList list;
    for (const QJsonValue &value : json) {
        const QJsonObject object = value.toObject();
        ServerEntry entry;
        entry.url = serverUrlFromText(object.value(QStringLiteral("url")).toString(), nullptr);
        if (entry.url.isEmpty() || list.m_entries.size() >= kLimit)
            continue;
        entry.userName = object.value(QStringLiteral("user")).toString();
        entry.remembered = object.value(QStringLiteral("remembered")).toBool();
        const QJsonArray trusted = object.value(QStringLiteral("trusted")).toArray();
        for (const QJsonValue &fingerprint : trusted)
            entry.trustedCertificates.append(QByteArray::fromHex(fingerprint.toString().toLatin1()));
        list.m_entries.append(entry);
    }
    return list;
}

QUrl serverUrlFromText(const QString &input, QString *problem)
{
    const auto refuse = [problem](const QString &why) {
        if (problem)
            *problem = why;
        return QUrl();
    };
    QString given = input.trimmed();
    if (given.isEmpty())
        return refuse(text(QT_TRANSLATE_NOOP("ServerList", "Enter the server's address, for example "
                                                           "https://explorer.example.org.")));
    if (!given.contains(QLatin1String("://")))
        given.prepend(QLatin1String("//"));
    QUrl url(given, QUrl::StrictMode);
    if (url.scheme().isEmpty())
        url.setScheme(isLocal(url.host()) ? QStringLiteral("http") : QStringLiteral("https"));
    if (!url.isValid() || url.host().isEmpty())
        return refuse(text(QT_TRANSLATE_NOOP("ServerList", "This is not an address. Write it like "
                                                           "https://explorer.example.org:8470.")));
    if (url.scheme() != QLatin1String("http") && url.scheme() != QLatin1String("https"))
        return refuse(text(QT_TRANSLATE_NOOP("ServerList", "An address begins with https:// or http://.")));
    if (!url.userInfo().isEmpty())
        return refuse(
            text(QT_TRANSLATE_NOOP("ServerList", "Leave name and password out of the address; you are asked "
                                                 "for them below.")));
    QString path = url.path();
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path);
    url.setQuery(QString());
    url.setFragment(QString());
    return url;
}

} // namespace explorer::ui
