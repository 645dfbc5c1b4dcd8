#include "ui/explore/queryeditor.h"

#include "core/query/editor.h"
#include "ui/explore/completionpopup.h"
#include "ui/explore/fieldtype.h"
#include "ui/explore/queryhighlighter.h"
#include "ui/models/codepoints.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kMostLines = 3;
constexpr std::size_t kMostCompletions = 50;

using Wanted = query::CompletionContext::Wanted;

std::vector<Completion> fieldCompletions(const api::Schema &schema, const std::string &prefix)
{
    std::vector<Completion> completions;
    for (const std::string &name : query::completeField(schema, prefix)) {
        const api::Field *field = schema.find(name);
        const api::FieldType type = field ? field->type : api::FieldType::Keyword;
        completions.push_back(
            {QString::fromStdString(name) + QLatin1Char(':'), fieldTypeName(type), fieldTypeIcon(type)});
        if (completions.size() == kMostCompletions)
            break;
    }
    return completions;
}

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
    m_values.clear();
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
    m_popup->hide();
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
            const QString text = toPlainText();
            QTextCursor cursor = textCursor();
            cursor.setPosition(int(utf16Position(text, *problem.offset)));
            cursor.setPosition(int(utf16Position(text, *problem.offset + problem.length)),
                               QTextCursor::KeepAnchor);
            cursor.insertText(QString::fromStdString(*problem.fix));
            setTextCursor(cursor);
            return true;
        }
    }
    return false;
}

void QueryEditor::setValues(const QString &field, const std::vector<api::FacetValue> &values)
{
    m_values.insert(field, values);
    if (hasFocus())
        complete(false);
}

bool QueryEditor::isCompleting() const { return m_popup->isVisible(); }

void QueryEditor::complete(bool isAsked)
{
    m_popup->hide();
    const QString text = toPlainText();
    if (m_isLiteral || (text.isEmpty() && !isAsked))
        return;
    const auto context =
        query::completionAt(text.toStdString(), codePointPosition(text, textCursor().position()));
    const QString prefix = QString::fromStdString(context.prefix);
    std::vector<Completion> completions;
    if (context.wanted == Wanted::FieldOrTerm && (isAsked || !prefix.isEmpty())) {
        completions = fieldCompletions(m_schema, context.prefix);
    } else if (context.wanted == Wanted::Operator) {
        for (const char *op : {":", ">=", "<=", ">", "<"})
            completions.push_back({QString::fromLatin1(op), {}, {}});
    } else if (context.wanted == Wanted::Value) {
        const QString field = QString::fromStdString(context.field);
        const auto known = m_values.constFind(field);
        if (known == m_values.constEnd()) {
            m_values.insert(field, {});
            Q_EMIT valuesWanted(field);
            return;
        }
        for (const api::FacetValue &value : *known) {
            const QString shown = QString::fromStdString(query::quoteValue(value.value));
            if (QString::fromStdString(value.value).contains(prefix, Qt::CaseInsensitive) && shown != prefix)
                completions.push_back({shown, QLocale().toString(qint64(value.count)), {}});
        }
    }
    const bool takesKeyword =
        context.wanted == Wanted::Keyword || (context.wanted == Wanted::FieldOrTerm && !prefix.isEmpty());
    for (const char *keyword : {"and", "or", "not"}) {
        const QString word = QString::fromLatin1(keyword);
        if (takesKeyword && word.startsWith(prefix, Qt::CaseInsensitive) && word != prefix)
            completions.push_back({word, tr("keyword"), {}});
    }
    if (completions.empty())
        return;
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
    const auto context =
        query::completionAt(text.toStdString(), codePointPosition(text, textCursor().position()));
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
        m_popup->hide();
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
        m_popup->hide();
        return true;
    default:
        return false;
    }
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
        m_popup->hide();
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
    m_popup->hide();
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
