#include "ui/explore/queryeditor.h"

#include "ui/explore/completionlist.h"
#include "ui/explore/queryhighlighter.h"
#include "ui/models/codepoints.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kMostLines = 3;

using Wanted = query::CompletionContext::Wanted;

} // namespace

QueryEditor::QueryEditor(Theme *theme, QWidget *parent)
    : QPlainTextEdit(parent), m_theme(theme), m_highlighter(new QueryHighlighter(theme, document())),
      m_popup(new CompletionPopup(this))
{
    setObjectName(QStringLiteral("queryEditor"));
    setAccessibleName(tr("Query"));
    setPlaceholderText(tr("Search: words, \"a phrase\", field:value, price >= 10, and, or, not"));
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(5);
    const auto restyle = [this] {
        setFont(m_theme->monospace());
        m_popup->setFonts(m_theme->monospace());
        updateGeometry();
    };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
    connect(this, &QPlainTextEdit::textChanged, this, &QueryEditor::textEdited);
    connect(m_popup, &CompletionPopup::picked, this, &QueryEditor::accept);
}

void QueryEditor::setSchema(const api::Schema &schema)
{
    m_schema = schema;
    m_suggested = {};
    check();
}

void QueryEditor::setZone(const QString &zoneId)
{
    m_zone = zoneId.toStdString();
    check();
}

void QueryEditor::setHistory(const QStringList &history)
{
    m_history = history;
    m_historyAt = -1;
}

void QueryEditor::setLiteral(bool isLiteral)
{
    m_isLiteral = isLiteral;
    m_highlighter->setLiteral(isLiteral);
    check();
}

void QueryEditor::setQuery(const QString &text)
{
    if (text == toPlainText())
        return;
    m_text = text;
    setPlainText(text);
    moveCursor(QTextCursor::End);
    closeCompletions();
    check();
    updateGeometry();
}

void QueryEditor::setServerProblems(const std::vector<ErrorDetail> &errors,
                                    const std::vector<ErrorDetail> &warnings)
{
    m_errors = errors;
    m_warnings = warnings;
    m_highlighter->setProblems(m_errors, m_warnings);
    Q_EMIT problemsChanged();
}

void QueryEditor::textEdited()
{
    // Recolouring reports a change too.
    if (toPlainText() == m_text)
        return;
    m_text = toPlainText();
    check();
    updateGeometry();
    m_isDismissed = false;
    if (hasFocus())
        complete(false);
}

void QueryEditor::check()
{
    m_errors.clear();
    m_warnings.clear();
    if (!m_isLiteral && !m_text.trimmed().isEmpty()) {
        query::QueryContext context;
        context.now = QDateTime::currentMSecsSinceEpoch();
        context.zone = m_zone;
        if (auto compiled = query::compile(m_text.toStdString(), m_schema, context))
            m_warnings = compiled->warnings;
        else
            m_errors = compiled.error().details;
    }
    m_highlighter->setProblems(m_errors, m_warnings);
    Q_EMIT problemsChanged();
}

bool QueryEditor::applyFix()
{
    for (const auto *problems : {&m_errors, &m_warnings}) {
        for (const ErrorDetail &problem : *problems) {
            if (!problem.fix || !problem.offset)
                continue;
            applyFix(ErrorDetail(problem));
            return true;
        }
    }
    return false;
}

void QueryEditor::applyFix(const ErrorDetail &problem)
{
    if (!problem.fix || !problem.offset)
        return;
    const QString text = toPlainText();
    QTextCursor cursor = textCursor();
    cursor.setPosition(int(utf16Position(text, *problem.offset)));
    cursor.setPosition(int(utf16Position(text, *problem.offset + problem.length)), QTextCursor::KeepAnchor);
    cursor.insertText(QString::fromStdString(*problem.fix));
    setTextCursor(cursor);
    closeCompletions();
}

void QueryEditor::setSuggestions(const std::string &text, std::size_t cursor,
                                 const api::SuggestAnswer &answer)
{
    const QString now = toPlainText();
    if (m_isDismissed || !hasFocus() || now.toStdString() != text ||
        codePointPosition(now, textCursor().position()) != cursor)
        return;
    m_suggested = answer;
    m_suggestedHead = now.left(utf16Position(now, answer.replaceOffset));
    offer(true);
}

bool QueryEditor::isCompleting() const { return m_popup->isVisible(); }

void QueryEditor::closeCompletions()
{
    m_isDismissed = true;
    m_popup->hide();
    Q_EMIT suggestionsUnwanted();
}

query::CompletionContext QueryEditor::completionContext() const
{
    const QString text = toPlainText();
    return query::completionAt(text.toStdString(), codePointPosition(text, textCursor().position()),
                               &m_schema);
}

void QueryEditor::complete(bool isAsked)
{
    const QString text = toPlainText();
    if (m_isLiteral || (text.isEmpty() && !isAsked) || completionContext().wanted == Wanted::Nothing) {
        closeCompletions();
        return;
    }
    m_isDismissed = false;
    offer(isAsked);
    Q_EMIT suggestionsWanted(text, codePointPosition(text, textCursor().position()));
}

void QueryEditor::offer(bool isAsked)
{
    const query::CompletionContext context = completionContext();
    const QString text = toPlainText();
    const QString head = text.left(utf16Position(text, context.replaceOffset));
    const bool isSuggested = !m_suggested.items.empty() && head == m_suggestedHead &&
                             context.replaceOffset == m_suggested.replaceOffset;
    std::vector<Completion> completions;
    if (isSuggested)
        completions = suggestedCompletions(m_suggested, QString::fromStdString(context.prefix));
    else if (isAsked || context.wanted != Wanted::FieldOrTerm || !context.prefix.empty())
        completions = localCompletions(context, m_schema);
    if (completions.empty()) {
        m_popup->hide();
        return;
    }
    m_popup->setCompletions(
        completions, [this](const QString &icon) { return m_theme->icon(icon, Theme::Role::TextMuted); });
    place();
}

void QueryEditor::place()
{
    // A child of the window, not a popup window: the keyboard stays here.
    if (m_popup->parentWidget() != window())
        m_popup->setParent(window());
    const QSize size = m_popup->fittingSize();
    QPoint at = viewport()->mapTo(window(), cursorRect().bottomLeft() + QPoint(-4, 6));
    at.setX(std::max(0, std::min(at.x(), window()->width() - size.width() - 8)));
    m_popup->setGeometry(QRect(at, size));
    m_popup->show();
    m_popup->raise();
}

void QueryEditor::accept(const QString &completion)
{
    const QString text = toPlainText();
    const query::CompletionContext context = completionContext();
    QTextCursor cursor = textCursor();
    cursor.setPosition(int(utf16Position(text, context.replaceOffset)));
    cursor.setPosition(int(utf16Position(text, context.replaceOffset + context.replaceLength)),
                       QTextCursor::KeepAnchor);
    const QChar last = completion.isEmpty() ? QChar() : completion.back();
    const bool goesOn = last == QLatin1Char(':') || last == QLatin1Char('<') || last == QLatin1Char('>') ||
                        last == QLatin1Char('=');
    const bool hasBlank = cursor.selectionEnd() < text.size() && text[cursor.selectionEnd()].isSpace();
    cursor.insertText(goesOn || hasBlank ? completion : completion + QLatin1Char(' '));
    setTextCursor(cursor);
    setFocus();
    if (goesOn)
        complete(false);
    else
        closeCompletions();
}

bool QueryEditor::completionKey(QKeyEvent *event)
{
    if (!m_popup->isVisible())
        return false;
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        m_popup->move(event->key() == Qt::Key_Down ? 1 : -1);
        return true;
    case Qt::Key_Tab:
        accept(m_popup->current());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_popup->isChosen() || event->modifiers() != Qt::NoModifier)
            return false;
        accept(m_popup->current());
        return true;
    case Qt::Key_Escape:
        closeCompletions();
        return true;
    default:
        return false;
    }
}

bool QueryEditor::event(QEvent *event)
{
    // Esc cancels a search from anywhere; the completions are nearer.
    if (event->type() == QEvent::ShortcutOverride && isCompleting() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QPlainTextEdit::event(event);
}

bool QueryEditor::focusNextPrevChild(bool isNext)
{
    // Tab takes a completion where there is one.
    return !isCompleting() && QPlainTextEdit::focusNextPrevChild(isNext);
}

bool QueryEditor::historyKey(int step)
{
    QTextCursor moved = textCursor();
    if (moved.movePosition(step < 0 ? QTextCursor::Up : QTextCursor::Down) || m_history.isEmpty())
        return false;
    if (step > 0 && m_historyAt < 0)
        return false;
    if (m_historyAt < 0) {
        m_draft = toPlainText();
        m_historyAt = int(m_history.size());
    }
    int at = m_historyAt + step;
    if (step < 0 && at >= 0 && m_history[at] == toPlainText())
        --at;
    if (at < 0)
        return true;
    const bool isDraft = at >= m_history.size();
    m_historyAt = isDraft ? -1 : at;
    setQuery(isDraft ? m_draft : m_history[at]);
    return true;
}

void QueryEditor::keyPressEvent(QKeyEvent *event)
{
    if (completionKey(event))
        return;
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers().testFlag(Qt::AltModifier)) {
        applyFix();
        return;
    }
    if (isEnter && !event->modifiers().testFlag(Qt::ShiftModifier)) {
        closeCompletions();
        m_historyAt = -1;
        Q_EMIT runRequested();
        return;
    }
    if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) {
        complete(true);
        return;
    }
    if (event->modifiers() == Qt::NoModifier &&
        ((event->key() == Qt::Key_Up && historyKey(-1)) || (event->key() == Qt::Key_Down && historyKey(1))))
        return;
    QPlainTextEdit::keyPressEvent(event);
}

void QueryEditor::focusOutEvent(QFocusEvent *event)
{
    closeCompletions();
    QPlainTextEdit::focusOutEvent(event);
}

void QueryEditor::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void QueryEditor::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

int QueryEditor::lineCount() const
{
    int lines = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        lines += std::max(1, block.layout()->lineCount());
    return std::clamp(lines, 1, kMostLines);
}

QSize QueryEditor::sizeHint() const
{
    const int margins = 2 * (frameWidth() + int(document()->documentMargin()));
    return {480, lineCount() * fontMetrics().lineSpacing() + margins + 2};
}

QSize QueryEditor::minimumSizeHint() const { return {160, sizeHint().height()}; }

} // namespace explorer::ui
