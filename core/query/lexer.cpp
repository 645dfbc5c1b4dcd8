#include "core/query/lexer_p.h"

#include "core/query/utf8_p.h"

#include <QChar>

#include <algorithm>

namespace explorer::query
{
namespace
{

/// The bytes of the white space at `at`; 0 where there is none.
std::size_t spaceLength(std::string_view text, std::size_t at)
{
    if (static_cast<unsigned char>(text[at]) < 0x80)
        return static_cast<unsigned char>(text[at]) <= ' ' ? 1 : 0;
    const DecodedChar next = decodeUtf8(text, at);
    return QChar::isSpace(next.character) ? next.lengthBytes : 0;
}

bool endsAtom(std::string_view text, std::size_t at)
{
    return at >= text.size() || text[at] == ')' || text[at] == '(' || text[at] == '"' ||
           spaceLength(text, at) > 0;
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

Lexeme single(Lexeme::Kind kind, std::size_t at, std::size_t length = 1)
{
    Lexeme lexeme;
    lexeme.kind = kind;
    lexeme.span = {at, at + length};
    return lexeme;
}

Lexeme lexPhrase(std::string_view text, std::size_t begin)
{
    Lexeme lexeme = single(Lexeme::Kind::Phrase, begin);
    lexeme.word.quoted = true;
    lexeme.terminated = false;
    std::size_t at = begin + 1;
    while (at < text.size() && !lexeme.terminated) {
        const bool escapes =
            text[at] == '\\' && at + 1 < text.size() && (text[at + 1] == '"' || text[at + 1] == '\\');
        if (text[at] == '"') {
            lexeme.terminated = true;
            ++at;
        } else {
            at += escapes ? 1 : 0;
            lexeme.word.text += text[at++];
        }
    }
    lexeme.span.end = at;
    lexeme.word.span = lexeme.span;
    return lexeme;
}

/// Nothing where the slash only begins a word, such as a path: after the closing slash (and `i`) the atom has
/// to end.
std::optional<Lexeme> lexRegex(std::string_view text, std::size_t begin)
{
    Lexeme lexeme = single(Lexeme::Kind::Regex, begin);
    std::size_t at = begin + 1;
    while (at < text.size() && text[at] != '/') {
        if (text[at] == '\\' && at + 1 < text.size()) {
            // An escaped slash is only a slash; every other escape is RE2's.
            if (text[at + 1] != '/')
                lexeme.word.text += '\\';
            ++at;
        }
        lexeme.word.text += text[at++];
    }
    lexeme.terminated = at < text.size();
    if (lexeme.terminated) {
        ++at;
        if (at < text.size() && text[at] == 'i') {
            lexeme.ignoreCase = true;
            ++at;
        }
        if (lexeme.word.text.empty() || !(endsAtom(text, at) || text[at] == '^'))
            return std::nullopt;
    }
    lexeme.span.end = at;
    lexeme.word.span = lexeme.span;
    return lexeme;
}

/// Reads one term; which characters end it depends on the mode.
class TermLexer
{
public:
    TermLexer(std::string_view text, std::size_t begin, LexMode mode)
        : m_text(text), m_begin(begin), m_mode(mode)
    {
    }

    Lexeme lex()
    {
        std::size_t at = m_begin;
        while (at < m_text.size() && !endsAt(at))
            at = takeCharacter(at);
        m_word.span = {m_begin, at};
        Lexeme lexeme = single(Lexeme::Kind::Term, m_begin, at - m_begin);
        lexeme.word = std::move(m_word);
        return lexeme;
    }

private:
    [[nodiscard]] bool endsAt(std::size_t at) const
    {
        const char c = m_text[at];
        if (spaceLength(m_text, at) > 0 || c == '"')
            return true;
        if (m_mode == LexMode::Bound)
            return c == ']' || c == '}';
        if (c == '(' || c == ')')
            return true;
        if (at == m_begin)
            return false;
        if (c == '^')
            return true;
        if (c == '~')
            return modifierEnd(m_text, at).has_value();
        return m_mode == LexMode::Operand && (c == ':' || c == '<' || c == '>');
    }

    std::size_t takeCharacter(std::size_t at)
    {
        const char c = m_text[at];
        if (c == '\\' && at + 1 < m_text.size()) {
            const std::size_t length = decodeUtf8(m_text, at + 1).lengthBytes;
            const char escaped = m_text[at + 1];
            if (escaped == '*' || escaped == '?' || escaped == '\\')
                m_word.pattern += '\\';
            m_word.pattern += m_text.substr(at + 1, length);
            m_word.text += m_text.substr(at + 1, length);
            return at + 1 + length;
        }
        if (c == '*' || c == '?')
            m_word.wildcard = true;
        if (c == '\\')
            m_word.pattern += '\\';
        m_word.pattern += c;
        m_word.text += c;
        return at + 1;
    }

    std::string_view m_text;
    std::size_t m_begin;
    LexMode m_mode;
    Word m_word;
};

Lexeme lexComparison(std::string_view text, std::size_t at)
{
    const bool orEqual = at + 1 < text.size() && text[at + 1] == '=';
    Lexeme lexeme = single(Lexeme::Kind::Compare, at, orEqual ? 2 : 1);
    if (text[at] == '<')
        lexeme.comparison = orEqual ? Comparison::LessOrEqual : Comparison::Less;
    else
        lexeme.comparison = orEqual ? Comparison::GreaterOrEqual : Comparison::Greater;
    return lexeme;
}

std::optional<Lexeme> lexOperator(std::string_view text, std::size_t at, LexMode mode)
{
    const char c = text[at];
    if (c == ']' || c == '}')
        return mode == LexMode::Value ? std::nullopt : std::optional(single(Lexeme::Kind::RangeClose, at));
    if (mode == LexMode::Bound)
        return std::nullopt;
    if (c == '(')
        return single(Lexeme::Kind::Open, at);
    if (c == ')')
        return single(Lexeme::Kind::Close, at);
    if (c == '[' || c == '{')
        return single(Lexeme::Kind::RangeOpen, at);
    if (c == '<' || c == '>')
        return lexComparison(text, at);
    if (c == '/')
        return lexRegex(text, at);
    if (mode == LexMode::Value)
        return std::nullopt;
    if (c == ':')
        return single(Lexeme::Kind::Colon, at);
    // Before a space the sign is a word on its own, as in `a - b`.
    const bool isSign = at + 1 >= text.size() || spaceLength(text, at + 1) == 0;
    if (c == '-' && isSign)
        return single(Lexeme::Kind::Minus, at);
    if (c == '+' && isSign)
        return single(Lexeme::Kind::Plus, at);
    return std::nullopt;
}

} // namespace

std::size_t skipSpace(std::string_view text, std::size_t from)
{
    while (from < text.size()) {
        const std::size_t length = spaceLength(text, from);
        if (length == 0)
            break;
        from += length;
    }
    return from;
}

std::optional<std::size_t> modifierEnd(std::string_view text, std::size_t at)
{
    ++at;
    while (at < text.size() && (isDigit(text[at]) || text[at] == '.'))
        ++at;
    if (endsAtom(text, at) || text[at] == '^')
        return at;
    return std::nullopt;
}

Lexeme lexAt(std::string_view text, std::size_t from, LexMode mode)
{
    const std::size_t at = skipSpace(text, from);
    if (at >= text.size())
        return single(Lexeme::Kind::End, text.size(), 0);
    if (text[at] == '"')
        return lexPhrase(text, at);
    if (const std::optional<Lexeme> found = lexOperator(text, at, mode))
        return *found;
    return TermLexer(text, at, mode).lex();
}

bool isKeyword(std::string_view text, const Lexeme &lexeme, std::string_view keyword)
{
    if (lexeme.kind != Lexeme::Kind::Term || lexeme.span.end - lexeme.span.begin != keyword.size())
        return false;
    return std::equal(
        keyword.begin(), keyword.end(), text.begin() + static_cast<std::ptrdiff_t>(lexeme.span.begin),
        [](char wanted, char c) { return wanted == c || (c >= 'A' && c <= 'Z' && wanted == c + 32); });
}

bool isKeyword(std::string_view text, const Lexeme &lexeme)
{
    return isKeyword(text, lexeme, "and") || isKeyword(text, lexeme, "or") || isKeyword(text, lexeme, "not");
}

} // namespace explorer::query
