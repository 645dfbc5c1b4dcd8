#include "ui/widgets/statusline.h"

#include <QHBoxLayout>

namespace explorer::ui
{

StatusLine::StatusLine(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_picture(new QLabel(this)),
      m_text(new ThemedLabel(theme, Theme::Role::Text, Theme::TextSize::Normal, this))
{
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_picture, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    connect(theme, &Theme::changed, this, [this] { m_picture->setPixmap(m_icon.pixmap(16, 16)); });
    clear();
}

void StatusLine::show(const QString &icon, Theme::Role role, const QString &text)
{
    m_icon = m_theme->icon(icon, role);
    m_picture->setPixmap(m_icon.pixmap(16, 16));
    m_text->setRole(role == Theme::Role::Neutral ? Theme::Role::TextMuted : role);
    m_text->setText(text);
    setAccessibleName(text);
    setVisible(true);
}

void StatusLine::clear()
{
    m_text->clear();
    setVisible(false);
}

} // namespace explorer::ui
