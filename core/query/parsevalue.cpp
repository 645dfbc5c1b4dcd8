#include "core/query/recursivedescent_p.h"

#include "core/query/coercion_p.h"

#include <algorithm>

namespace explorer::query
{
namespace
{

using Kind = Lexeme::Kind;
using NodeKind = SyntaxNode::Kind;

} // namespace

SyntaxPtr Parser::parseValue(LexMode mode)
{
    const Lexeme next = peek(mode);
    switch (next.kind) {
    case Kind::Phrase:
        return parsePhrase(next);
    case Kind::Regex:
        return parseRegex(next);
    case Kind::RangeOpen:
        return parseRange(next);
    case Kind::Compare:
        mark(next.span, TokenKind::Operator);
        m_at = next.span.end;
        return parseScalar(next.comparison);
    case Kind::Term:
        if (mode == LexMode::Operand || !isKeyword(m_text, next))
            return parseTerm(next);
        [[fallthrough]];
    default:
        reportValue(next);
        return nullptr;
    }
}

void Parser::reportValue(const Lexeme &next)
{
    Problem problem{"expected_value",
                    "A value is missing here: write a word, a number or a phrase.",
                    {next.span.begin, next.span.begin},
                    {"value"},
                    std::nullopt};
    if (isKeyword(m_text, next)) {
        problem.span = next.span;
        problem.message += " To search the word itself, put it in quotes.";
        problem.fix = "\"" + textOf(next.span) + "\"";
        // Right after the colon the word was meant as the value; after a space the value was forgotten.
        if (next.span.begin == m_at) {
            mark(next.span, TokenKind::Error);
            m_at = next.span.end;
        }
    }
    report(std::move(problem));
}

SyntaxPtr Parser::parseScalar(Comparison comparison)
{
    const Lexeme next = peek(LexMode::Value);
    const bool isScalar = next.kind == Kind::Phrase || (next.kind == Kind::Term && !isKeyword(m_text, next));
    if (!isScalar) {
        reportValue(next);
        return nullptr;
    }
    SyntaxPtr node = next.kind == Kind::Phrase ? parsePhrase(next) : parseTerm(next);
    if (node)
        node->comparison = comparison;
    return node;
}

SyntaxPtr Parser::leaf(NodeKind kind, const Lexeme &lexeme)
{
    ++m_result.clauses;
    m_at = lexeme.span.end;
    SyntaxPtr node = makeSyntax(kind, lexeme.span);
    node->word = lexeme.word;
    return node;
}

SyntaxPtr Parser::parsePhrase(const Lexeme &phrase)
{
    mark(phrase.span, phrase.terminated ? TokenKind::Phrase : TokenKind::Error);
    SyntaxPtr node = leaf(NodeKind::Phrase, phrase);
    if (!phrase.terminated) {
        report({"unterminated_phrase",
                "This phrase is never closed. Add a quotation mark where it ends.",
                phrase.span,
                {"\""},
                textOf(phrase.span) + "\""});
        return node;
    }
    if (m_at < m_text.size() && m_text[m_at] == '~')
        takeTilde(*node);
    return node;
}

void Parser::takeTilde(SyntaxNode &node)
{
    const std::size_t begin = m_at;
    const std::size_t end = modifierEnd(m_text, m_at).value_or(begin + 1);
    mark({begin, end}, TokenKind::Modifier);
    node.modifier =
        Word{{begin + 1, end}, std::string(m_text.substr(begin + 1, end - begin - 1)), {}, false, false};
    node.span.end = end;
    m_at = end;
    if (node.kind == NodeKind::Phrase && node.modifier->text.empty())
        report({"expected_value",
                "`~` after a phrase takes the number of moves that are allowed. Add it, for example ~5.",
                {end, end},
                {"number"},
                "5"});
}

SyntaxPtr Parser::parseRegex(const Lexeme &regex)
{
    mark(regex.span, regex.terminated ? TokenKind::Regex : TokenKind::Error);
    SyntaxPtr node = leaf(NodeKind::Regex, regex);
    node->ignoreCase = regex.ignoreCase;
    if (!regex.terminated)
        report({"unterminated_regex",
                "This regular expression is never closed. Add `/` where it ends, or put a backslash "
                "before the first "
                "slash to search for the text.",
                regex.span,
                {"/"},
                textOf(regex.span) + "/"});
    return node;
}

SyntaxPtr Parser::parseTerm(const Lexeme &term)
{
    const bool everything =
        term.word.wildcard &&
        std::all_of(term.word.pattern.begin(), term.word.pattern.end(), [](char c) { return c == '*'; });
    SyntaxPtr node = leaf(everything ? NodeKind::Everything : NodeKind::Word, term);
    const bool number = parseDouble(term.word.text).has_value();
    mark(term.span, term.word.wildcard ? TokenKind::Wildcard : number ? TokenKind::Number : TokenKind::Term);
    if (m_at >= m_text.size() || m_text[m_at] != '~' || !modifierEnd(m_text, m_at))
        return node;
    const std::size_t tilde = m_at;
    takeTilde(*node);
    if (term.word.wildcard)
        report({"unexpected_token",
                "A wildcard cannot be fuzzy as well. Remove `~`, or the `*` and `?`.",
                {tilde, m_at},
                {},
                std::string()});
    node->kind = NodeKind::Fuzzy;
    return node;
}

SyntaxPtr Parser::withBoost(SyntaxPtr node)
{
    if (!node || m_at >= m_text.size() || m_text[m_at] != '^')
        return node;
    const std::size_t begin = m_at;
    const std::size_t end = modifierEnd(m_text, m_at).value_or(begin + 1);
    mark({begin, end}, TokenKind::Modifier);
    const std::optional<double> boost = parseDouble(m_text.substr(begin + 1, end - begin - 1));
    m_at = end;
    node->span.end = end;
    if (boost)
        node->boost *= *boost;
    else
        report({"expected_value",
                "`^` takes a number that weighs what stands before it. Add it, for example ^2, or write "
                "`\\^` to search for "
                "the character.",
                {begin + 1, end},
                {"number"},
                "2"});
    return node;
}

/// The caller has made sure that a term or a phrase stands here.
std::optional<Word> Parser::parseBound(const Lexeme &next)
{
    m_at = next.span.end;
    const bool isOpen = next.kind == Kind::Term && next.word.text == "*" && next.word.wildcard;
    const bool number = parseDouble(next.word.text).has_value();
    mark(next.span, isOpen                      ? TokenKind::Wildcard
                    : next.kind == Kind::Phrase ? (next.terminated ? TokenKind::Phrase : TokenKind::Error)
                    : number                    ? TokenKind::Number
                                                : TokenKind::Term);
    if (!next.terminated)
        report({"unterminated_phrase",
                "This phrase is never closed. Add a quotation mark where it ends.",
                next.span,
                {"\""},
                textOf(next.span) + "\""});
    return isOpen ? std::nullopt : std::optional(next.word);
}

SyntaxPtr Parser::parseRange(const Lexeme &open)
{
    const std::size_t openMark = m_result.marks.size();
    mark(open.span, TokenKind::Bracket);
    m_at = open.span.end;
    ++m_result.clauses;
    SyntaxPtr node = makeSyntax(NodeKind::Range, open.span);
    node->lowIncluded = m_text[open.span.begin] == '[';
    const auto giveUp = [&](Problem problem) -> SyntaxPtr {
        report(std::move(problem));
        m_result.marks[openMark].kind = TokenKind::Error;
        Lexeme next = peek(LexMode::Bound);
        for (; next.kind != Kind::End && next.kind != Kind::RangeClose; next = peek(LexMode::Bound))
            m_at = next.span.end;
        m_at = next.span.end;
        return nullptr;
    };
    const auto unterminated = [&] {
        const Span span{open.span.begin, m_text.size()};
        return Problem{"unterminated_range",
                       "This range is never closed. Write it as [from TO to].",
                       span,
                       {"TO", "]", "}"},
                       std::nullopt};
    };
    const auto isBound = [&](const Lexeme &next) {
        return (next.kind == Kind::Term && !isKeyword(m_text, next, "to")) || next.kind == Kind::Phrase;
    };
    const auto missing = [&](const Lexeme &next) {
        return Problem{"expected_bound",
                       "A bound is missing here: write a value, or * for no bound.",
                       {next.span.begin, next.span.begin},
                       {"value", "*"},
                       "*"};
    };
    Lexeme next = peek(LexMode::Bound);
    if (!isBound(next))
        return giveUp(missing(next));
    node->low = parseBound(next);
    next = peek(LexMode::Bound);
    if (next.kind == Kind::End)
        return giveUp(unterminated());
    if (!isKeyword(m_text, next, "to"))
        return giveUp({"unexpected_token",
                       "TO has to stand between the bounds of a range, as in [from TO to].",
                       next.span,
                       {"TO"},
                       std::nullopt});
    mark(next.span, TokenKind::Keyword);
    m_at = next.span.end;
    next = peek(LexMode::Bound);
    if (!isBound(next))
        return giveUp(missing(next));
    node->high = parseBound(next);
    next = peek(LexMode::Bound);
    if (next.kind == Kind::End)
        return giveUp(unterminated());
    if (next.kind != Kind::RangeClose)
        return giveUp({"unexpected_token",
                       "A range ends after its second bound. Put bounds with spaces in quotes.",
                       next.span,
                       {"]", "}"},
                       std::nullopt});
    mark(next.span, TokenKind::Bracket);
    m_at = next.span.end;
    node->highIncluded = m_text[next.span.begin] == ']';
    node->span.end = m_at;
    node->word.span = node->span;
    return node;
}

} // namespace explorer::query
