#pragma once

#include "core/api/account.h"
#include "core/storage/database.h"

#include <optional>

namespace explorer::storage
{

struct User {
    std::string id;
    std::string name;
    std::string passwordHash;
    api::Role role = api::Role::Viewer;
    bool disabled = false;
};

class UserStore
{
public:
    explicit UserStore(Database &database) : m_database(database) {}
    /// What two names that people cannot tell apart have in common (NFKC, case folded).
    static std::string nameKey(const std::string &name);
    /// By name, case-insensitively.
    Result<std::optional<User>> findByName(const std::string &name);
    Result<std::optional<User>> find(const std::string &id);
    Result<std::vector<User>> list();
    static Result<std::optional<User>> find(Connection &connection, const std::string &id);
    /// AlreadyExists ("user_exists").
    static Result<void> add(Connection &connection, const User &user, UnixMillis now);
    static Result<void> setPasswordHash(Connection &connection, const std::string &id,
                                        const std::string &hash);
    static Result<void> setDisabled(Connection &connection, const std::string &id, bool disabled);

private:
    Database &m_database;
};

/// One refresh token; only its SHA-256 is stored. All tokens that grew out of one login are a family.
struct RefreshToken {
    std::string hash;
    std::string family;
    std::string userId;
    UnixMillis issuedAt = 0;
    UnixMillis familyStartedAt = 0;
    /// When it was exchanged; 0 if not yet.
    UnixMillis usedAt = 0;
    bool revoked = false;
};

class RefreshTokenStore
{
public:
    explicit RefreshTokenStore(Database &database) : m_database(database) {}
    Result<std::optional<RefreshToken>> find(const std::string &hash);
    static Result<std::optional<RefreshToken>> find(Connection &connection, const std::string &hash);
    static Result<void> add(Connection &connection, const RefreshToken &token);
    static Result<void> markUsed(Connection &connection, const std::string &hash, UnixMillis at);
    static Result<void> revokeFamily(Connection &connection, const std::string &family);
    static Result<void> revokeUser(Connection &connection, const std::string &userId);
    static Result<void> removeOlderThan(Connection &connection, UnixMillis issuedBefore);

private:
    Database &m_database;
};

/// Small named values: the token signing key, the cursor key, the sample data's marker.
class MetaStore
{
public:
    explicit MetaStore(Database &database) : m_database(database) {}
    Result<std::optional<std::string>> find(const std::string &name);
    static Result<std::optional<std::string>> find(Connection &connection, const std::string &name);
    /// Any bytes.
    static Result<void> set(Connection &connection, const std::string &name, const std::string &value);
    static Result<void> remove(Connection &connection, const std::string &name);

private:
    Database &m_database;
};

} // namespace explorer::storage
