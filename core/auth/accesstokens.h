#pragma once

#include "core/auth/authservice.h"

namespace explorer::auth
{

/// Signs and verifies access tokens: JSON Web Tokens of one fixed header and algorithm (HS256, RFC 7515), so
/// that nothing in a token chooses how it is checked. Any thread; about 5 us.
class AccessTokens
{
public:
    /// `key` has 32 bytes.
    AccessTokens(std::string key, const AuthSettings &settings) : m_key(std::move(key)), m_settings(settings)
    {
    }

    [[nodiscard]] std::string sign(const Principal &principal, UnixMillis now) const;
    /// Unauthenticated ("token_invalid", "token_expired").
    [[nodiscard]] Result<Principal> verify(std::string_view token, UnixMillis now) const;

private:
    std::string m_key;
    AuthSettings m_settings;
};

} // namespace explorer::auth
