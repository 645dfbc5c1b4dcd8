#pragma once

#include <QFrame>
#include <QIcon>

class QLabel;
class QPushButton;

namespace explorer::ui
{

class Theme;

/// One line above the work for a state that lasts, with at most one thing to do about it.
class Banner : public QFrame
{
    Q_OBJECT
public:
    explicit Banner(const Theme *theme, QWidget *parent = nullptr);
    void show(const QString &icon, const QString &text, const QString &actionText);
    void clear();

Q_SIGNALS:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QIcon m_icon;
    QLabel *m_picture;
    QLabel *m_text;
    QPushButton *m_action;
};

} // namespace explorer::ui
