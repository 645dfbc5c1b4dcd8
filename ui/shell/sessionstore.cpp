#include "ui/shell/sessionstore.h"

#include "core/base/fileops.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace explorer::ui
{

namespace
{
constexpr int kDelayMillis = 1000;
} // namespace

SessionStore::SessionStore(QString path, QObject *parent) : QObject(parent), m_path(std::move(path))
{
    m_delay.setSingleShot(true);
    m_delay.setInterval(kDelayMillis);
    connect(&m_delay, &QTimer::timeout, this, &SessionStore::saveSoon);
    m_writer.setMaxThreadCount(1);
}

SessionStore::~SessionStore() { m_writer.waitForDone(); }

Session SessionStore::load()
{
    const auto content = readFile(m_path.toStdString());
    if (!content)
        return {};
    auto session = sessionFromJson(QByteArray::fromStdString(*content));
    if (session)
        return *std::move(session);
    const QString aside = m_path + QStringLiteral(".damaged");
    QFile::remove(aside);
    QFile::rename(m_path, aside);
    Q_EMIT failed(
        tr("The saved tabs could not be read, so a new session was begun. The old file is kept as %1.")
            .arg(aside));
    return {};
}

void SessionStore::noteChange()
{
    // Not restarted by further changes, so that constant work does not put saving off.
    if (!m_delay.isActive())
        m_delay.start();
}

QString SessionStore::write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(QFileInfo(path).absolutePath());
    const auto written = writeFileAtomically(path.toStdString(), content.toStdString());
    return written ? QString() : QString::fromStdString(written.error().message);
}

void SessionStore::saveSoon()
{
    if (!m_source)
        return;
    const QByteArray content = toJson(m_source());
    if (content == m_written)
        return;
    if (m_isWriting) {
        m_delay.start();
        return;
    }
    m_isWriting = true;
    m_writer.start([this, path = m_path, content] {
        const QString problem = write(path, content);
        QMetaObject::invokeMethod(
            this,
            [this, content, problem] {
                m_isWriting = false;
                written(content, problem);
            },
            Qt::QueuedConnection);
    });
}

void SessionStore::saveNow()
{
    m_delay.stop();
    if (!m_source)
        return;
    m_writer.waitForDone();
    const QByteArray content = toJson(m_source());
    if (content != m_written || m_isWriting)
        written(content, write(m_path, content));
}

void SessionStore::written(const QByteArray &content, const QString &problem)
{
    if (problem.isEmpty()) {
        m_written = content;
        m_told = false;
    } else if (!m_told) {
        m_told = true;
        Q_EMIT failed(tr("Your open tabs cannot be saved: %1").arg(problem));
    }
}

} // namespace explorer::ui
