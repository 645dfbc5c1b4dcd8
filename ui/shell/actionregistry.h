#pragma once

#include <QAction>
#include <QHash>
#include <QObject>

namespace explorer::ui
{

class Theme;

/// The one list of what can be done: menus, shortcuts, the palette and accessible names are fed from it.
/// Interface thread.
class ActionRegistry : public QObject
{
    Q_OBJECT
public:
    explicit ActionRegistry(QObject *parent = nullptr);
    /// Gives the actions their icons; without one they have none.
    void setTheme(const Theme *theme) { m_theme = theme; }
    /// `id` is stable ("explore.run"); `text` translated, without mnemonic. The action is owned by the
    /// registry. An id that is there already gives the same action (its text and icon renewed): two tabs
    /// share one, and each acts only while shown.
    QAction *add(const QString &id, const QString &text, const QKeySequence &shortcut = {},
                 const QString &icon = {});
    [[nodiscard]] QAction *find(const QString &id) const;
    [[nodiscard]] QList<QAction *> actions() const { return m_ordered; }

Q_SIGNALS:
    void added(QAction *action);

private:
    const Theme *m_theme = nullptr;
    QList<QAction *> m_ordered;
    QHash<QString, QAction *> m_byId;
};

} // namespace explorer::ui
