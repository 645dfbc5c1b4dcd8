#pragma once

#include "core/api/schema.h"
#include "core/api/search.h"
#include "core/base/error.h"

#include <QPlainTextEdit>

namespace explorer::ui
{

class CompletionPopup;
class QueryHighlighter;
class Theme;

/// The query box: one line that grows to three, coloured and checked against the schema while typing (in the
/// client: no call), with completion and history. Enter runs; it takes a completion only where one was chosen
/// with the arrow keys.
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
    void setValues(const QString &field, const std::vector<api::FacetValue> &values);
    [[nodiscard]] bool isCompleting() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void runRequested();
    void literalRequested();
    void problemsChanged();
    /// Top values of a field are wanted for completion.
    void valuesWanted(const QString &field);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void textEdited();
    void check();
    void complete(bool isAsked);
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
    QHash<QString, std::vector<api::FacetValue>> m_values;
};

} // namespace explorer::ui
