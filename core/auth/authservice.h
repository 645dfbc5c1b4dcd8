#pragma once

#include "core/api/account.h"
#include "core/base/logging.h"
#include "core/storage/accountstores.h"

#include <future>
#include <memory>
#include <string>

namespace explorer::auth
{

struct AuthSettings {
    int accessTokenSeconds = 600;
    int refreshIdleSeconds = 12 * 3600;
    int refreshAbsoluteSeconds = 7 * 24 * 3600;
    int refreshGraceSeconds = 10;
    int clockSkewSeconds = 30;
    int passwordMemoryKiB = 19456;
    int passwordPasses = 2;
    int hashingThreads = 2;
    int hashingQueue = 16;
};

/// What a request may do (permissions.cpp has the table). The handlers ask for one; a role holds a set of
/// them.
enum class Permission : std::uint8_t {
    None,
    Authenticated,
    SearchRead,
    DocumentsWrite,
    CollectionsManage,
    HealthRead,
    MetricsRead,
    CacheManage,
    AuditRead,
    UsersManage
};
bool roleHas(api::Role role, Permission permission);

struct Principal {
    std::string userId;
    std::string name;
    api::Role role = api::Role::Viewer;
    std::string sessionId;
};

/// Sign-in: user database -> argon2id on its own small pool -> access token (HS256 JWT, 10 min) and a
/// rotating refresh token. login() and refresh() block for a hash or a write: never on a network thread.
class AuthService
{
public:
    static Result<std::unique_ptr<AuthService>>
    create(storage::Database &database, const AuthSettings &settings, const Clock &clock, Logger &logger);
    ~AuthService();

    /// The same words and time for a real and an unknown account. Unauthenticated ("bad_credentials");
    /// ResourceExhausted ("throttled") with retryAfterSeconds; Unavailable ("hashing_busy").
    Result<api::TokenAnswer> login(const std::string &name, const std::string &password,
                                   const std::string &clientAddress);
    /// Rotates. Reuse of an old token revokes its family, but for 10 s of grace. Unauthenticated
    /// ("session_ended").
    Result<api::TokenAnswer> refresh(const std::string &refreshToken);
    Result<void> logout(const std::string &refreshToken);
    /// Verifies signature, expiry, and the exact header; no database. Unauthenticated ("token_invalid",
    /// "token_expired").
    [[nodiscard]] Result<Principal> verify(std::string_view accessToken) const;

    /// Password rules: 12 to 128 characters, not a common one. AlreadyExists ("user_exists"), InvalidArgument
    /// ("password_weak").
    Result<api::UserInfo> addUser(const std::string &name, const std::string &password, api::Role role);
    /// Ends every session of the account. NotFound ("user_unknown").
    Result<void> setPassword(const std::string &name, const std::string &password);
    Result<std::vector<api::UserInfo>> users();

private:
    struct Private;
    explicit AuthService(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::auth
