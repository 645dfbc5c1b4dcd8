#pragma once

#include "ui/widgets/theme.h"

#include <QLabel>

namespace explorer::ui
{

/// A label of plain text in one of the theme's colours and sizes; follows the theme.
class ThemedLabel : public QLabel
{
    Q_OBJECT
public:
    ThemedLabel(const Theme *theme, Theme::Role role, Theme::TextSize size, QWidget *parent = nullptr);
    ThemedLabel(const Theme *theme, const QString &text, Theme::Role role, Theme::TextSize size,
                QWidget *parent = nullptr);
    void setRole(Theme::Role role);

private:
    void restyle();

    const Theme *m_theme;
    Theme::Role m_role;
    Theme::TextSize m_size;
};

} // namespace explorer::ui
