#include "ui/explore/queryhighlighter.h"

#include "core/query/editor.h"
#include "ui/models/codepoints.h"
#include "ui/widgets/theme.h"

#include <QTextDocument>

namespace explorer::ui
{

namespace
{

Theme::Role roleOf(query::TokenKind kind)
{
    switch (kind) {
    case query::TokenKind::Field:
        return Theme::Role::SyntaxField;
    case query::TokenKind::Operator:
    case query::TokenKind::Bracket:
    case query::TokenKind::Modifier:
        return Theme::Role::SyntaxOperator;
    case query::TokenKind::Keyword:
        return Theme::Role::SyntaxKeyword;
    case query::TokenKind::Phrase:
    case query::TokenKind::Regex:
        return Theme::Role::SyntaxPhrase;
    case query::TokenKind::Error:
        return Theme::Role::SyntaxError;
    default:
        return Theme::Role::SyntaxValue;
    }
}

} // namespace

QueryHighlighter::QueryHighlighter(Theme *theme, QTextDocument *document)
    : QSyntaxHighlighter(document), m_theme(theme)
{
    connect(theme, &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
}

void QueryHighlighter::setProblems(const std::vector<ErrorDetail> &errors,
                                   const std::vector<ErrorDetail> &warnings)
{
    m_errors = errors;
    m_warnings = warnings;
    rehighlight();
}

void QueryHighlighter::setLiteral(bool isLiteral)
{
    if (m_isLiteral == isLiteral)
        return;
    m_isLiteral = isLiteral;
    rehighlight();
}

void QueryHighlighter::highlightBlock(const QString &text)
{
    const QString whole = document()->toPlainText();
    const int blockStart = currentBlock().position();
    const int blockLength = int(text.size());
    if (!m_isLiteral) {
        for (const query::ColouredSpan &span : query::colour(whole.toStdString())) {
            const int from = int(utf16Position(whole, span.offset)) - blockStart;
            const int to = int(utf16Position(whole, span.offset + span.length)) - blockStart;
            if (to <= 0 || from >= blockLength)
                continue;
            QTextCharFormat format;
            format.setForeground(m_theme->color(roleOf(span.kind)));
            if (span.kind == query::TokenKind::Keyword)
                format.setFontWeight(QFont::DemiBold);
            setFormat(std::max(0, from), std::min(blockLength, to) - std::max(0, from), format);
        }
    }
    mark(whole, m_warnings, m_theme->color(Theme::Role::Warning), blockStart, blockLength);
    mark(whole, m_errors, m_theme->color(Theme::Role::Squiggle), blockStart, blockLength);
}

void QueryHighlighter::mark(const QString &whole, const std::vector<ErrorDetail> &problems,
                            const QColor &color, int blockStart, int length)
{
    for (const ErrorDetail &problem : problems) {
        if (!problem.offset)
            continue;
        int from = int(utf16Position(whole, *problem.offset)) - blockStart;
        int to = int(utf16Position(whole, *problem.offset + std::max<std::size_t>(1, problem.length))) -
                 blockStart;
        // A problem at the end of the text stands under its last character.
        if (from >= length && blockStart + length == whole.size())
            from = length - 1;
        from = std::max(0, from);
        to = std::min(length, std::max(to, from + 1));
        for (int at = from; at < to; ++at) {
            QTextCharFormat marked = format(at);
            marked.setUnderlineStyle(QTextCharFormat::WaveUnderline);
            marked.setUnderlineColor(color);
            setFormat(at, 1, marked);
        }
    }
}

} // namespace explorer::ui
