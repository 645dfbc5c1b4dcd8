#include "core/ingest/bulkactions.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace explorer::ingest
{
namespace
{

using nlohmann::json;

constexpr std::array<std::string_view, 4> kActions{"index", "create", "update", "delete"};
/// Of meaning to a cluster only.
constexpr std::array<std::string_view, 9> kIgnored{
    "_type",    "routing",           "_routing",          "if_primary_term", "require_alias",
    "pipeline", "retry_on_conflict", "dynamic_templates", "_source"};

tl::unexpected<Error> badLine(std::int64_t line, const std::string &what)
{
    return fail(ErrorCode::InvalidArgument, "syntax",
                "Line " + std::to_string(line) + ": " + what + " Nothing was stored.");
}

tl::unexpected<Error> badUpdate(const std::string &what)
{
    return fail(ErrorCode::InvalidArgument, "update_invalid", what);
}

/// Takes lines off a body, blank ones too.
class Lines
{
public:
    explicit Lines(std::string_view text) : m_rest(text) {}
    bool next(std::string_view &line)
    {
        if (m_rest.empty())
            return false;
        const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
        line = trimmed(m_rest.substr(0, end));
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        ++m_number;
        return true;
    }
    [[nodiscard]] std::int64_t number() const { return m_number; }

private:
    std::string_view m_rest;
    std::int64_t m_number = 0;
};

std::string textOf(const json &value)
{
    return value.is_string() ? value.get<std::string>() : value.is_null() ? std::string() : value.dump();
}

Result<BulkAction> readAction(std::string_view text, std::int64_t line, const std::string &collection)
{
    const json read = json::parse(text, nullptr, false);
    if (!read.is_object() || read.size() != 1 || !read.begin()->is_object())
        return badLine(line, "an action is an object such as {\"index\": {\"_id\": \"1\"}}.");
    const auto known = std::find(kActions.begin(), kActions.end(), read.begin().key());
    if (known == kActions.end())
        return badLine(line, "an action is index, create, update or delete.");
    BulkAction action;
    action.action = static_cast<Action>(known - kActions.begin());
    action.collection = collection;
    action.line = line;
    for (const auto &[name, value] : read.begin()->items()) {
        if (name == "_index" && value.is_string())
            action.collection = value.get<std::string>();
        else if (name == "_id" && (value.is_string() || value.is_number_integer() || value.is_null()))
            action.id = textOf(value);
        else if (name == "if_seq_no" && value.is_number_integer())
            action.expectedSequence = value.get<std::int64_t>();
        else if (std::find(kIgnored.begin(), kIgnored.end(), name) == kIgnored.end())
            return badLine(line, "the member " + json(name).dump() +
                                     " of an action is unknown, or of a wrong type.");
    }
    if (action.id.empty() && (action.action == Action::Update || action.action == Action::Delete))
        return badLine(line, "an update or a deletion needs the _id of its document.");
    if (action.collection.empty())
        return badLine(line, "the action names no collection: set _index, or send to collections/{c}/_bulk.");
    if (action.action == Action::Create)
        action.expectedSequence = 0;
    return action;
}

void setMembers(json &target, const json &changes)
{
    for (const auto &[name, value] : changes.items()) {
        if (value.is_object() && target.contains(name) && target[name].is_object())
            setMembers(target[name], value);
        else
            target[name] = value;
    }
}

} // namespace

Result<std::vector<BulkAction>> readBulkActions(std::string_view body, const std::string &collection,
                                                int limit)
{
    std::vector<BulkAction> actions;
    Lines lines(body);
    std::string_view line;
    while (lines.next(line)) {
        if (line.empty())
            continue;
        auto action = readAction(line, lines.number(), collection);
        if (!action)
            return fail(std::move(action.error()));
        if (action->action != Action::Delete) {
            if (!lines.next(line) || line.empty())
                return badLine(action->line, "the document of this action is missing.");
            action->source = line;
        }
        if (actions.size() == static_cast<std::size_t>(limit))
            return fail(ErrorCode::InvalidArgument, "too_large",
                        "A request takes at most " + std::to_string(limit) +
                            " actions (batch_records). Send them in several requests.");
        actions.push_back(std::move(*action));
    }
    return actions;
}

Result<BulkUpdate> readBulkUpdate(std::string_view source)
{
    const json read = json::parse(source, nullptr, false);
    if (!read.is_object() || !read.contains("doc") || !read["doc"].is_object())
        return badUpdate("An update is {\"doc\": {...}} with the members to set; scripts are not run.");
    const auto dumped = [](const json &value) {
        return value.dump(-1, ' ', false, json::error_handler_t::replace);
    };
    BulkUpdate update{dumped(read["doc"]), std::nullopt};
    if (read.value("doc_as_upsert", json(false)) == json(true))
        update.upsert = update.changes;
    else if (const auto upsert = read.find("upsert"); upsert != read.end())
        update.upsert = dumped(*upsert);
    return update;
}

Result<std::string> withChanges(std::string_view document, std::string_view changes)
{
    json target = json::parse(document, nullptr, false);
    const json set = json::parse(changes, nullptr, false);
    if (!target.is_object() || !set.is_object())
        return badUpdate("The document or its changes are no JSON object.");
    setMembers(target, set);
    return target.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace explorer::ingest
