#pragma once

#include "core/query/editor.h"
#include "core/query/lexer_p.h"
#include "core/query/problem_p.h"

namespace explorer::query
{

/// What the parser took a piece of the text for; the query box is coloured and completed by these.
struct Mark {
    Span span;
    TokenKind kind = TokenKind::Term;
    /// The field that the piece names or belongs to; empty: none.
    std::string field;
};

struct ParsedQuery {
    /// Null: the query is empty or nothing of it could be read.
    SyntaxPtr root;
    std::vector<Problem> problems;
    std::vector<Mark> marks;
    int clauses = 0;
};

/// Text -> syntax tree, with every problem of syntax (and `query_depth`). Reads on after an error. Linear;
/// the recursion is bounded by `depthLimit` groups.
ParsedQuery parse(std::string_view text, int depthLimit);

} // namespace explorer::query
