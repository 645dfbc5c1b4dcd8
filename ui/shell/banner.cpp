#include "ui/shell/banner.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace explorer::ui
{

Banner::Banner(const Theme *theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_picture(new QLabel(this)), m_text(new QLabel(this)),
      m_action(new QPushButton(this))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, Theme::kHalfGrid, 2 * Theme::kGrid, Theme::kHalfGrid);
    layout->addWidget(m_picture);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    connect(m_action, &QPushButton::clicked, this, &Banner::actionRequested);
    connect(theme, &Theme::changed, this, [this] { m_picture->setPixmap(m_icon.pixmap(16, 16)); });
    clear();
}

void Banner::show(const QString &icon, const QString &text, const QString &actionText)
{
    m_icon = m_theme->icon(icon, Theme::Role::Warning);
    m_picture->setPixmap(m_icon.pixmap(16, 16));
    m_text->setText(text);
    setAccessibleName(text);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setVisible(true);
}

void Banner::clear() { setVisible(false); }

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Theme::Role::SurfaceRaised));
    painter.fillRect(QRect(0, 0, 3, height()), m_theme->color(Theme::Role::Warning));
}

} // namespace explorer::ui
