#include "ui/shell/helpwindow.h"

#include "ui/shell/actionregistry.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{

QString row(const QString &left, const QString &right)
{
    return QStringLiteral("<tr><td style=\"padding:3px 24px 3px 0\"><code>%1</code></td><td "
                          "style=\"padding:3px 0\">%2</td></tr>")
        .arg(left.toHtmlEscaped(), right.toHtmlEscaped());
}

} // namespace

HelpWindow::HelpWindow(const Theme *theme, const ActionRegistry *actions, QWidget *parent)
    : QWidget(parent, Qt::Window), m_theme(theme), m_actions(actions), m_text(new QTextBrowser(this))
{
    setWindowTitle(tr("Help - ExplorerIO"));
    resize(620, 720);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("Help"));
    m_text->document()->setDocumentMargin(3 * Theme::kGrid);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    connect(theme, &Theme::changed, this, [this] {
        if (isVisible())
            fill();
    });
}

void HelpWindow::showEvent(QShowEvent *event)
{
    fill();
    QWidget::showEvent(event);
}

void HelpWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

QString HelpWindow::keysTable() const
{
    QString rows;
    const auto actions = m_actions->actions();
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            rows += row(action->shortcut().toString(QKeySequence::NativeText), action->text());
    }
    return rows;
}

QString HelpWindow::languageTable() const
{
    return row(QStringLiteral("timeout"), tr("documents with this word; several words must all be there")) +
           row(QStringLiteral("\"payment failed\""), tr("these words next to each other")) +
           row(QStringLiteral("status:500"), tr("a field's value")) +
           row(QStringLiteral("status:(500 or 503)"), tr("one of several values of a field")) +
           row(QStringLiteral("bytes:>1000   price:[10 TO 20]"),
               tr("comparisons and ranges; { and } leave the bound out")) +
           row(QStringLiteral("ts:>now-1h   ts:2024-03"),
               tr("times: from now, or a whole day, month or year")) +
           row(QStringLiteral("error and not host:web1"),
               tr("and, or, not, with ( ) for groups; - is short for not")) +
           row(QStringLiteral("host:*   not host:*"), tr("documents that have a field, or lack it")) +
           row(QStringLiteral("time*   w?b"), tr("any letters, any one letter")) +
           row(QStringLiteral("tmeout~1"), tr("a word with up to 1 or 2 slips")) +
           row(QStringLiteral("path:/\\/api\\/v[12]\\/.*/"), tr("a regular expression over the whole value"));
}

void HelpWindow::fill()
{
    const QString muted = m_theme->color(Theme::Role::TextMuted).name();
    m_text->setHtml(
        QStringLiteral("<h3>%1</h3><table>%2</table><p style=\"color:%5\">%6</p><h3>%3</h3><table>%4</table>")
            .arg(tr("Asking"), languageTable(), tr("Keys"), keysTable(), muted,
                 tr("An empty query finds every document.").toHtmlEscaped()));
}

} // namespace explorer::ui
