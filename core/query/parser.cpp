#include "core/query/parser_p.h"

#include "core/query/coercion_p.h"

#include <algorithm>

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

SyntaxPtr makeSyntax(NodeKind kind, Span span)
{
    auto node = std::make_unique<SyntaxNode>();
    node->kind = kind;
    node->span = span;
    return node;
}

/// One run over one text, by recursive descent.
class Parser
{
public:
    Parser(std::string_view text, int depthLimit)
        : m_text(text), m_depthLimit(std::min(depthLimit, kDepthCeiling))
    {
    }

    ParsedQuery run()
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

private:
    [[nodiscard]] Lexeme peek(LexMode mode = LexMode::Operand) const { return lexAt(m_text, m_at, mode); }
    void mark(Span span, TokenKind kind) { m_result.marks.push_back({span, kind, m_scope}); }
    void report(Problem problem)
    {
        if (!m_aborted && m_result.problems.size() < kProblemLimit)
            m_result.problems.push_back(std::move(problem));
    }
    [[nodiscard]] std::string textOf(Span span) const
    {
        return std::string(m_text.substr(span.begin, span.end - span.begin));
    }
    bool takeKeyword(std::string_view keyword)
    {
        const Lexeme next = peek();
        if (!isKeyword(m_text, next, keyword) || !isOperatorWord(next))
            return false;
        mark(next.span, TokenKind::Keyword);
        m_at = next.span.end;
        return true;
    }
    [[nodiscard]] bool namesField(const Lexeme &term) const
    {
        return term.span.end < m_text.size() && m_text[term.span.end] == ':';
    }
    [[nodiscard]] bool isOperatorWord(const Lexeme &next) const
    {
        return isKeyword(m_text, next) && !namesField(next) && next.span.begin != m_signEnd;
    }

    static SyntaxPtr join(NodeKind kind, std::vector<SyntaxPtr> parts, std::vector<bool> adjacency)
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

    SyntaxPtr parseOr()
    {
        std::vector<SyntaxPtr> parts;
        do {
            if (SyntaxPtr part = parseAnd())
                parts.push_back(std::move(part));
        } while (takeKeyword("or"));
        return join(NodeKind::Or, std::move(parts), {});
    }

    SyntaxPtr parseAnd()
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

    [[nodiscard]] bool isKeywordOr(const Lexeme &next) const
    {
        return isKeyword(m_text, next, "or") && !namesField(next);
    }

    /// Signs in a row are counted, not nested: a thousand of them need no stack.
    SyntaxPtr parseUnary()
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

    SyntaxPtr parseAtom()
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

    void reportOperand(const Lexeme &next)
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

    SyntaxPtr skipStray(const Lexeme &stray)
    {
        m_at = stray.span.end;
        mark(stray.span, TokenKind::Error);
        const std::string character = textOf(stray.span);
        report({"unexpected_token",
                "`" + character +
                    "` has no meaning here. Remove it, or put a backslash before it to search for it.",
                stray.span,
                {"term", "phrase", "field", "("},
                "\\" + character});
        return nullptr;
    }

    SyntaxPtr parseGroup(const Lexeme &open)
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

    /// `field:value`, `field:(...)`, `field > value`; null where the word is no field.
    SyntaxPtr parseFielded(const Lexeme &name)
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

    SyntaxPtr parseScope(const Lexeme &open)
    {
        SyntaxPtr inner = parseGroup(open);
        if (!inner)
            return nullptr;
        SyntaxPtr scoped = makeSyntax(NodeKind::Scoped, inner->span);
        scoped->children.push_back(std::move(inner));
        return scoped;
    }

    SyntaxPtr parseValue(LexMode mode)
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

    void reportValue(const Lexeme &next)
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

    SyntaxPtr parseScalar(Comparison comparison)
    {
        const Lexeme next = peek(LexMode::Value);
        const bool isScalar =
            next.kind == Kind::Phrase || (next.kind == Kind::Term && !isKeyword(m_text, next));
        if (!isScalar) {
            reportValue(next);
            return nullptr;
        }
        SyntaxPtr node = next.kind == Kind::Phrase ? parsePhrase(next) : parseTerm(next);
        if (node)
            node->comparison = comparison;
        return node;
    }

    SyntaxPtr leaf(NodeKind kind, const Lexeme &lexeme)
    {
        ++m_result.clauses;
        m_at = lexeme.span.end;
        SyntaxPtr node = makeSyntax(kind, lexeme.span);
        node->word = lexeme.word;
        return node;
    }

    SyntaxPtr parsePhrase(const Lexeme &phrase)
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

    void takeTilde(SyntaxNode &node)
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

    SyntaxPtr parseRegex(const Lexeme &regex)
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

    SyntaxPtr parseTerm(const Lexeme &term)
    {
        const bool everything =
            term.word.wildcard &&
            std::all_of(term.word.pattern.begin(), term.word.pattern.end(), [](char c) { return c == '*'; });
        SyntaxPtr node = leaf(everything ? NodeKind::Everything : NodeKind::Word, term);
        const bool number = parseDouble(term.word.text).has_value();
        mark(term.span, term.word.wildcard ? TokenKind::Wildcard
                        : number           ? TokenKind::Number
                                           : TokenKind::Term);
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

    SyntaxPtr withBoost(SyntaxPtr node)
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

    SyntaxPtr parseRange(const Lexeme &open);
    std::optional<Word> parseBound(const Lexeme &next);

    std::string_view m_text;
    std::size_t m_at = 0;
    /// Right after a sign a keyword is a word: `+this +and +that`.
    std::size_t m_signEnd = std::string_view::npos;
    int m_depthLimit;
    int m_depth = 0;
    bool m_aborted = false;
    bool m_fieldFailed = false;
    std::string m_scope;
    ParsedQuery m_result;
};

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
    return node;
}

} // namespace

ParsedQuery parse(std::string_view text, int depthLimit) { return Parser(text, depthLimit).run(); }

} // namespace explorer::query
