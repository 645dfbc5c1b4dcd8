#include "ui/signin/tokenkeeper.h"

#include "ui/client/apiclient.h"

namespace explorer::ui
{

namespace
{
QString keyOf(const QUrl &server) { return QStringLiteral("refresh-token ") + server.toString(); }
} // namespace

TokenKeeper::TokenKeeper(ApiClient *client, SecretStore *store, QObject *parent)
    : QObject(parent), m_client(client), m_store(store)
{
    connect(client, &ApiClient::refreshTokenChanged, this, &TokenKeeper::store);
}

void TokenKeeper::keep(const QUrl &server, bool remember)
{
    m_server = server;
    m_remember = remember;
    if (remember)
        store(m_client->refreshToken());
    else
        forget(server);
}

void TokenKeeper::load(const QUrl &server, std::function<void(bool)> done)
{
    if (!m_store)
        return done(false);
    m_store->read(this, keyOf(server), [this, done = std::move(done)](const SecretStore::Answer &answer) {
        const bool found = answer.outcome == SecretStore::Outcome::Done && !answer.value.isEmpty();
        if (found)
            m_client->setRefreshToken(answer.value);
        else
            report(answer);
        done(found);
    });
}

void TokenKeeper::forget(const QUrl &server)
{
    // Failing to remove what may not be there is nothing to trouble anybody with.
    if (m_store && !server.isEmpty())
        m_store->remove(this, keyOf(server), [](const SecretStore::Answer &) {});
}

void TokenKeeper::store(const QString &token)
{
    if (!m_remember || !m_store || m_server.isEmpty())
        return;
    if (token.isEmpty())
        return forget(m_server);
    m_store->write(this, keyOf(m_server), token,
                   [this](const SecretStore::Answer &answer) { report(answer); });
}

void TokenKeeper::report(const SecretStore::Answer &answer)
{
    if (answer.outcome != SecretStore::Outcome::Done && answer.outcome != SecretStore::Outcome::NotFound)
        Q_EMIT keychainFailed(answer.outcome, textOf(answer.outcome, answer.detail));
}

QString TokenKeeper::textOf(SecretStore::Outcome outcome, const QString &detail)
{
    switch (outcome) {
    case SecretStore::Outcome::Locked:
        return tr("The keychain is locked, so this sign-in is only kept until you quit. Unlock it and sign "
                  "in again to be "
                  "remembered.");
    case SecretStore::Outcome::Missing:
        return tr("This system has no keychain, so this sign-in is only kept until you quit.");
    case SecretStore::Outcome::Denied:
        return tr("Access to the keychain was refused, so this sign-in is only kept until you quit. Allow it "
                  "in the "
                  "keychain's settings to be remembered.");
    case SecretStore::Outcome::Other:
        return tr("The keychain failed (%1), so this sign-in is only kept until you quit.").arg(detail);
    case SecretStore::Outcome::Done:
    case SecretStore::Outcome::NotFound:
        break;
    }
    return {};
}

} // namespace explorer::ui
