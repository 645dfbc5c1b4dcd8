#pragma once

#include "ui/shell/session.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace explorer::ui
{

/// The session file: read once at the start, written within 2 s of a change and at the end. A crash leaves
/// the old or the new one. Writing costs one small file and an fsync on the interface thread.
class SessionStore : public QObject
{
    Q_OBJECT
public:
    SessionStore(QString path, QObject *parent = nullptr);
    /// Nothing where there is no file yet; a damaged one is set aside as PATH.damaged and told through
    /// saveFailed().
    [[nodiscard]] Session load();
    /// Asked for the state when it is time to write.
    void setSource(std::function<Session()> source) { m_source = std::move(source); }
    void noteChange();
    void saveNow();

Q_SIGNALS:
    void failed(const QString &text);

private:
    QString m_path;
    std::function<Session()> m_source;
    QTimer m_delay;
    QByteArray m_written;
    bool m_told = false;
};

} // namespace explorer::ui
