#pragma once

#include "ui/shell/session.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <functional>

namespace explorer::ui
{

/// The session file: read once at the start, written within 2 s of a change and at the end. A crash leaves
/// the old or the new one. Changes are written, and brought to the disk, on a thread of its own, one after
/// the other: a busy disk would hold the interface up.
class SessionStore : public QObject
{
    Q_OBJECT
public:
    SessionStore(QString path, QObject *parent = nullptr);
    /// Waits for a write that is under way.
    ~SessionStore() override;
    /// Nothing where there is no file yet; a damaged one is set aside as PATH.damaged and told through
    /// saveFailed().
    [[nodiscard]] Session load();
    /// Asked for the state when it is time to write.
    void setSource(std::function<Session()> source) { m_source = std::move(source); }
    void noteChange();
    /// Blocks until it is written.
    void saveNow();

Q_SIGNALS:
    void failed(const QString &text);

private:
    [[nodiscard]] static QString write(const QString &path, const QByteArray &content);
    void saveSoon();
    void written(const QByteArray &content, const QString &problem);

    QString m_path;
    std::function<Session()> m_source;
    QTimer m_delay;
    QByteArray m_written;
    bool m_told = false;
    bool m_isWriting = false;
    QThreadPool m_writer;
};

} // namespace explorer::ui
