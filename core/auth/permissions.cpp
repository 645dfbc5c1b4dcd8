#include "core/auth/authservice.h"

namespace explorer::auth
{

bool roleHas(api::Role role, Permission permission)
{
    switch (permission) {
    case Permission::None:
    case Permission::Authenticated:
    case Permission::SearchRead:
    case Permission::HealthRead:
        return true;
    case Permission::DocumentsWrite:
    case Permission::CollectionsManage:
        return role == api::Role::Analyst || role == api::Role::Admin;
    case Permission::MetricsRead:
    case Permission::CacheManage:
    case Permission::AuditRead:
    case Permission::UsersManage:
        return role == api::Role::Admin;
    }
    return false;
}

} // namespace explorer::auth
