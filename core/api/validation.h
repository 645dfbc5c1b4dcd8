#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace explorer::api
{

/// What happens to a value that is not of its field's type. Strict: it is a problem, even "12" for a long.
/// Lenient: it is turned into that type where nothing is lost and only one reading exists.
enum class TypePolicy : std::uint8_t { Lenient, Strict };

/// What happens to a record in which the security scan finds something. Flag: it goes on as it is, and the
/// answer says what was found. Quarantine: it is kept apart. Refuse: it is not kept at all.
enum class SecurityPolicy : std::uint8_t { Flag, Quarantine, Refuse };

std::string_view toString(TypePolicy policy);
std::string_view toString(SecurityPolicy policy);
std::optional<TypePolicy> typePolicyFromString(std::string_view text);
std::optional<SecurityPolicy> securityPolicyFromString(std::string_view text);

} // namespace explorer::api
