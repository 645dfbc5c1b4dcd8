#pragma once

#include "core/base/logging.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QObject>
#include <QUrl>

#include <filesystem>
#include <future>
#include <memory>
#include <thread>

namespace explorer::app
{

/// The gateway and the engine inside this process, on their own threads, on 127.0.0.1 and a free port, with a
/// secret of this launch. Starting and ending block nobody: they run on a thread of this object. Interface
/// thread; signals come on it.
class EmbeddedServer : public QObject
{
    Q_OBJECT
public:
    struct Access {
        QUrl url;
        QByteArray launchSecret;
        /// The one account of the local workspace; its password lives in the keychain or in memory.
        QString userName;
        QString password;
    };

    EmbeddedServer(std::filesystem::path directory, Logger &logger, QObject *parent = nullptr);
    /// Drains, commits and joins.
    ~EmbeddedServer() override;

    /// Opens the engine; started() waits for setKnownPassword(), so that a slow keychain costs nothing.
    void start();
    /// Once. What the keychain held; empty: a new password is made, and given back in Access.
    void setKnownPassword(const QString &password);
    [[nodiscard]] bool isRunning() const { return m_running; }

Q_SIGNALS:
    void started(const explorer::app::EmbeddedServer::Access &access);
    /// What happened and what to do, in English from the engine; `reason` is the error's stable word.
    void failed(const QString &reason, const QString &message);

private:
    struct Parts;
    Result<Access> open();
    void answer(const Result<Access> &access);

    std::filesystem::path m_directory;
    Logger &m_logger;
    std::unique_ptr<Parts> m_parts;
    std::promise<std::string> m_password;
    std::thread m_thread;
    bool m_hasPassword = false;
    bool m_running = false;
};

} // namespace explorer::app
