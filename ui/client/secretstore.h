#pragma once

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>

namespace explorer::ui
{

/// Where refresh tokens rest between two starts: the system's keychain, never a file of ours. Implemented by
/// the application. Interface thread; nothing blocks. Every callback comes once, later, on that thread, and
/// never when `owner` is gone. The four ways to fail are told apart, because a person has to do something
/// different about each.
class SecretStore
{
public:
    enum class Outcome : std::uint8_t {
        Done,
        /// Nothing is stored under the key; not a failure.
        NotFound,
        /// There is a keychain and it has to be unlocked.
        Locked,
        /// The system has no keychain service: secrets live in memory until the program ends.
        Missing,
        /// The user or the system refused access.
        Denied,
        Other,
    };
    struct Answer {
        Outcome outcome = Outcome::Other;
        QString value;
        /// The keychain's own words, for Outcome::Other.
        QString detail;
    };
    using Callback = std::function<void(const Answer &)>;

    virtual ~SecretStore() = default;
    /// Whether a secret can be read and written now without anybody being asked for a password.
    virtual void askWhetherQuiet(QObject *owner, std::function<void(bool)> done)
    {
        QMetaObject::invokeMethod(
            owner, [done = std::move(done)] { done(true); }, Qt::QueuedConnection);
    }
    virtual void read(QObject *owner, const QString &key, Callback done) = 0;
    virtual void write(QObject *owner, const QString &key, const QString &value, Callback done) = 0;
    virtual void remove(QObject *owner, const QString &key, Callback done) = 0;
};

} // namespace explorer::ui
