#pragma once

#include <QLocalServer>
#include <QObject>

namespace explorer::app
{

/// One window a data directory: a second start raises the first one's window and ends. Interface thread.
class SingleInstance : public QObject
{
    Q_OBJECT
public:
    explicit SingleInstance(const QString &directory, QObject *parent = nullptr);
    /// True where another instance was there and has been asked to show itself.
    bool raiseOther();
    void listen();

Q_SIGNALS:
    void raiseRequested();

private:
    QString m_name;
    QLocalServer m_server;
};

} // namespace explorer::app
