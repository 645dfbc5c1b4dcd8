#include "ui/widgets/themedlabel.h"

namespace explorer::ui
{

ThemedLabel::ThemedLabel(const Theme *theme, Theme::Role role, Theme::TextSize size, QWidget *parent)
    : ThemedLabel(theme, QString(), role, size, parent)
{
}

ThemedLabel::ThemedLabel(const Theme *theme, const QString &text, Theme::Role role, Theme::TextSize size,
                         QWidget *parent)
    : QLabel(text, parent), m_theme(theme), m_role(role), m_size(size)
{
    setTextFormat(Qt::PlainText);
    connect(theme, &Theme::changed, this, &ThemedLabel::restyle);
    restyle();
}

void ThemedLabel::setRole(Theme::Role role)
{
    m_role = role;
    restyle();
}

void ThemedLabel::restyle()
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme->color(m_role));
    setPalette(colours);
    setFont(m_theme->font(m_size));
}

} // namespace explorer::ui
