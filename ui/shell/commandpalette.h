#pragma once

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListWidget;

namespace explorer::ui
{

class ActionRegistry;
class Theme;

/// Everything that can be done, found by a few letters. Opens over its parent, closes by Esc, Enter or a
/// click elsewhere; the focus then goes back to where it was.
class CommandPalette : public QFrame
{
    Q_OBJECT
public:
    CommandPalette(const Theme *theme, ActionRegistry *actions, QWidget *parent);
    void open();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void fill(const QString &pattern);
    void run();
    void close();

    const Theme *m_theme;
    ActionRegistry *m_actions;
    QLineEdit *m_input;
    QListWidget *m_list;
    QPointer<QWidget> m_before;
};

} // namespace explorer::ui
