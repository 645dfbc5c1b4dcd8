#include "ui/shell/navigationrail.h"

#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{
constexpr int kWidth = 12 * Theme::kGrid;
constexpr int kButtonHeight = 7 * Theme::kGrid;
constexpr int kIconEdge = 24;
} // namespace

NavigationRail::NavigationRail(const Theme *theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_group(new QActionGroup(this)), m_areas(new QVBoxLayout),
      m_foot(new QVBoxLayout)
{
    setFixedWidth(kWidth);
    setAccessibleName(tr("Areas"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::kHalfGrid, Theme::kGrid, Theme::kHalfGrid, Theme::kGrid);
    m_areas->setSpacing(Theme::kHalfGrid);
    m_foot->setSpacing(Theme::kHalfGrid);
    layout->addLayout(m_areas);
    layout->addStretch(1);
    layout->addLayout(m_foot);
}

QToolButton *NavigationRail::makeButton(QAction *action)
{
    auto *button = new QToolButton(this);
    button->setToolButtonStyle(Qt::ToolButtonTextUnderIcon);
    button->setDefaultAction(action);
    button->setAutoRaise(true);
    button->setFont(m_theme->font(Theme::TextSize::Small));
    // As wide as its longest word in this language.
    const int width = std::max(kWidth - Theme::kGrid,
                               button->fontMetrics().horizontalAdvance(action->text()) + 2 * Theme::kGrid);
    setFixedWidth(std::max(minimumWidth(), width + Theme::kGrid));
    button->setFixedHeight(kButtonHeight);
    button->setMinimumWidth(width);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    button->setIconSize({kIconEdge, kIconEdge});
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->text());
    return button;
}

void NavigationRail::addArea(QAction *action)
{
    action->setCheckable(true);
    m_group->addAction(action);
    m_areas->addWidget(makeButton(action));
}

void NavigationRail::addFoot(QAction *action)
{
    action->setCheckable(true);
    m_group->addAction(action);
    m_foot->addWidget(makeButton(action));
}

void NavigationRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_theme->color(Theme::Role::Border));
    painter.drawLine(rect().topRight(), rect().bottomRight());
}

} // namespace explorer::ui
