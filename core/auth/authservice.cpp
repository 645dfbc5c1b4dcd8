#include "core/auth/authservice.h"

#include "core/auth/accesstokens.h"
#include "core/auth/passwordhasher.h"
#include "core/auth/passwordrules.h"
#include "core/auth/sessions.h"
#include "core/base/random.h"
#include "core/resilience/loginthrottle.h"

#include <QString>

namespace explorer::auth
{
namespace
{

constexpr const char *kSigningKeyName = "auth.signing_key";
constexpr std::size_t kSigningKeyBytes = 32;
constexpr qsizetype kNameLimit = 64;
constexpr std::size_t kPasswordLimitBytes = 4096;

/// Made at the first start; whoever has it can sign tokens, so it never leaves the database.
Result<std::string> signingKey(storage::Database &database)
{
    std::string key;
    auto done = database.writeAndWait(
        [&key](storage::Connection &connection) -> Result<void> {
            auto stored = storage::MetaStore::find(connection, kSigningKeyName);
            if (!stored)
                return fail(std::move(stored.error()));
            if (*stored && (*stored)->size() == kSigningKeyBytes) {
                key = std::move(**stored);
                return {};
            }
            key = randomBytes(kSigningKeyBytes);
            return storage::MetaStore::set(connection, kSigningKeyName, key);
        },
        storage::WriteKind::Essential);
    if (!done)
        return fail(std::move(done.error()));
    return key;
}

Result<void> checkName(const std::string &name)
{
    const QString text = QString::fromStdString(name);
    const bool isPrintable = std::all_of(text.begin(), text.end(), [](QChar c) { return c.isPrint(); });
    if (text.isEmpty() || text.size() > kNameLimit || !isPrintable || text.trimmed() != text)
        return fail(ErrorCode::InvalidArgument, "user_name_invalid",
                    "An account's name has 1 to 64 visible characters and no space at its ends.");
    return {};
}

tl::unexpected<Error> badCredentials()
{
    return fail(ErrorCode::Unauthenticated, "bad_credentials", "The account or the password is wrong.");
}

tl::unexpected<Error> throttled(std::chrono::seconds wait)
{
    Error error = makeError(ErrorCode::ResourceExhausted, "throttled",
                            "Too many sign-ins have failed. Wait " + std::to_string(wait.count()) +
                                " s, then try again.");
    error.retryAfterSeconds = static_cast<int>(wait.count());
    return fail(std::move(error));
}

} // namespace

struct AuthService::Private {
    Private(storage::Database &givenDatabase, const AuthSettings &givenSettings, const Clock &givenClock,
            Logger &givenLogger, std::string key)
        : database(givenDatabase), settings(givenSettings), clock(givenClock), logger(givenLogger),
          users(givenDatabase), tokens(std::move(key), givenSettings), sessions(givenDatabase, givenSettings),
          throttle({}, givenClock), hasher(givenSettings)
    {
    }

    [[nodiscard]] api::TokenAnswer answer(const Sessions::Opened &opened) const
    {
        const storage::User &user = opened.user;
        return {tokens.sign({user.id, user.name, user.role, opened.family}, clock.nowMillis()),
                opened.refreshToken,
                settings.accessTokenSeconds,
                {user.id, user.name, user.role}};
    }

    /// Nothing where the account or the password is wrong; the same work either way.
    Result<std::optional<storage::User>> authenticate(const std::string &name, const std::string &password)
    {
        auto user = users.findByName(name);
        if (!user)
            return fail(std::move(user.error()));
        const bool mayMatch = *user && !(*user)->disabled && password.size() <= kPasswordLimitBytes;
        const std::string checked = password.substr(0, kPasswordLimitBytes);
        auto matches = hasher.verify(mayMatch ? (*user)->passwordHash : hasher.unmatchable(), checked);
        if (!matches)
            return fail(std::move(matches.error()));
        if (!mayMatch || !*matches)
            return std::nullopt;
        return std::move(*user);
    }

    /// A new hash where the stored one was made with weaker settings. Not worth failing a sign-in for.
    std::optional<std::string> renewedHash(const storage::User &user, const std::string &password)
    {
        if (!hasher.isOutdated(user.passwordHash))
            return {};
        auto hash = hasher.hash(password);
        return hash ? std::optional(std::move(*hash)) : std::nullopt;
    }

    storage::Database &database;
    AuthSettings settings;
    const Clock &clock;
    Logger &logger;
    storage::UserStore users;
    AccessTokens tokens;
    Sessions sessions;
    resilience::LoginThrottle throttle;
    PasswordHasher hasher;
};

AuthService::AuthService(std::unique_ptr<Private> d_) : d(std::move(d_)) {}

AuthService::~AuthService() = default;

Result<std::unique_ptr<AuthService>> AuthService::create(storage::Database &database,
                                                         const AuthSettings &settings, const Clock &clock,
                                                         Logger &logger)
{
    auto key = signingKey(database);
    if (!key)
        return fail(std::move(key.error()).withContext("reading the key that signs access tokens"));
    return std::unique_ptr<AuthService>(
        new AuthService(std::make_unique<Private>(database, settings, clock, logger, std::move(*key))));
}

Result<api::TokenAnswer> AuthService::login(const std::string &name, const std::string &password,
                                            const std::string &clientAddress)
{
    const std::string account = storage::UserStore::nameKey(name);
    if (const auto wait = d->throttle.admit(account, clientAddress); wait.count() > 0) {
        d->logger.warning("login_throttled",
                          {{"address", clientAddress}, {"retry_after", std::to_string(wait.count())}});
        return throttled(wait);
    }
    auto user = d->authenticate(name, password);
    if (!user) {
        d->throttle.withdraw(account, clientAddress);
        return fail(std::move(user.error()));
    }
    if (!*user) {
        d->logger.warning("login_failed", {{"address", clientAddress}});
        return badCredentials();
    }
    d->throttle.succeeded(account, clientAddress);
    auto opened = d->sessions.begin(**user, d->renewedHash(**user, password), d->clock.nowMillis());
    if (!opened)
        return fail(std::move(opened.error()));
    d->logger.info("login", {{"user", opened->user.id}, {"address", clientAddress}});
    return d->answer(*opened);
}

Result<api::TokenAnswer> AuthService::refresh(const std::string &refreshToken)
{
    auto opened = d->sessions.exchange(refreshToken, d->clock.nowMillis());
    if (!opened)
        return fail(std::move(opened.error()));
    return d->answer(*opened);
}

Result<void> AuthService::logout(const std::string &refreshToken) { return d->sessions.end(refreshToken); }

Result<Principal> AuthService::verify(std::string_view accessToken) const
{
    return d->tokens.verify(accessToken, d->clock.nowMillis());
}

Result<api::UserInfo> AuthService::addUser(const std::string &name, const std::string &password,
                                           api::Role role)
{
    if (auto checked = checkName(name); !checked)
        return fail(std::move(checked.error()));
    if (auto checked = checkPassword(name, password); !checked)
        return fail(std::move(checked.error()));
    auto hash = d->hasher.hash(password);
    if (!hash)
        return fail(std::move(hash.error()));
    const UnixMillis now = d->clock.nowMillis();
    const storage::User user{makeTimeSortedId(now), name, std::move(*hash), role, false};
    auto added = d->database.writeAndWait(
        [&](storage::Connection &connection) { return storage::UserStore::add(connection, user, now); },
        storage::WriteKind::Essential);
    if (!added)
        return fail(std::move(added.error()));
    d->logger.info("user_added", {{"user", user.id}, {"role", std::string(api::toString(role))}});
    return api::UserInfo{user.id, name, role};
}

Result<void> AuthService::setPassword(const std::string &name, const std::string &password)
{
    const auto user = d->users.findByName(name);
    if (!user)
        return fail(user.error());
    if (!*user)
        return fail(ErrorCode::NotFound, "user_unknown",
                    "There is no account \"" + name + "\". Check the name.");
    if (auto checked = checkPassword((*user)->name, password); !checked)
        return checked;
    const auto hash = d->hasher.hash(password);
    if (!hash)
        return fail(hash.error());
    return d->database.writeAndWait(
        [&](storage::Connection &connection) -> Result<void> {
            if (auto set = storage::UserStore::setPasswordHash(connection, (*user)->id, *hash); !set)
                return set;
            return storage::RefreshTokenStore::revokeUser(connection, (*user)->id);
        },
        storage::WriteKind::Essential);
}

Result<std::vector<api::UserInfo>> AuthService::users()
{
    const auto stored = d->users.list();
    if (!stored)
        return fail(stored.error());
    std::vector<api::UserInfo> infos;
    for (const storage::User &user : *stored)
        infos.push_back({user.id, user.name, user.role});
    return infos;
}

} // namespace explorer::auth
