#include "ui/shell/actionregistry.h"

#include "ui/widgets/theme.h"

namespace explorer::ui
{

ActionRegistry::ActionRegistry(QObject *parent) : QObject(parent) {}

QAction *ActionRegistry::add(const QString &id, const QString &text, const QKeySequence &shortcut,
                             const QString &icon)
{
    QAction *action = m_byId.value(id);
    const bool isNew = action == nullptr;
    if (isNew) {
        action = new QAction(this);
        action->setObjectName(id);
        m_byId.insert(id, action);
        m_ordered.append(action);
    }
    action->setText(text);
    action->setToolTip(shortcut.isEmpty() ? text
                                          : QStringLiteral("%1 (%2)").arg(
                                                text, shortcut.toString(QKeySequence::NativeText)));
    if (!shortcut.isEmpty())
        action->setShortcut(shortcut);
    if (!icon.isEmpty() && m_theme)
        action->setIcon(m_theme->icon(icon));
    if (isNew)
        Q_EMIT added(action);
    return action;
}

QAction *ActionRegistry::find(const QString &id) const { return m_byId.value(id); }

} // namespace explorer::ui
