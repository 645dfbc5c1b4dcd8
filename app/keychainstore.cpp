#include "app/keychainstore.h"

#include <qt6keychain/keychain.h>

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
    // libsecret has no code of its own for a locked collection; its text names it.
    return job.errorString().contains(QStringLiteral("locked"), Qt::CaseInsensitive) ? Outcome::Locked
                                                                                     : Outcome::Other;
}

void run(QKeychain::Job *job, const QString &key, QObject *owner, ui::SecretStore::Callback done)
{
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

} // namespace

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
