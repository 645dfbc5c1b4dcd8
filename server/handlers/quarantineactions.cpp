#include "core/api/wire.h"
#include "server/handlers/codec.h"
#include "server/handlers/quarantinecodec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr std::chrono::seconds kDeadline{30};
constexpr std::size_t kReasonLimitBytes = 500;

struct Action {
    nlohmann::json json;
    ingest::QuarantineSelection selection;
};

/// The body's selection, with `more` as the members an action has beside it.
Result<Action> actionOf(const http::Request &request, std::initializer_list<std::string_view> more)
{
    const Result<nlohmann::json> json = jsonBody(request);
    if (!json)
        return fail(json.error());
    nlohmann::json plain = *json;
    for (const std::string_view name : more)
        plain.erase(std::string(name));
    if (auto known = api::requireKnownMembers(plain, {"collection", "ids", "q", "cursor"}); !known)
        return fail(known.error());
    auto selection = selectionFromJson(*json);
    if (!selection)
        return fail(std::move(selection.error()));
    return Action{*json, std::move(*selection)};
}

http::Response answer(nlohmann::json json, const std::string &nextCursor)
{
    if (!nextCursor.empty())
        json["next_cursor"] = nextCursor;
    return jsonResponse(200, json);
}

/// {.., operations, preview?}
Result<http::Response> fix(engine::Engine &engine, const http::Request &request)
{
    const auto action = actionOf(request, {"operations", "preview"});
    if (!action)
        return fail(action.error());
    bool isPreview = false;
    if (auto read = api::readMember(action->json, "preview", isPreview); !read)
        return fail(read.error());
    const auto operations =
        ingest::QuarantineFix::fromJson(action->json.value("operations", nlohmann::json()));
    if (!operations)
        return fail(operations.error());
    const auto fixed = engine.quarantine().fix(action->selection, *operations, isPreview);
    if (!fixed)
        return fail(fixed.error());
    nlohmann::json examples = nlohmann::json::array();
    for (const auto &example : fixed->examples)
        examples.push_back({{"id", example.id}, {"before", example.before}, {"after", example.after}});
    return answer({{"preview", isPreview},
                   {"examined", fixed->examined},
                   {"changed", fixed->changed},
                   {"examples", std::move(examples)}},
                  fixed->nextCursor);
}

Result<http::Response> again(engine::Engine &engine, const http::Request &request, bool isTrial)
{
    const auto action = actionOf(request, {"refresh"});
    if (!action)
        return fail(action.error());
    std::string refresh = "none";
    if (auto read = api::readMember(action->json, "refresh", refresh); !read)
        return fail(read.error());
    if (refresh != "none" && refresh != "wait")
        return fail(ErrorCode::InvalidArgument, "wrong_value", "refresh is none or wait.");
    const auto replayed =
        engine.quarantine().replay(action->selection, isTrial, refresh == "wait", request.requestId);
    if (!replayed)
        return fail(replayed.error());
    return answer(replayed->answer, replayed->nextCursor);
}

/// As a replay, but only the reasons of those that still fail are written.
Result<http::Response> revalidate(engine::Engine &engine, const http::Request &request)
{
    return again(engine, request, true);
}

Result<http::Response> replay(engine::Engine &engine, const http::Request &request)
{
    return again(engine, request, false);
}

/// {.., reason}: for ever, and in the audit.
Result<http::Response> discard(engine::Engine &engine, const http::Request &request)
{
    const auto action = actionOf(request, {"reason"});
    if (!action)
        return fail(action.error());
    std::string reason;
    if (auto read = api::readMember(action->json, "reason", reason); !read)
        return fail(read.error());
    if (reason.empty() || reason.size() > kReasonLimitBytes)
        return fail(ErrorCode::InvalidArgument, "wrong_value",
                    "reason says in 1 to 500 bytes why the records are thrown away; it goes into the audit.");
    const auto note = [&](storage::Connection &connection, std::int64_t count) {
        const nlohmann::json detail{{"reason", reason},
                                    {"records", count},
                                    {"q", action->selection.query},
                                    {"ids", action->selection.ids}};
        return auth::AuditLog::append(connection,
                                      {0,
                                       engine.clock().nowMillis(),
                                       request.user->name,
                                       "quarantine.discard",
                                       action->selection.collection,
                                       detail.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                                       {}});
    };
    const auto discarded = engine.quarantine().discard(action->selection, note);
    if (!discarded)
        return fail(discarded.error());
    return answer({{"discarded", discarded->count}}, discarded->nextCursor);
}

} // namespace

void addQuarantineActions(http::Router &router, engine::Engine &engine)
{
    using Body = Result<http::Response> (*)(engine::Engine &, const http::Request &);
    const auto add = [&](const std::string &path, Body body) {
        http::Route made = route("POST", "/api/v1/quarantine/" + path, auth::Permission::DocumentsWrite,
                                 [&engine, body](http::Request &request) { return body(engine, request); });
        made.deadline = kDeadline;
        router.add(std::move(made));
    };
    add("_fix", fix);
    add("_revalidate", revalidate);
    add("_replay", replay);
    add("_discard", discard);
}

} // namespace explorer::gateway
