#include "core/api/account.h"

namespace explorer::api
{

std::string_view toString(Role role)
{
    switch (role) {
    case Role::Viewer:
        return "viewer";
    case Role::Analyst:
        return "analyst";
    case Role::Admin:
        return "admin";
    }
    return "viewer";
}

std::optional<Role> roleFromString(std::string_view text)
{
    for (const Role role : {Role::Viewer, Role::Analyst, Role::Admin}) {
        if (toString(role) == text)
            return role;
    }
    return std::nullopt;
}

void to_json(nlohmann::json &json, const UserInfo &user)
{
    json = {{"id", user.id}, {"name", user.name}, {"role", toString(user.role)}};
}

void from_json(const nlohmann::json &json, UserInfo &user)
{
    user.id = json.value("id", "");
    user.name = json.value("name", "");
    user.role = roleFromString(json.value("role", "")).value_or(Role::Viewer);
}

void to_json(nlohmann::json &json, const TokenAnswer &answer)
{
    json = {{"access_token", answer.accessToken},
            {"token_type", "Bearer"},
            {"expires_in", answer.expiresIn},
            {"refresh_token", answer.refreshToken},
            {"user", answer.user}};
}

void from_json(const nlohmann::json &json, TokenAnswer &answer)
{
    answer.accessToken = json.value("access_token", "");
    answer.refreshToken = json.value("refresh_token", "");
    answer.expiresIn = json.value("expires_in", 600);
    answer.user = json.value("user", UserInfo{});
}

} // namespace explorer::api
