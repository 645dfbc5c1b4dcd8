#pragma once

#include "core/query/problem_p.h"
#include "core/query/query.h"

#include <tl/expected.hpp>

namespace explorer::query
{

/// The node of one leaf of the syntax tree in one field. Null where the leaf holds no word of that field (`-`
/// alone in a text): such a leaf says nothing and is left out.
using LeafResult = tl::expected<NodePtr, Problem>;

/// Turns leaves into nodes of a field's type.
class LeafBuilder
{
public:
    explicit LeafBuilder(const QueryContext &context) : m_context(context) {}

    LeafResult build(const SyntaxNode &leaf, const std::string &name, const api::Field &field) const;

private:
    LeafResult buildText(const SyntaxNode &leaf, const std::string &name, const api::Field &field) const;
    static LeafResult buildKeyword(const SyntaxNode &leaf, const std::string &name);
    LeafResult buildNumeric(const SyntaxNode &leaf, const std::string &name, api::FieldType type) const;
    static LeafResult buildRegex(const SyntaxNode &leaf, const std::string &name);
    LeafResult buildLong(const SyntaxNode &leaf, const std::string &name, api::FieldType type) const;
    static LeafResult buildDouble(const SyntaxNode &leaf, const std::string &name);
    /// [low, high] of the value of a long, boolean or date field.
    tl::expected<std::pair<std::int64_t, std::int64_t>, Problem>
    interval(const Word &word, const std::string &name, api::FieldType type) const;

    const QueryContext &m_context;
};

} // namespace explorer::query
