#include "ui/widgets/passwordfield.h"

#include "ui/widgets/theme.h"

#include <QAction>
#include <QKeyEvent>

namespace explorer::ui
{

PasswordField::PasswordField(const Theme *theme, QWidget *parent)
    : QLineEdit(parent), m_theme(theme), m_reveal(new QAction(this))
{
    setEchoMode(QLineEdit::Password);
    m_reveal->setCheckable(true);
    m_reveal->setShortcut(Qt::ALT | Qt::Key_R);
    m_reveal->setShortcutContext(Qt::WidgetShortcut);
    addAction(m_reveal, QLineEdit::TrailingPosition);
    connect(m_reveal, &QAction::toggled, this, &PasswordField::reveal);
    reveal(false);
}

void PasswordField::reveal(bool shown)
{
    setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(
        m_theme->icon(shown ? QStringLiteral("eye-off") : QStringLiteral("eye"), Theme::Role::TextMuted));
    m_reveal->setText(shown ? tr("Hide the password (Alt+R)") : tr("Show the password (Alt+R)"));
    m_reveal->setToolTip(m_reveal->text());
}

void PasswordField::keyPressEvent(QKeyEvent *event)
{
    const QString typed = event->text();
    if (typed.size() == 1 && typed.front().isLetter() && typed.front().toUpper() != typed.front().toLower()) {
        const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
        Q_EMIT capsLockNoticed(typed.front().isUpper() != shift);
    } else if (event->key() == Qt::Key_CapsLock) {
        Q_EMIT capsLockNoticed(false);
    }
    QLineEdit::keyPressEvent(event);
}

void PasswordField::focusOutEvent(QFocusEvent *event)
{
    Q_EMIT capsLockNoticed(false);
    QLineEdit::focusOutEvent(event);
}

} // namespace explorer::ui
