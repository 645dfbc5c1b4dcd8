#pragma once

#include <QLineEdit>

namespace explorer::ui
{

class Theme;

/// A password with an eye to reveal it, and a signal for a hint while caps lock seems to be on (told from the
/// letters that arrive: a capital without Shift).
class PasswordField : public QLineEdit
{
    Q_OBJECT
public:
    explicit PasswordField(const Theme *theme, QWidget *parent = nullptr);

Q_SIGNALS:
    void capsLockNoticed(bool on);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void reveal(bool shown);

    const Theme *m_theme;
    QAction *m_reveal;
};

} // namespace explorer::ui
