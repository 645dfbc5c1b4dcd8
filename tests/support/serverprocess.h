#pragma once

#include "support/rawhttpclient.h"

#include <QProcess>
#include <QString>
#include <QUrl>

#include <csignal>

namespace explorer::test
{

/// explorerio-server as its own process, so that it can be killed. Ends with the object.
class ServerProcess
{
public:
    explicit ServerProcess(QString directory) : m_directory(std::move(directory)) {}
    ~ServerProcess() { kill(); }

    static QString program() { return QStringLiteral(EXPLORERIO_SERVER_PROGRAM); }

    /// Runs a command of the program to its end; the exit status, -1 where it did not end in time.
    static int run(const QStringList &arguments, const QByteArray &input = {}, QByteArray *output = nullptr)
    {
        QProcess process;
        process.start(program(), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return -1;
        if (output != nullptr)
            *output = process.readAllStandardOutput() + process.readAllStandardError();
        return process.exitCode();
    }

    /// False where it does not say in time where it listens.
    bool start(const QStringList &more = {})
    {
        m_process.start(program(), QStringList{QStringLiteral("serve"), QStringLiteral("--data"), m_directory,
                                               QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                                       more);
        m_process.setReadChannel(QProcess::StandardOutput);
        while (!m_process.canReadLine()) {
            if (!m_process.waitForReadyRead(20'000))
                return false;
        }
        const QString line = QString::fromUtf8(m_process.readLine()).trimmed();
        m_port = static_cast<std::uint16_t>(QUrl(line.section(QLatin1Char(' '), -1)).port());
        return m_port != 0;
    }

    /// kill -9, and wait until it is gone.
    void kill()
    {
        if (m_process.state() == QProcess::NotRunning)
            return;
        ::kill(static_cast<pid_t>(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }

    /// SIGTERM; the exit status, -1 where it did not end in time.
    int terminate()
    {
        ::kill(static_cast<pid_t>(m_process.processId()), SIGTERM);
        return m_process.waitForFinished(40'000) ? m_process.exitCode() : -1;
    }

    [[nodiscard]] std::uint16_t port() const { return m_port; }
    [[nodiscard]] qint64 processId() const { return m_process.processId(); }
    [[nodiscard]] QByteArray errors() { return m_process.readAllStandardError(); }

private:
    QString m_directory;
    QProcess m_process;
    std::uint16_t m_port = 0;
};

} // namespace explorer::test
