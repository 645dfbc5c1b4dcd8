#pragma once

#include "ui/widgets/themedlabel.h"

#include <QWidget>

namespace explorer::ui
{

/// A shape and a sentence: how something stands, never by colour alone. Hidden while there is nothing to say.
class StatusLine : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(const Theme *theme, QWidget *parent = nullptr);
    void show(const QString &icon, Theme::Role role, const QString &text);
    void clear();
    [[nodiscard]] QString text() const { return m_text->text(); }

private:
    const Theme *m_theme;
    QLabel *m_picture;
    ThemedLabel *m_text;
    QIcon m_icon;
};

} // namespace explorer::ui
