#pragma once

#include "ui/client/secretstore.h"

namespace explorer::app
{

/// SecretStore on the system's keychain through QtKeychain, whose insecure fallback is never used.
class KeychainStore final : public ui::SecretStore
{
public:
    void askWhetherQuiet(QObject *owner, std::function<void(bool)> done) override;
    void read(QObject *owner, const QString &key, Callback done) override;
    void write(QObject *owner, const QString &key, const QString &value, Callback done) override;
    void remove(QObject *owner, const QString &key, Callback done) override;
};

} // namespace explorer::app
