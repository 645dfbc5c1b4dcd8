#include "server/handlers/codec.h"
#include "server/handlers/inputparameters.h"
#include "server/handlers/resources.h"

#include <charconv>

namespace explorer::gateway
{
namespace
{

constexpr std::int64_t kPartLimitBytes = 32LL * 1024 * 1024;
constexpr std::chrono::seconds kPartDeadline{30};
constexpr std::int64_t kNameLimitBytes = 1024;

Result<http::Response> answer(int status, const Result<api::Job> &job)
{
    if (!job)
        return fail(job.error());
    return jsonResponse(status, *job).withHeader("Location", "/api/v1/jobs/" + job->id);
}

Result<http::Response> list(ingest::JobService &jobs, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"size", "cursor", "state"}); !known)
        return fail(known.error());
    const Result<PageWanted> wanted = pageWanted(request);
    if (!wanted)
        return fail(wanted.error());
    std::optional<api::JobState> state;
    if (const auto text = request.queryValue("state")) {
        state = api::jobStateFromString(*text);
        if (!state)
            return fail(
                ErrorCode::InvalidArgument, "wrong_value",
                "state is receiving, queued, running, paused, done, failed, cancelled, undoing or undone.");
    }
    const auto page = jobs.list(state, wanted->cursor, wanted->size);
    if (!page)
        return fail(page.error());
    nlohmann::json json{{"items", *page}};
    if (page->size() == static_cast<std::size_t>(wanted->size))
        json["next_cursor"] = page->back().id;
    return jsonResponse(200, json);
}

tl::unexpected<Error> wrongMember(const std::string &pointer, const std::string &message)
{
    Error error = makeError(ErrorCode::InvalidArgument, "job_invalid", message);
    ErrorDetail detail;
    detail.code = "wrong_value";
    detail.message = message;
    detail.pointer = pointer;
    error.details.push_back(std::move(detail));
    return fail(std::move(error));
}

Result<ingest::JobService::Order> orderOf(const http::Request &request)
{
    if (auto known = requireKnownParameters(
            request, {"format", "delimiter", "quote", "header", "pattern", "encoding"});
        !known)
        return fail(known.error());
    const Result<nlohmann::json> json = jsonBody(request);
    auto wish = inputWish(request);
    if (!json)
        return fail(json.error());
    if (!wish)
        return fail(std::move(wish.error()));
    ingest::JobService::Order order;
    order.wish = std::move(*wish);
    for (const auto &[name, value] : json->items()) {
        if (name == "collection" && value.is_string())
            order.collection = value.get<std::string>();
        else if (name == "name" && value.is_string() &&
                 value.get_ref<const std::string &>().size() <= kNameLimitBytes)
            order.name = value.get<std::string>();
        else if (name == "size_bytes" && value.is_number_unsigned() && value.get<std::int64_t>() > 0)
            order.sizeBytes = value.get<std::int64_t>();
        else if (name == "atomic" && value.is_boolean())
            order.atomic = value.get<bool>();
        else
            return wrongMember("/" + name,
                               "A job has collection, name (1,024 bytes at most), size_bytes (above 0) "
                               "and atomic; " +
                                   name + " is none of these, or of a wrong type.");
    }
    if (order.collection.empty() || order.sizeBytes == 0)
        return wrongMember(order.collection.empty() ? "/collection" : "/size_bytes",
                           "A job needs the collection and the size_bytes of its file.");
    order.userId = request.user->id;
    order.userName = request.user->name;
    return order;
}

Result<http::Response> create(ingest::JobService &jobs, const http::Request &request)
{
    const auto order = orderOf(request);
    if (!order)
        return fail(order.error());
    return answer(201, jobs.create(*order));
}

Result<http::Response> receive(ingest::JobService &jobs, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"offset"}); !known)
        return fail(known.error());
    const std::string text = request.queryValue("offset").value_or("0");
    std::int64_t offset = -1;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), offset);
    if (failure != std::errc() || end != text.data() + text.size() || offset < 0)
        return fail(ErrorCode::InvalidArgument, "wrong_value",
                    "offset is how many bytes of the file were sent before.");
    return answer(200, jobs.receive(request.pathValue("id"), offset, request.body));
}

} // namespace

void addJobRoutes(http::Router &router, engine::Engine &engine)
{
    using auth::Permission;
    using Move = Result<api::Job> (ingest::JobService::*)(const std::string &);
    const std::string one = "/api/v1/jobs/{id}";
    const auto add = [&](const char *method, const std::string &pattern, auto handle) {
        http::Route made =
            route(method, pattern, Permission::DocumentsWrite,
                  [&engine, handle](http::Request &request) { return handle(engine.jobs(), request); });
        made.deadline = kPartDeadline;
        made.bodyLimitBytes = pattern.ends_with("/content") ? kPartLimitBytes : made.bodyLimitBytes;
        router.add(std::move(made));
    };
    add("GET", "/api/v1/jobs", list);
    add("POST", "/api/v1/jobs", create);
    add("GET", one, [](ingest::JobService &jobs, const http::Request &request) {
        return answer(200, jobs.find(request.pathValue("id")));
    });
    add("PUT", one + "/content", receive);
    for (const auto &[name, move] : {std::pair<const char *, Move>{"/cancel", &ingest::JobService::cancel},
                                     {"/pause", &ingest::JobService::pause},
                                     {"/resume", &ingest::JobService::resume},
                                     {"/undo", &ingest::JobService::undo}}) {
        add("POST", one + name, [call = move](ingest::JobService &jobs, const http::Request &request) {
            return answer(200, (jobs.*call)(request.pathValue("id")));
        });
    }
}

} // namespace explorer::gateway
