#pragma once

#include "core/query/syntax_p.h"

#include <string_view>

namespace explorer::query
{

struct Lexeme {
    enum class Kind : std::uint8_t {
        End,
        Open,
        Close,
        Colon,
        /// < <= > >=
        Compare,
        Minus,
        Plus,
        Phrase,
        Regex,
        RangeOpen,
        RangeClose,
        Term,
    };
    Kind kind = Kind::End;
    Span span;
    /// Of Phrase, Regex (the pattern) and Term.
    Word word;
    Comparison comparison = Comparison::Equal;
    /// A phrase or regex that lacks its end reaches to the end of the text.
    bool terminated = true;
    /// Regex: `i` follows.
    bool ignoreCase = false;
};

/// What may stand where the lexer looks: characters such as `:` and `-` mean different things there.
enum class LexMode : std::uint8_t { Operand, Value, Bound };

/// The lexeme at or after the byte `from`, white space skipped. A pure function: looking ahead costs nothing
/// to undo.
Lexeme lexAt(std::string_view text, std::size_t from, LexMode mode);

std::size_t skipSpace(std::string_view text, std::size_t from);

/// The end of a `~` or `^` with its number, where one stands at `at`: [digits and dots]. Nothing where what
/// follows belongs to a word.
std::optional<std::size_t> modifierEnd(std::string_view text, std::size_t at);

/// Whether the term is this keyword (lower-case), unquoted and unescaped, in any case.
bool isKeyword(std::string_view text, const Lexeme &lexeme, std::string_view keyword);
/// `and`, `or` or `not`.
bool isKeyword(std::string_view text, const Lexeme &lexeme);

} // namespace explorer::query
