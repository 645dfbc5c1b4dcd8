#pragma once

#include "core/base/error.h"

#include <QSyntaxHighlighter>

namespace explorer::ui
{

class Theme;

/// The query box's colours, from the same lexer as the search, and a wave under each problem.
class QueryHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT
public:
    QueryHighlighter(Theme *theme, QTextDocument *document);
    /// Errors wave in the squiggle's colour, warnings in the warning's.
    void setProblems(const std::vector<ErrorDetail> &errors, const std::vector<ErrorDetail> &warnings);
    /// A literal text has no syntax to colour.
    void setLiteral(bool isLiteral);

protected:
    void highlightBlock(const QString &text) override;

private:
    void mark(const QString &whole, const std::vector<ErrorDetail> &problems, const QColor &color,
              int blockStart, int length);
    Theme *m_theme;
    std::vector<ErrorDetail> m_errors;
    std::vector<ErrorDetail> m_warnings;
    bool m_isLiteral = false;
};

} // namespace explorer::ui
