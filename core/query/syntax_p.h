#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// The syntax tree: what was written, with its place. Nothing here knows a schema.
namespace explorer::query
{

/// Bytes [begin, end) of the query.
struct Span {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// A word as written, without its escapes. `wildcard` has `*` and `?` unescaped; then `pattern` is the text
/// in the pattern language of Wildcard.
struct Word {
    Span span;
    std::string text;
    std::string pattern;
    bool wildcard = false;
    bool quoted = false;
};

enum class Comparison : std::uint8_t { Equal, Less, LessOrEqual, Greater, GreaterOrEqual };

struct SyntaxNode;
using SyntaxPtr = std::unique_ptr<SyntaxNode>;

/// One node of any kind; which members count depends on it.
struct SyntaxNode {
    enum class Kind : std::uint8_t {
        /// children; `adjacent` tells where operands simply stand side by side
        And,
        Or,
        Not,
        /// `field:( ... )`: children[0]
        Scoped,
        /// word, comparison
        Word,
        /// word is quoted; slop
        Phrase,
        Fuzzy,
        Regex,
        /// `*`
        Everything,
        Range,
    };
    Kind kind = Kind::Word;
    Span span;
    std::optional<Word> field;
    std::vector<SyntaxPtr> children;
    /// For And and Or of operands without a word between them: children [0] is not joined, the others say how
    /// they are.
    std::vector<bool> joinedByAdjacency;
    /// `+` stood before this operand, or `-` or `not` (then the kind is Not).
    bool required = false;

    /// Its span is the value's place without the field, of a range too.
    Word word;
    Comparison comparison = Comparison::Equal;
    /// The number after `~`: its text may be empty.
    std::optional<Word> modifier;
    bool ignoreCase = false;
    /// Bounds of a range; nothing: `*`.
    std::optional<Word> low;
    std::optional<Word> high;
    bool lowIncluded = true;
    bool highIncluded = true;
    double boost = 1.0;
};

inline SyntaxPtr makeSyntax(SyntaxNode::Kind kind, Span span)
{
    auto node = std::make_unique<SyntaxNode>();
    node->kind = kind;
    node->span = span;
    return node;
}

} // namespace explorer::query
