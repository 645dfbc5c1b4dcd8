#include "core/auth/sessions.h"

#include "core/auth/sodium_p.h"
#include "core/base/random.h"

namespace explorer::auth
{
namespace
{

using storage::RefreshToken;
using storage::RefreshTokenStore;

constexpr UnixMillis kMillis = 1000;

tl::unexpected<Error> ended()
{
    return fail(ErrorCode::Unauthenticated, "session_ended", "The session has ended. Sign in again.");
}

} // namespace

Result<Sessions::Opened> Sessions::begin(const storage::User &user, const std::optional<std::string> &newHash,
                                         UnixMillis now)
{
    Opened opened{randomToken(), randomToken(16), user};
    auto written = m_database.writeAndWait(
        [&](storage::Connection &connection) -> Result<void> {
            const UnixMillis oldest = now - m_settings.refreshAbsoluteSeconds * kMillis;
            if (auto removed = RefreshTokenStore::removeOlderThan(connection, oldest); !removed)
                return removed;
            if (newHash) {
                if (auto set = storage::UserStore::setPasswordHash(connection, user.id, *newHash); !set)
                    return set;
            }
            return RefreshTokenStore::add(
                connection, {sha256Hex(opened.refreshToken), opened.family, user.id, now, now, 0, false});
        },
        storage::WriteKind::Essential);
    if (!written)
        return fail(std::move(written.error()));
    return opened;
}

Sessions::Verdict Sessions::judge(const RefreshToken &token, UnixMillis now) const
{
    if (token.revoked)
        return Verdict::Refuse;
    if (now - token.familyStartedAt >= m_settings.refreshAbsoluteSeconds * kMillis)
        return Verdict::EndFamily;
    if (token.usedAt != 0)
        return now - token.usedAt <= m_settings.refreshGraceSeconds * kMillis ? Verdict::Repeat
                                                                              : Verdict::EndFamily;
    return now - token.issuedAt < m_settings.refreshIdleSeconds * kMillis ? Verdict::Exchange
                                                                          : Verdict::Refuse;
}

/// Nothing where the session is over; what has to be written then is part of the transaction too.
Result<std::optional<Sessions::Opened>> Sessions::exchangeIn(storage::Connection &connection,
                                                             const std::string &hash, UnixMillis now) const
{
    const auto token = RefreshTokenStore::find(connection, hash);
    if (!token)
        return fail(token.error());
    if (!*token)
        return std::nullopt;
    auto user = storage::UserStore::find(connection, (*token)->userId);
    if (!user)
        return fail(std::move(user.error()));
    Verdict verdict = judge(**token, now);
    if (!*user || (*user)->disabled)
        verdict = Verdict::EndFamily;
    if (verdict == Verdict::Refuse)
        return std::nullopt;
    if (verdict == Verdict::EndFamily) {
        if (auto revoked = RefreshTokenStore::revokeFamily(connection, (*token)->family); !revoked)
            return fail(std::move(revoked.error()));
        return std::nullopt;
    }
    if (verdict == Verdict::Exchange) {
        if (auto marked = RefreshTokenStore::markUsed(connection, hash, now); !marked)
            return fail(std::move(marked.error()));
    }
    Opened opened{randomToken(), (*token)->family, std::move(**user)};
    auto added =
        RefreshTokenStore::add(connection, {sha256Hex(opened.refreshToken), opened.family, opened.user.id,
                                            now, (*token)->familyStartedAt, 0, false});
    if (!added)
        return fail(std::move(added.error()));
    return opened;
}

Result<Sessions::Opened> Sessions::exchange(const std::string &refreshToken, UnixMillis now)
{
    const std::string hash = sha256Hex(refreshToken);
    // Guesses stop here, before they cost the writer anything.
    const auto known = RefreshTokenStore(m_database).find(hash);
    if (!known)
        return fail(known.error());
    if (!*known || (*known)->revoked)
        return ended();
    std::optional<Opened> opened;
    auto written = m_database.writeAndWait(
        [&](storage::Connection &connection) -> Result<void> {
            auto exchanged = exchangeIn(connection, hash, now);
            if (!exchanged)
                return fail(std::move(exchanged.error()));
            opened = std::move(*exchanged);
            return {};
        },
        storage::WriteKind::Essential);
    if (!written)
        return fail(std::move(written.error()));
    if (!opened)
        return ended();
    return std::move(*opened);
}

Result<void> Sessions::end(const std::string &refreshToken)
{
    const auto token = RefreshTokenStore(m_database).find(sha256Hex(refreshToken));
    if (!token)
        return fail(token.error());
    if (!*token || (*token)->revoked)
        return {};
    return m_database.writeAndWait(
        [family = (*token)->family](storage::Connection &connection) {
            return RefreshTokenStore::revokeFamily(connection, family);
        },
        storage::WriteKind::Essential);
}

} // namespace explorer::auth
