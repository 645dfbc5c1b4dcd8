#include "app/embeddedserver.h"

#include "core/base/random.h"
#include "core/engine/engine.h"
#include "server/handlers/gateway.h"

namespace explorer::app
{
namespace
{

constexpr const char *kUserName = "local";
constexpr int kConnectionLimit = 64;
constexpr std::int64_t kCacheBytes = 64LL * 1024 * 1024;
constexpr int kDrainMillis = 2000;

/// The local account exists and has this password afterwards. A new password ends the sessions of the old
/// one.
Result<std::string> ensureLocalUser(auth::AuthService &auth, const std::string &known)
{
    const Result<std::vector<api::UserInfo>> users = auth.users();
    if (!users)
        return fail(users.error());
    const bool exists = std::any_of(users->begin(), users->end(),
                                    [](const api::UserInfo &user) { return user.name == kUserName; });
    if (exists && !known.empty())
        return known;
    std::string password = randomToken();
    if (exists) {
        if (auto set = auth.setPassword(kUserName, password); !set)
            return fail(set.error());
        return password;
    }
    const Result<api::UserInfo> added = auth.addUser(kUserName, password, api::Role::Admin);
    if (!added)
        return fail(added.error());
    return password;
}

} // namespace

struct EmbeddedServer::Parts {
    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<gateway::Gateway> gateway;
};

EmbeddedServer::EmbeddedServer(std::filesystem::path directory, Logger &logger, QObject *parent)
    : QObject(parent), m_directory(std::move(directory)), m_logger(logger), m_parts(std::make_unique<Parts>())
{
    qRegisterMetaType<Access>();
}

EmbeddedServer::~EmbeddedServer()
{
    setKnownPassword({});
    if (m_thread.joinable())
        m_thread.join();
    if (m_parts->gateway)
        m_parts->gateway->stop();
}

void EmbeddedServer::start()
{
    m_thread = std::thread([this] {
        nameThread("embedded-start");
        Result<Access> access = open();
        QMetaObject::invokeMethod(
            this, [this, access = std::move(access)] { answer(access); }, Qt::QueuedConnection);
    });
}

void EmbeddedServer::setKnownPassword(const QString &password)
{
    if (!m_hasPassword)
        m_password.set_value(password.toStdString());
    m_hasPassword = true;
}

void EmbeddedServer::answer(const Result<Access> &access)
{
    m_running = access.has_value();
    if (access)
        Q_EMIT started(*access);
    else
        Q_EMIT failed(QString::fromStdString(access.error().reason),
                      QString::fromStdString(access.error().message));
}

Result<EmbeddedServer::Access> EmbeddedServer::open()
{
    engine::EngineSettings engineSettings;
    engineSettings.cache.capacityBytes = kCacheBytes;
    auto engine = engine::Engine::open(m_directory, engineSettings, m_logger);
    if (!engine)
        return fail(engine.error());
    gateway::GatewaySettings settings;
    settings.http.connectionLimit = kConnectionLimit;
    settings.http.drainMillis = kDrainMillis;
    settings.launchSecret = randomToken();
    auto gateway = gateway::Gateway::create(**engine, settings);
    if (!gateway)
        return fail(gateway.error());
    if (auto listening = (*gateway)->listen("127.0.0.1", 0); !listening)
        return fail(listening.error());
    const Result<std::string> password = ensureLocalUser((*engine)->auth(), m_password.get_future().get());
    if (!password)
        return fail(password.error());
    Access access;
    access.url = QUrl(QString::fromStdString((*gateway)->url()));
    access.launchSecret = QByteArray::fromStdString(settings.launchSecret);
    access.userName = QString::fromLatin1(kUserName);
    access.password = QString::fromStdString(*password);
    m_parts->engine = std::move(*engine);
    m_parts->gateway = std::move(*gateway);
    return access;
}

} // namespace explorer::app
