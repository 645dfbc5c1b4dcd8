#pragma once

#include "core/base/clock.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace explorer::api
{

enum class Role : std::uint8_t { Viewer, Analyst, Admin };
std::string_view toString(Role role);
std::optional<Role> roleFromString(std::string_view text);

struct UserInfo {
    std::string id;
    std::string name;
    Role role = Role::Viewer;
};
void to_json(nlohmann::json &json, const UserInfo &user);
void from_json(const nlohmann::json &json, UserInfo &user);

/// The answer of auth/login and auth/refresh. `expiresIn` is in seconds.
struct TokenAnswer {
    std::string accessToken;
    std::string refreshToken;
    int expiresIn = 600;
    UserInfo user;
};
void to_json(nlohmann::json &json, const TokenAnswer &answer);
void from_json(const nlohmann::json &json, TokenAnswer &answer);

} // namespace explorer::api
