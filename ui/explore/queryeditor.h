#pragma once

#include "core/api/schema.h"
#include "core/api/suggest.h"
#include "core/base/error.h"
#include "core/query/editor.h"

#include <QPlainTextEdit>

namespace explorer::ui
{

class CompletionPopup;
class QueryHighlighter;
class Theme;

/// The query box: one line that grows to three, coloured and checked against the schema while typing (in the
/// client: no call), with completion and history. Completion offers at once what is known here, and the
/// server's suggestions when they come; typing never waits for them. Enter runs; it takes a completion only
/// where one was chosen with the arrow keys.
class QueryEditor : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit QueryEditor(Theme *theme, QWidget *parent = nullptr);

    void setSchema(const api::Schema &schema);
    void setZone(const QString &zoneId);
    void setHistory(const QStringList &history);
    void setLiteral(bool isLiteral);
    void setQuery(const QString &text);
    [[nodiscard]] QString query() const { return toPlainText(); }
    /// Problems the server found; they stand until the text changes.
    void setServerProblems(const std::vector<ErrorDetail> &errors, const std::vector<ErrorDetail> &warnings);
    [[nodiscard]] const std::vector<ErrorDetail> &errors() const { return m_errors; }
    [[nodiscard]] const std::vector<ErrorDetail> &warnings() const { return m_warnings; }
    /// Puts the first offered fix in place of the span it is for.
    bool applyFix();
    void applyFix(const ErrorDetail &problem);
    /// What the server answered about a text and a place in it (in code points). Dropped where either is
    /// another by now, or nobody wants completions any more.
    void setSuggestions(const std::string &text, std::size_t cursor, const api::SuggestAnswer &answer);
    [[nodiscard]] bool isCompleting() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runRequested();
    void literalRequested();
    void problemsChanged();
    /// What may stand at the cursor (in code points) is wanted from the server.
    void suggestionsWanted(const QString &text, std::size_t cursor);
    void suggestionsUnwanted();

protected:
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool isNext) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void textEdited();
    void check();
    void complete(bool isAsked);
    void offer(bool isAsked);
    void closeCompletions();
    [[nodiscard]] query::CompletionContext completionContext() const;
    void accept(const QString &completion);
    bool completionKey(QKeyEvent *event);
    bool historyKey(int step);
    void place();
    [[nodiscard]] int lineCount() const;

    Theme *m_theme;
    QueryHighlighter *m_highlighter;
    CompletionPopup *m_popup;
    api::Schema m_schema;
    std::string m_zone;
    QString m_text;
    QStringList m_history;
    int m_historyAt = -1;
    QString m_draft;
    bool m_isLiteral = false;
    std::vector<ErrorDetail> m_errors;
    std::vector<ErrorDetail> m_warnings;
    /// The newest suggestions, and what stands before the word they are for.
    api::SuggestAnswer m_suggested;
    QString m_suggestedHead;
    /// Nothing opens by itself until the next key.
    bool m_isDismissed = true;
};

} // namespace explorer::ui
