#include "app/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace explorer::app
{
namespace
{

constexpr int kAnswerMillis = 200;

} // namespace

SingleInstance::SingleInstance(const QString &directory, QObject *parent) : QObject(parent)
{
    const QByteArray key = QDir(directory).absolutePath().toUtf8();
    m_name = QStringLiteral("explorerio-") +
             QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().left(16));
    // Only the same user may connect.
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        delete m_server.nextPendingConnection();
        Q_EMIT raiseRequested();
    });
}

bool SingleInstance::raiseOther()
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    return socket.waitForConnected(kAnswerMillis);
}

void SingleInstance::listen()
{
    // A crash leaves the socket's file behind; nobody answered on it just now.
    QLocalServer::removeServer(m_name);
    m_server.listen(m_name);
}

} // namespace explorer::app
