#include "server/handlers/codec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr int kPageDefault = 50;
constexpr int kPageLimit = 200;
/// The whole log is read.
constexpr std::chrono::seconds kVerifyDeadline{30};

/// Newest first.
Result<http::Response> list(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"action", "size", "cursor"}); !known)
        return fail(known.error());
    const Result<std::optional<int>> size = intParameter(request, "size");
    if (!size)
        return fail(size.error());
    const Result<api::AuditPage> page = engine.audit().page(
        request.queryValue("action").value_or(""), request.queryValue("cursor").value_or(""),
        std::clamp(size->value_or(kPageDefault), 1, kPageLimit));
    if (!page)
        return fail(page.error());
    return jsonResponse(200, *page);
}

Result<http::Response> verify(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {}); !known)
        return fail(known.error());
    const Result<auth::AuditLog::Verification> verification = engine.audit().verify();
    if (!verification)
        return fail(verification.error());
    nlohmann::json answer{{"valid", verification->brokenAt == 0}, {"checked", verification->checked}};
    if (verification->brokenAt != 0)
        answer["broken_at"] = verification->brokenAt;
    return jsonResponse(200, answer);
}

} // namespace

void addAuditRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    router.add(route("GET", "/api/v1/audit", Permission::AuditRead,
                     [&engine](http::Request &request) { return list(engine, request); }));
    http::Route check = route("GET", "/api/v1/audit/verify", Permission::AuditRead,
                              [&engine](http::Request &request) { return verify(engine, request); });
    check.deadline = kVerifyDeadline;
    router.add(std::move(check));
}

} // namespace explorer::gateway
