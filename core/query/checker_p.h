#pragma once

#include "core/query/leafbuilder_p.h"

namespace explorer::query
{

/// Syntax tree -> checked tree: fields, types, default fields, limits, warnings. One object a query.
class Checker
{
public:
    Checker(std::string_view text, const api::Schema &schema, const QueryContext &context,
            const QueryLimits &limits);

    /// Null where nothing of it can match or say anything.
    NodePtr check(const SyntaxNode &node);

    std::vector<Problem> problems;
    std::vector<Problem> warnings;

private:
    /// What a term without a field of its own searches.
    struct Scope {
        enum class Kind : std::uint8_t { Defaults, Id, Unknown, Known } kind = Kind::Defaults;
        std::string name;
        const api::Field *field = nullptr;
    };

    NodePtr checkNode(const SyntaxNode &node, const Scope &scope);
    NodePtr checkAnd(const SyntaxNode &node, const Scope &scope);
    NodePtr checkOr(const SyntaxNode &node, const Scope &scope);
    /// Operands side by side where `or` joins them.
    NodePtr checkAdjacent(const SyntaxNode &node, const Scope &scope);
    NodePtr checkLeaf(const SyntaxNode &leaf, const Scope &scope);
    NodePtr checkId(const SyntaxNode &leaf);
    NodePtr checkDefaults(const SyntaxNode &leaf);
    Scope resolve(const Word &field);
    /// The field's leaf, with its place where it will be expanded.
    [[nodiscard]] LeafResult buildLeaf(const SyntaxNode &leaf, const std::string &name,
                                       const api::Field &field) const;
    void countLimits(const SyntaxNode &leaf);
    void warnOfStrayValues(const SyntaxNode &node);
    [[nodiscard]] bool fits(const SyntaxNode &value, const std::string &name, const api::Field &field) const;
    static std::string foldName(const std::string &name);
    [[nodiscard]] std::optional<std::string> nearestField(const std::string &name) const;
    [[nodiscard]] std::string textOf(Span span) const;

    std::string_view m_text;
    const api::Schema &m_schema;
    const QueryLimits &m_limits;
    LeafBuilder m_leaves;
    const std::string &m_pointer;
    bool m_orByDefault;
    bool m_ranksFreeWords;
    int m_wildcards = 0;
    int m_fuzzies = 0;
};

} // namespace explorer::query
