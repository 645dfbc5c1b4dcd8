#include "core/ingest/stages/rulecheck.h"

#include "core/api/wire.h"
#include "core/ingest/stages/jsonedit.h"
#include "core/query/fieldvalues.h"

#include <set>

namespace explorer::ingest
{
namespace
{

using nlohmann::json;

constexpr std::size_t kRuleLimit = 50;
constexpr std::size_t kNameLimit = 64;
constexpr std::size_t kMessageLimitBytes = 500;

ErrorDetail problemAt(std::string pointer, std::string code, std::string message)
{
    ErrorDetail detail;
    detail.pointer = std::move(pointer);
    detail.code = std::move(code);
    detail.message = std::move(message);
    return detail;
}

Error toError(std::vector<ErrorDetail> problems)
{
    Error error = makeError(ErrorCode::InvalidArgument, "rules_invalid",
                            "The rules are wrong: " + problems.front().message);
    error.details = std::move(problems);
    return error;
}

bool isName(std::string_view name)
{
    return !name.empty() && name.size() <= kNameLimit && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

std::string textMember(const json &object, const char *name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

Rule readRule(const json &value, const std::string &pointer, std::set<std::string> &names,
              std::vector<ErrorDetail> &problems)
{
    Rule rule;
    if (!value.is_object()) {
        problems.push_back(
            problemAt(pointer, "wrong_type", "A rule is an object with name, query and message."));
        return rule;
    }
    for (const auto &[key, ignored] : value.items()) {
        if (key != "name" && key != "query" && key != "message")
            problems.push_back(problemAt(pointer + withPointerToken(key, {}), "unknown_member",
                                         "A rule has name, query and message, nothing else."));
    }
    rule = {textMember(value, "name"), textMember(value, "query"), textMember(value, "message")};
    if (!isName(rule.name))
        problems.push_back(problemAt(pointer + "/name", "wrong_name",
                                     "A rule's name has 1 to 64 characters out of a-z, 0-9, _ and -."));
    else if (!names.insert(rule.name).second)
        problems.push_back(
            problemAt(pointer + "/name", "repeated_name", "Two rules have this name. Give each its own."));
    if (trimmed(rule.query).empty())
        problems.push_back(
            problemAt(pointer + "/query", "wrong_value", "A rule has a query that valid documents match."));
    if (rule.message.empty() || rule.message.size() > kMessageLimitBytes)
        problems.push_back(problemAt(pointer + "/message", "wrong_value",
                                     "A rule has a message of 1 to 500 bytes that says what is wrong."));
    return rule;
}

/// The field of the first leaf that has one.
std::string fieldOf(const query::Node &node)
{
    return std::visit(
        [](const auto &what) -> std::string {
            if constexpr (requires { what.field; })
                return what.field;
            else if constexpr (requires { what.child; })
                return what.child ? fieldOf(*what.child) : std::string();
            else if constexpr (requires { what.children; }) {
                for (const query::NodePtr &child : what.children) {
                    if (std::string field = fieldOf(*child); !field.empty())
                        return field;
                }
                return {};
            } else
                return {};
        },
        node.what);
}

} // namespace

Result<std::vector<Rule>> rulesFromJson(const json &value)
{
    if (auto known = api::requireKnownMembers(value, {"rules"}); !known)
        return fail(known.error());
    const json list = value.value("rules", json());
    if (!list.is_array() || list.size() > kRuleLimit)
        return fail(toError({problemAt("/rules", "wrong_type", "rules is an array of at most 50 rules.")}));
    std::vector<ErrorDetail> problems;
    std::vector<Rule> rules;
    std::set<std::string> names;
    for (std::size_t i = 0; i < list.size(); ++i)
        rules.push_back(readRule(list[i], "/rules/" + std::to_string(i), names, problems));
    if (!problems.empty())
        return fail(toError(std::move(problems)));
    return rules;
}

json toJson(const std::vector<Rule> &rules)
{
    json list = json::array();
    for (const Rule &rule : rules)
        list.push_back({{"name", rule.name}, {"query", rule.query}, {"message", rule.message}});
    return {{"rules", std::move(list)}};
}

Result<RuleCheck> RuleCheck::compile(const std::vector<Rule> &rules, const api::Schema &schema,
                                     UnixMillis now)
{
    std::vector<Compiled> compiled;
    std::vector<ErrorDetail> problems;
    query::QueryContext context;
    context.now = now;
    for (std::size_t i = 0; i < rules.size(); ++i) {
        auto made = query::compile(rules[i].query, schema, context);
        if (!made) {
            for (ErrorDetail &detail : made.error().details) {
                detail.pointer = "/rules/" + std::to_string(i) + "/query";
                problems.push_back(std::move(detail));
            }
            continue;
        }
        const std::string field = fieldOf(*made->root);
        compiled.push_back({rules[i], made->root, field.empty() ? std::string() : pointerOfField(field)});
    }
    if (!problems.empty())
        return fail(toError(std::move(problems)));
    return RuleCheck(std::move(compiled), schema);
}

std::optional<Problem> RuleCheck::check(std::string_view id, std::string_view text) const
{
    std::vector<query::TypeProblem> problems;
    const auto fields = query::extractFields(*m_schema, text, problems);
    if (!fields)
        return Problem{"structure", "json_syntax", fields.error().message, {}, {}};
    for (const Compiled &one : m_rules) {
        if (query::matches(one.root, *m_schema, id, *fields))
            continue;
        Problem problem{"rules", "rule_broken", one.rule.message, one.pointer, {one.rule.query}};
        problem.rule = one.rule.name;
        return problem;
    }
    return std::nullopt;
}

std::vector<std::size_t> RuleCheck::broken(std::string_view id, std::string_view text) const
{
    std::vector<query::TypeProblem> problems;
    std::vector<std::size_t> indexes;
    const auto fields = query::extractFields(*m_schema, text, problems);
    for (std::size_t i = 0; fields && i < m_rules.size(); ++i) {
        if (!query::matches(m_rules[i].root, *m_schema, id, *fields))
            indexes.push_back(i);
    }
    return indexes;
}

} // namespace explorer::ingest
