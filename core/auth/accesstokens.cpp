#include "core/auth/accesstokens.h"

#include "core/auth/sodium_p.h"

namespace explorer::auth
{
namespace
{

constexpr std::size_t kTokenLimitBytes = 4096;
// {"alg":"HS256","typ":"JWT"} and the dot behind it.
constexpr std::string_view kHeader = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.";

tl::unexpected<Error> invalid()
{
    return fail(ErrorCode::Unauthenticated, "token_invalid",
                "The access token is not valid here. Sign in again.");
}

std::optional<Principal> principalOf(const nlohmann::json &claims)
{
    const auto text = [&claims](const char *name) -> std::optional<std::string> {
        const auto found = claims.find(name);
        if (found == claims.end() || !found->is_string())
            return {};
        return found->get<std::string>();
    };
    auto id = text("sub");
    auto name = text("name");
    auto session = text("sid");
    const auto role = api::roleFromString(text("role").value_or(std::string()));
    if (!id || !name || !session || !role)
        return {};
    return Principal{std::move(*id), std::move(*name), *role, std::move(*session)};
}

/// Seconds since 1970.
std::optional<std::int64_t> timeClaim(const nlohmann::json &claims, const char *name)
{
    const auto found = claims.find(name);
    if (found == claims.end() || !found->is_number_integer())
        return {};
    return found->get<std::int64_t>();
}

} // namespace

std::string AccessTokens::sign(const Principal &principal, UnixMillis now) const
{
    const std::int64_t seconds = now / 1000;
    const nlohmann::json claims = {{"sub", principal.userId},
                                   {"name", principal.name},
                                   {"role", std::string(api::toString(principal.role))},
                                   {"sid", principal.sessionId},
                                   {"iat", seconds},
                                   {"exp", seconds + m_settings.accessTokenSeconds}};
    std::string token(kHeader);
    token += toBase64Url(claims.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    const std::string signature = toBase64Url(hmacSha256(m_key, token));
    return token + "." + signature;
}

Result<Principal> AccessTokens::verify(std::string_view token, UnixMillis now) const
{
    if (token.size() > kTokenLimitBytes || !token.starts_with(kHeader))
        return invalid();
    const std::size_t dot = token.find('.', kHeader.size());
    if (dot == std::string_view::npos)
        return invalid();
    // Compared as text: base64 that decodes to the same bytes in another spelling is refused too.
    if (!equalInConstantTime(toBase64Url(hmacSha256(m_key, token.substr(0, dot))), token.substr(dot + 1)))
        return invalid();
    std::string payload;
    if (!fromBase64Url(token.substr(kHeader.size(), dot - kHeader.size()), payload))
        return invalid();
    const nlohmann::json claims = nlohmann::json::parse(payload, nullptr, false);
    if (!claims.is_object())
        return invalid();
    const auto expiresAt = timeClaim(claims, "exp");
    const auto issuedAt = timeClaim(claims, "iat");
    auto principal = principalOf(claims);
    const std::int64_t seconds = now / 1000;
    if (!expiresAt || !issuedAt || !principal || *issuedAt > seconds + m_settings.clockSkewSeconds)
        return invalid();
    if (*expiresAt <= seconds - m_settings.clockSkewSeconds)
        return fail(ErrorCode::Unauthenticated, "token_expired",
                    "The access token has expired. Refresh it, or sign in again.");
    return std::move(*principal);
}

} // namespace explorer::auth
