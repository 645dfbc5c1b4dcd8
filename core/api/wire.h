#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace explorer::api
{

/// Fails (InvalidArgument, "unknown_member", a pointer each) where the object has a member that is not
/// listed.
Result<void> requireKnownMembers(const nlohmann::json &object, std::initializer_list<std::string_view> known);

/// Parses a body as one JSON object, at most 32 deep. InvalidArgument with the reason "syntax" (400) or
/// "not_an_object" (422).
Result<nlohmann::json> parseObject(std::string_view body);

/// Reads a member into `target` where it is present; "wrong_type" with its pointer where it does not fit.
template <typename T>
Result<void> readMember(const nlohmann::json &object, std::string_view name, T &target)
{
    const auto found = object.find(name);
    if (found == object.end() || found->is_null())
        return {};
    try {
        target = found->template get<T>();
    } catch (const nlohmann::json::exception &) {
        Error error =
            makeError(ErrorCode::InvalidArgument, "wrong_type", std::string(name) + " has the wrong type.");
        ErrorDetail detail;
        detail.code = "wrong_type";
        detail.message = error.message;
        detail.pointer = "/" + std::string(name);
        error.details.push_back(std::move(detail));
        return fail(std::move(error));
    }
    return {};
}

nlohmann::json toJson(const ErrorDetail &detail);
ErrorDetail errorDetailFromJson(const nlohmann::json &json);

} // namespace explorer::api
