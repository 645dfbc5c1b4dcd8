#pragma once

#include "ui/client/secretstore.h"

#include <QObject>
#include <QUrl>

namespace explorer::ui
{

class ApiClient;

/// Keeps the refresh token of a remembered session in the keychain, and follows each rotation. Not
/// remembered: the token stays in memory and whatever was stored is removed. Interface thread.
class TokenKeeper : public QObject
{
    Q_OBJECT
public:
    TokenKeeper(ApiClient *client, SecretStore *store, QObject *parent = nullptr);
    /// From now on the client's tokens belong to this server. `remember` writes the present one at once.
    void keep(const QUrl &server, bool remember);
    /// Reads a remembered token into the client; `found` says whether there was one.
    void load(const QUrl &server, std::function<void(bool found)> done);
    void forget(const QUrl &server);

    /// What a person has to know about a keychain that did not work; one sentence a case.
    static QString textOf(SecretStore::Outcome outcome, const QString &detail);

Q_SIGNALS:
    void keychainFailed(explorer::ui::SecretStore::Outcome outcome, const QString &text);

private:
    void store(const QString &token);
    void report(const SecretStore::Answer &answer);

    ApiClient *m_client;
    SecretStore *m_store;
    QUrl m_server;
    bool m_remember = false;
};

} // namespace explorer::ui
