#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/ingest/record.h"
#include "core/query/query.h"

#include <nlohmann/json.hpp>

namespace explorer::ingest
{

/// A query in the query language that each valid document matches, and what to say of one that does not.
struct Rule {
    std::string name;
    std::string query;
    std::string message;
    bool operator==(const Rule &) const = default;
};

/// {rules: [{name, query, message}]}: at most 50, names of 1 to 64 of a-z 0-9 _ -, each once, messages of 1
/// to 500 bytes. InvalidArgument ("rules_invalid") with a pointer each.
Result<std::vector<Rule>> rulesFromJson(const nlohmann::json &json);
nlohmann::json toJson(const std::vector<Rule> &rules);

/// Rules made ready for the documents of one schema. Not shared between threads.
class RuleCheck
{
public:
    /// "rules_invalid" with the pointer of the query and, within it, offset and length of what is wrong. An
    /// unknown field is only that it has no value.
    static Result<RuleCheck> compile(const std::vector<Rule> &rules, const api::Schema &schema,
                                     UnixMillis now);

    /// The first rule the document does not keep: stage rules, code rule_broken.
    [[nodiscard]] std::optional<Problem> check(std::string_view id, std::string_view json) const;
    /// The indexes of all that it does not keep.
    [[nodiscard]] std::vector<std::size_t> broken(std::string_view id, std::string_view json) const;

private:
    struct Compiled {
        Rule rule;
        query::NodePtr root;
        /// Of the first field that the query names; empty where it names none.
        std::string pointer;
    };
    RuleCheck(std::vector<Compiled> rules, const api::Schema &schema)
        : m_rules(std::move(rules)), m_schema(&schema)
    {
    }

    std::vector<Compiled> m_rules;
    /// The caller's; outlives this.
    const api::Schema *m_schema;
};

} // namespace explorer::ingest
