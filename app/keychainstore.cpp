#include "app/keychainstore.h"

#include <qt6keychain/keychain.h>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QFileInfo>

namespace explorer::app
{
namespace
{

using Outcome = ui::SecretStore::Outcome;

const QString &service()
{
    static const QString name = QStringLiteral("ExplorerIO");
    return name;
}

Outcome outcomeOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return Outcome::Done;
    case QKeychain::EntryNotFound:
        return Outcome::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Outcome::Denied;
    case QKeychain::NoBackendAvailable:
        return Outcome::Missing;
    case QKeychain::NotImplemented:
        return Outcome::Missing;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    // libsecret's errors all come as one code: a locked collection, and a bus on which nobody keeps secrets
    // or which is gone, are known by their texts.
    const QString text = job.errorString();
    if (text.contains(QStringLiteral("locked"), Qt::CaseInsensitive))
        return Outcome::Locked;
    for (const char *part : {"org.freedesktop.secrets", "D-Bus", "Could not connect"}) {
        if (text.contains(QLatin1String(part)))
            return Outcome::Missing;
    }
    return Outcome::Other;
}

/// Asking for a bus where there is none would start one.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") ||
           QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

void run(QKeychain::Job *job, const QString &key, QObject *owner, ui::SecretStore::Callback done)
{
    if (!hasSessionBus()) {
        delete job;
        QMetaObject::invokeMethod(
            owner,
            [done = std::move(done)] {
                done({Outcome::Missing, {}, {}});
            },
            Qt::QueuedConnection);
        return;
    }
    job->setKey(key);
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, owner,
                     [done = std::move(done)](QKeychain::Job *finished) {
                         ui::SecretStore::Answer answer;
                         answer.outcome = outcomeOf(*finished);
                         answer.detail = finished->errorString();
                         if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(finished))
                             answer.value = read->textData();
                         done(answer);
                     });
    job->start();
}

const QString kBusName = QStringLiteral("org.freedesktop.secrets");
constexpr int kBusMillis = 1000;

template <class Value>
void ask(QObject *owner, const QDBusMessage &question,
         std::function<void(const QDBusPendingReply<Value> &)> done)
{
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(question, kBusMillis), owner);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, owner,
                     [done = std::move(done)](QDBusPendingCallWatcher *answered) {
                         answered->deleteLater();
                         done(QDBusPendingReply<Value>(*answered));
                     });
}

void askWhetherLocked(QObject *owner, const QString &collection, std::function<void(bool)> done)
{
    QDBusMessage question = QDBusMessage::createMethodCall(
        kBusName, collection, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    question << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    ask<QDBusVariant>(owner, question,
                      [done = std::move(done)](const QDBusPendingReply<QDBusVariant> &reply) {
                          done(reply.isError() || reply.value().variant().toBool());
                      });
}

} // namespace

void KeychainStore::askWhetherQuiet(QObject *owner, std::function<void(bool)> done)
{
    if (!hasSessionBus()) {
        QMetaObject::invokeMethod(
            owner, [done = std::move(done)] { done(false); }, Qt::QueuedConnection);
        return;
    }
    QDBusMessage question = QDBusMessage::createMethodCall(
        kBusName, QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("ReadAlias"));
    question << QStringLiteral("default");
    ask<QDBusObjectPath>(
        owner, question, [owner, done = std::move(done)](const QDBusPendingReply<QDBusObjectPath> &reply) {
            // Without a default collection, writing would ask for a password for a new one.
            if (reply.isError() || reply.value().path() == QStringLiteral("/"))
                done(false);
            else
                askWhetherLocked(owner, reply.value().path(), [done](bool isLocked) { done(!isLocked); });
        });
}

void KeychainStore::read(QObject *owner, const QString &key, Callback done)
{
    run(new QKeychain::ReadPasswordJob(service()), key, owner, std::move(done));
}

void KeychainStore::write(QObject *owner, const QString &key, const QString &value, Callback done)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setTextData(value);
    run(job, key, owner, std::move(done));
}

void KeychainStore::remove(QObject *owner, const QString &key, Callback done)
{
    run(new QKeychain::DeletePasswordJob(service()), key, owner, std::move(done));
}

} // namespace explorer::app
