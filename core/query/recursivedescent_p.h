#pragma once

#include "core/query/parser_p.h"

namespace explorer::query
{

/// One run over one text, by recursive descent.
class Parser
{
public:
    Parser(std::string_view text, int depthLimit);

    ParsedQuery run();

private:
    [[nodiscard]] Lexeme peek(LexMode mode = LexMode::Operand) const { return lexAt(m_text, m_at, mode); }
    void mark(Span span, TokenKind kind) { m_result.marks.push_back({span, kind, m_scope}); }
    void report(Problem problem);
    [[nodiscard]] std::string textOf(Span span) const;
    bool takeKeyword(std::string_view keyword);
    [[nodiscard]] bool namesField(const Lexeme &term) const;
    [[nodiscard]] bool isOperatorWord(const Lexeme &next) const;

    static SyntaxPtr join(SyntaxNode::Kind kind, std::vector<SyntaxPtr> parts, std::vector<bool> adjacency);
    SyntaxPtr parseOr();
    SyntaxPtr parseAnd();
    [[nodiscard]] bool isKeywordOr(const Lexeme &next) const;
    /// Signs in a row are counted, not nested: a thousand of them need no stack.
    SyntaxPtr parseUnary();
    SyntaxPtr parseAtom();
    void reportOperand(const Lexeme &next);
    SyntaxPtr skipStray(const Lexeme &stray);
    SyntaxPtr parseGroup(const Lexeme &open);
    /// `field:value`, `field:(...)`, `field > value`; null where the word is no field.
    SyntaxPtr parseFielded(const Lexeme &name);
    SyntaxPtr parseScope(const Lexeme &open);
    SyntaxPtr parseValue(LexMode mode);
    void reportValue(const Lexeme &next);
    SyntaxPtr parseScalar(Comparison comparison);
    SyntaxPtr leaf(SyntaxNode::Kind kind, const Lexeme &lexeme);
    SyntaxPtr parsePhrase(const Lexeme &phrase);
    void takeTilde(SyntaxNode &node);
    SyntaxPtr parseRegex(const Lexeme &regex);
    SyntaxPtr parseTerm(const Lexeme &term);
    SyntaxPtr withBoost(SyntaxPtr node);
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

} // namespace explorer::query
