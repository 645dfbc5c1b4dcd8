#include "core/query/recursivedescent_p.h"

#include <algorithm>
#include <utility>

namespace explorer::query
{
namespace
{

using Kind = Lexeme::Kind;
using NodeKind = SyntaxNode::Kind;

/// More groups than this would endanger the stack, whatever the caller allows.
constexpr int kDepthCeiling = 500;
/// Nobody reads more, and each costs a walk over the text.
constexpr std::size_t kProblemLimit = 64;

} // namespace

Parser::Parser(std::string_view text, int depthLimit)
    : m_text(text), m_depthLimit(std::min(depthLimit, kDepthCeiling))
{
}

ParsedQuery Parser::run()
{
    std::vector<SyntaxPtr> parts;
    while (peek().kind != Kind::End) {
        if (const Lexeme stray = peek(); stray.kind == Kind::Close) {
            m_at = stray.span.end;
            mark(stray.span, TokenKind::Error);
            report({"unexpected_token",
                    "This bracket closes nothing. Remove it, or open a group before it.",
                    stray.span,
                    {},
                    std::string()});
            continue;
        }
        if (SyntaxPtr part = parseOr())
            parts.push_back(std::move(part));
    }
    std::vector<bool> adjacency(parts.size(), true);
    m_result.root = join(NodeKind::And, std::move(parts), std::move(adjacency));
    return std::move(m_result);
}

void Parser::report(Problem problem)
{
    if (!m_aborted && m_result.problems.size() < kProblemLimit)
        m_result.problems.push_back(std::move(problem));
}

std::string Parser::textOf(Span span) const
{
    return std::string(m_text.substr(span.begin, span.end - span.begin));
}

bool Parser::takeKeyword(std::string_view keyword)
{
    const Lexeme next = peek();
    if (!isKeyword(m_text, next, keyword) || !isOperatorWord(next))
        return false;
    mark(next.span, TokenKind::Keyword);
    m_at = next.span.end;
    return true;
}

bool Parser::namesField(const Lexeme &term) const
{
    return term.span.end < m_text.size() && m_text[term.span.end] == ':';
}

bool Parser::isOperatorWord(const Lexeme &next) const
{
    return isKeyword(m_text, next) && !namesField(next) && next.span.begin != m_signEnd;
}

SyntaxPtr Parser::join(NodeKind kind, std::vector<SyntaxPtr> parts, std::vector<bool> adjacency)
{
    if (parts.empty())
        return nullptr;
    if (parts.size() == 1)
        return std::move(parts.front());
    SyntaxPtr node = makeSyntax(kind, {parts.front()->span.begin, parts.back()->span.end});
    node->children = std::move(parts);
    adjacency.resize(node->children.size());
    node->joinedByAdjacency = std::move(adjacency);
    return node;
}

SyntaxPtr Parser::parseOr()
{
    std::vector<SyntaxPtr> parts;
    do {
        if (SyntaxPtr part = parseAnd())
            parts.push_back(std::move(part));
    } while (takeKeyword("or"));
    return join(NodeKind::Or, std::move(parts), {});
}

SyntaxPtr Parser::parseAnd()
{
    std::vector<SyntaxPtr> parts;
    std::vector<bool> adjacency;
    bool adjacent = false;
    while (true) {
        if (SyntaxPtr part = parseUnary()) {
            parts.push_back(std::move(part));
            adjacency.push_back(adjacent);
        }
        if (takeKeyword("and")) {
            adjacent = false;
            continue;
        }
        const Lexeme next = peek();
        if (next.kind == Kind::End || next.kind == Kind::Close || isKeywordOr(next))
            break;
        adjacent = true;
    }
    return join(NodeKind::And, std::move(parts), std::move(adjacency));
}

bool Parser::isKeywordOr(const Lexeme &next) const
{
    return isKeyword(m_text, next, "or") && !namesField(next);
}

SyntaxPtr Parser::parseUnary()
{
    const std::size_t begin = peek().span.begin;
    bool negated = false;
    bool required = false;
    while (true) {
        const Lexeme next = peek();
        if (next.kind == Kind::Minus || next.kind == Kind::Plus) {
            mark(next.span, TokenKind::Operator);
            m_at = next.span.end;
            m_signEnd = m_at;
            negated = negated != (next.kind == Kind::Minus);
            required = required || next.kind == Kind::Plus;
        } else if (takeKeyword("not")) {
            negated = !negated;
        } else {
            break;
        }
    }
    SyntaxPtr atom = parseAtom();
    if (!atom)
        return nullptr;
    atom->required = required && !negated;
    if (!negated)
        return atom;
    SyntaxPtr node = makeSyntax(NodeKind::Not, {begin, atom->span.end});
    node->children.push_back(std::move(atom));
    return node;
}

SyntaxPtr Parser::parseAtom()
{
    const Lexeme next = peek();
    switch (next.kind) {
    case Kind::End:
    case Kind::Close:
        reportOperand(next);
        return nullptr;
    case Kind::Open:
        return withBoost(parseGroup(next));
    case Kind::Colon:
    case Kind::RangeClose:
        return skipStray(next);
    case Kind::Term:
        if (isOperatorWord(next)) {
            reportOperand(next);
            return nullptr;
        }
        [[fallthrough]];
    case Kind::Phrase:
        if (SyntaxPtr fielded = parseFielded(next))
            return withBoost(std::move(fielded));
        if (m_fieldFailed) {
            m_fieldFailed = false;
            return nullptr;
        }
        [[fallthrough]];
    default:
        return withBoost(parseValue(LexMode::Operand));
    }
}

void Parser::reportOperand(const Lexeme &next)
{
    Problem problem{"expected_operand",
                    "Something to search for is missing here: add a word, a phrase or a group.",
                    next.span,
                    {"term", "phrase", "field", "("},
                    std::nullopt};
    if (next.kind == Kind::Close)
        problem.span.end = problem.span.begin;
    if (next.kind == Kind::Term)
        problem.message += " To search the word itself, put it in quotes.";
    report(std::move(problem));
}

SyntaxPtr Parser::skipStray(const Lexeme &stray)
{
    m_at = stray.span.end;
    mark(stray.span, TokenKind::Error);
    const std::string character = textOf(stray.span);
    report(
        {"unexpected_token",
         "`" + character + "` has no meaning here. Remove it, or put a backslash before it to search for it.",
         stray.span,
         {"term", "phrase", "field", "("},
         "\\" + character});
    return nullptr;
}

SyntaxPtr Parser::parseGroup(const Lexeme &open)
{
    if (m_depth >= m_depthLimit) {
        report({"query_depth",
                "The query has more than " + std::to_string(m_depthLimit) +
                    " groups inside each other. Take some of the brackets out.",
                open.span,
                {},
                std::nullopt});
        m_aborted = true;
        m_at = m_text.size();
        return nullptr;
    }
    const std::size_t openMark = m_result.marks.size();
    mark(open.span, TokenKind::Bracket);
    m_at = open.span.end;
    ++m_depth;
    SyntaxPtr inner = parseOr();
    --m_depth;
    const Lexeme close = peek();
    if (close.kind == Kind::Close) {
        mark(close.span, TokenKind::Bracket);
        m_at = close.span.end;
    } else {
        m_result.marks[openMark].kind = m_aborted ? TokenKind::Bracket : TokenKind::Error;
        const Span span{open.span.begin, m_text.size()};
        report({"unterminated_group",
                "This group is never closed. Add `)` where it ends.",
                span,
                {")"},
                textOf(span) + ")"});
    }
    if (inner)
        inner->span = {open.span.begin, m_at};
    return inner;
}

SyntaxPtr Parser::parseFielded(const Lexeme &name)
{
    if (!name.terminated)
        return nullptr;
    const Lexeme after = lexAt(m_text, name.span.end, LexMode::Operand);
    if (after.kind != Kind::Colon && (after.kind != Kind::Compare || name.kind == Kind::Phrase))
        return nullptr;
    const std::string outer = std::exchange(m_scope, name.word.text);
    mark(name.span, TokenKind::Field);
    mark(after.span, TokenKind::Operator);
    m_at = after.span.end;
    SyntaxPtr value;
    if (after.kind == Kind::Compare)
        value = parseScalar(after.comparison);
    else if (const Lexeme next = peek(LexMode::Value); next.kind == Kind::Open)
        value = parseScope(next);
    else
        value = parseValue(LexMode::Value);
    m_scope = outer;
    m_fieldFailed = !value;
    if (!value)
        return nullptr;
    value->field = name.word;
    value->span.begin = name.span.begin;
    return value;
}

SyntaxPtr Parser::parseScope(const Lexeme &open)
{
    SyntaxPtr inner = parseGroup(open);
    if (!inner)
        return nullptr;
    SyntaxPtr scoped = makeSyntax(NodeKind::Scoped, inner->span);
    scoped->children.push_back(std::move(inner));
    return scoped;
}

ParsedQuery parse(std::string_view text, int depthLimit) { return Parser(text, depthLimit).run(); }

} // namespace explorer::query
