#include "core/api/validation.h"

namespace explorer::api
{

std::string_view toString(TypePolicy policy) { return policy == TypePolicy::Strict ? "strict" : "lenient"; }

std::string_view toString(SecurityPolicy policy)
{
    switch (policy) {
    case SecurityPolicy::Flag:
        return "flag";
    case SecurityPolicy::Quarantine:
        return "quarantine";
    case SecurityPolicy::Refuse:
        return "refuse";
    }
    return "flag";
}

std::optional<TypePolicy> typePolicyFromString(std::string_view text)
{
    for (const TypePolicy policy : {TypePolicy::Lenient, TypePolicy::Strict}) {
        if (toString(policy) == text)
            return policy;
    }
    return std::nullopt;
}

std::optional<SecurityPolicy> securityPolicyFromString(std::string_view text)
{
    for (const SecurityPolicy policy :
         {SecurityPolicy::Flag, SecurityPolicy::Quarantine, SecurityPolicy::Refuse}) {
        if (toString(policy) == text)
            return policy;
    }
    return std::nullopt;
}

} // namespace explorer::api
