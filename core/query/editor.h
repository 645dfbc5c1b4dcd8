#pragma once

#include "core/query/query.h"

/// What the query box needs: colours and completion, from the same lexer as the search.
namespace explorer::query
{

enum class TokenKind : std::uint8_t {
    Field,
    Operator,
    Keyword,
    Term,
    Phrase,
    Number,
    Wildcard,
    Regex,
    Bracket,
    Modifier,
    Error
};

/// Offsets count Unicode code points.
struct ColouredSpan {
    std::size_t offset = 0;
    std::size_t length = 0;
    TokenKind kind = TokenKind::Term;
};
/// Never fails: what cannot be read is an Error span.
std::vector<ColouredSpan> colour(std::string_view text);

/// What may stand at the cursor. `field` is the field whose values are wanted (the caller asks the server for
/// them).
struct CompletionContext {
    enum class Wanted : std::uint8_t {
        FieldOrTerm,
        Operator,
        Value,
        Keyword,
        Nothing
    } wanted = Wanted::FieldOrTerm;
    std::string prefix;
    std::string field;
    /// The part of the text that a chosen completion replaces, in code points.
    std::size_t replaceOffset = 0;
    std::size_t replaceLength = 0;
};
/// With a schema, a word that names a field wants an operator.
CompletionContext completionAt(std::string_view text, std::size_t cursor,
                               const api::Schema *schema = nullptr);

/// Fields whose name holds the prefix, then those within a small edit distance; best first.
std::vector<std::string> completeField(const api::Schema &schema, std::string_view prefix);

/// A value as it has to be written after `field:`: quoted or escaped where it needs to be.
std::string quoteValue(std::string_view value);

} // namespace explorer::query
