#pragma once

#include <QJsonArray>
#include <QList>
#include <QUrl>

namespace explorer::ui
{

/// A server that was connected to once. Holds no secrets.
struct ServerEntry {
    QUrl url;
    QString userName;
    /// A refresh token lies in the keychain.
    bool remembered = false;
    /// SHA-256 fingerprints that the user accepted.
    QList<QByteArray> trustedCertificates;
};

/// The remembered servers, the last used first, ten at most.
class ServerList
{
public:
    static constexpr qsizetype kLimit = 10;

    [[nodiscard]] const QList<ServerEntry> &entries() const { return m_entries; }
    [[nodiscard]] ServerEntry find(const QUrl &url) const;
    /// Puts the entry first; one of the same address is replaced.
    void put(const ServerEntry &entry);
    void remove(const QUrl &url);

    [[nodiscard]] QJsonArray toJson() const;
    static ServerList fromJson(const QJsonArray &json);

private:
    QList<ServerEntry> m_entries;
};

/// The address a person means: `https` where no scheme is given (`http` on this machine), no path's end
/// slash. Empty where it is none; then `problem` says why.
QUrl serverUrlFromText(const QString &text, QString *problem);

} // namespace explorer::ui
