#pragma once

#include "core/auth/authservice.h"

namespace explorer::auth
{

/// The refresh tokens of the accounts: one family a sign-in, one token of it good at a time, each exchanged
/// once. An exchanged token that comes again ends its family, but for some seconds of grace for a client that
/// lost the answer. Blocks for a write; any thread.
class Sessions
{
public:
    Sessions(storage::Database &database, const AuthSettings &settings)
        : m_database(database), m_settings(settings)
    {
    }

    struct Opened {
        std::string refreshToken;
        std::string family;
        storage::User user;
    };
    /// `newHash` replaces the account's password hash in the same transaction.
    Result<Opened> begin(const storage::User &user, const std::optional<std::string> &newHash,
                         UnixMillis now);
    /// Unauthenticated ("session_ended").
    Result<Opened> exchange(const std::string &refreshToken, UnixMillis now);
    Result<void> end(const std::string &refreshToken);

private:
    enum class Verdict : std::uint8_t { Exchange, Repeat, Refuse, EndFamily };
    [[nodiscard]] Verdict judge(const storage::RefreshToken &token, UnixMillis now) const;
    Result<std::optional<Opened>> exchangeIn(storage::Connection &connection, const std::string &hash,
                                             UnixMillis now) const;

    storage::Database &m_database;
    AuthSettings m_settings;
};

} // namespace explorer::auth
