#include "core/base/timestamp.h"
#include "server/handlers/codec.h"
#include "server/handlers/quarantinecodec.h"
#include "server/handlers/resources.h"

namespace explorer::gateway
{
namespace
{

constexpr int kExportAtOnce = 1000;
constexpr std::chrono::seconds kExportDeadline{605};
constexpr std::chrono::seconds kWriteDeadline{10};

/// collection, q and cursor of a request.
Result<ingest::QuarantineSelection> selectionOf(const http::Request &request)
{
    ingest::QuarantineSelection selection;
    selection.collection = request.queryValue("collection").value_or("");
    selection.query = request.queryValue("q").value_or("");
    selection.cursor = request.queryValue("cursor").value_or("");
    return selection;
}

/// What was not let into a collection, newest first.
Result<http::Response> list(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"collection", "q", "size", "cursor"}); !known)
        return fail(known.error());
    const Result<PageWanted> wanted = pageWanted(request);
    const auto selection = selectionOf(request);
    if (!wanted || !selection)
        return fail(!wanted ? wanted.error() : selection.error());
    const auto page = engine.quarantine().page(*selection, wanted->size);
    const auto fill = engine.quarantine().fill();
    if (!page || !fill)
        return fail(!page ? page.error() : fill.error());
    nlohmann::json answer{{"total", page->total}, {"records", nlohmann::json::array()}};
    for (const storage::QuarantinedRecord &record : page->records)
        answer["records"].push_back(quarantineJson(record, selection->collection));
    if (!page->nextCursor.empty())
        answer["next_cursor"] = page->nextCursor;
    answer["fill"] = {{"records", fill->size.records},
                      {"bytes", fill->size.bytes},
                      {"limit_bytes", fill->limitBytes},
                      {"days", fill->days}};
    return jsonResponse(200, answer);
}

Result<http::Response> groups(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"collection"}); !known)
        return fail(known.error());
    const auto groups = engine.quarantine().groups(request.queryValue("collection").value_or(""));
    if (!groups)
        return fail(groups.error());
    nlohmann::json list = nlohmann::json::array();
    for (const storage::QuarantineGroup &group : *groups)
        list.push_back({{"stage", group.stage},
                        {"code", group.code},
                        {"rule", group.rule},
                        {"pattern", group.pattern},
                        {"message", group.message},
                        {"count", group.count},
                        {"first", toRfc3339(group.first)},
                        {"last", toRfc3339(group.last)}});
    return jsonResponse(200, {{"groups", std::move(list)}});
}

http::Response shown(engine::Engine &engine, const storage::QuarantinedRecord &record)
{
    const auto collection = storage::CollectionStore(engine.database()).findByKey(record.collection);
    return jsonResponse(200, quarantineJson(record, collection ? collection->name : std::string()))
        .withHeader("ETag", "\"q" + std::to_string(record.version) + "\"");
}

Result<http::Response> show(engine::Engine &engine, const http::Request &request)
{
    const auto record = engine.quarantine().find(request.pathValue("id"));
    return record ? Result<http::Response>(shown(engine, *record)) : fail(record.error());
}

/// {raw}: what a replay takes from now on.
Result<http::Response> edit(engine::Engine &engine, const http::Request &request)
{
    const Result<nlohmann::json> json = jsonBody(request);
    const Result<std::optional<std::int64_t>> expected = expectedVersion(request, "q");
    if (!json || !expected)
        return fail(!json ? json.error() : expected.error());
    const Result<std::string> text = rawMember(*json);
    if (!text)
        return fail(text.error());
    const auto record = engine.quarantine().edit(request.pathValue("id"), *text, *expected);
    return record ? Result<http::Response>(shown(engine, *record)) : fail(record.error());
}

/// The records as lines; a page of the query after the other.
class Lines
{
public:
    Lines(engine::Engine &engine, ingest::QuarantineSelection selection)
        : m_engine(engine), m_selection(std::move(selection))
    {
    }
    /// Empty at the end.
    Result<std::string> next()
    {
        std::string lines;
        while (!m_isOver && lines.empty()) {
            const auto page = m_engine.quarantine().next(m_selection, kExportAtOnce);
            if (!page)
                return fail(page.error());
            for (const storage::QuarantinedRecord &record : page->records)
                lines += quarantineJson(record, m_selection.collection)
                             .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) +
                         "\n";
            m_selection.cursor = page->nextCursor;
            m_isOver = page->nextCursor.empty();
        }
        return lines;
    }

private:
    engine::Engine &m_engine;
    ingest::QuarantineSelection m_selection;
    bool m_isOver = false;
};

Result<http::Response> exportLines(engine::Engine &engine, const http::Request &request)
{
    if (auto known = requireKnownParameters(request, {"collection", "q"}); !known)
        return fail(known.error());
    const auto selection = selectionOf(request);
    if (!selection)
        return fail(selection.error());
    // Shared, since what holds it has to be copyable.
    const auto lines = std::make_shared<Lines>(engine, *selection);
    // Whatever is wrong from the start is still an answer of its own.
    Result<std::string> first = lines->next();
    if (!first)
        return fail(std::move(first.error()));
    http::Response response = http::Response::text(200, std::move(*first), "application/x-ndjson");
    response.withHeader("Content-Disposition", "attachment; filename=\"quarantine.ndjson\"");
    if (!response.body.empty())
        response.next = [lines] { return lines->next(); };
    return response;
}

} // namespace

void addQuarantineRoutes(http::Router &router, engine::Engine &engine)
{
    using Body = Result<http::Response> (*)(engine::Engine &, const http::Request &);
    const auto add = [&](const char *method, const std::string &path, Body body,
                         std::optional<std::chrono::seconds> deadline = {}) {
        http::Route made = route(method, "/api/v1/quarantine" + path, auth::Permission::DocumentsWrite,
                                 [&engine, body](http::Request &request) { return body(engine, request); });
        if (deadline)
            made.deadline = *deadline;
        router.add(std::move(made));
    };
    add("GET", "", list);
    add("GET", "/groups", groups);
    add("GET", "/export", exportLines, kExportDeadline);
    add("GET", "/{id}", show);
    add("PATCH", "/{id}", edit, kWriteDeadline);
    addQuarantineActions(router, engine);
}

} // namespace explorer::gateway
