#include "ui/shell/suggestionstrip.h"

#include "ui/widgets/themedlabel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace explorer::ui
{

SuggestionStrip::SuggestionStrip(const Theme *theme, QWidget *parent)
    : QFrame(parent), m_theme(theme),
      m_lead(new ThemedLabel(theme, Theme::Role::Text, Theme::TextSize::Normal, this)), m_row(new QHBoxLayout)
{
    setObjectName(QStringLiteral("suggestions"));
    // The lead gives way first: the buttons say enough in a narrow window.
    m_lead->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_row->setSpacing(Theme::kGrid);
    auto *close = new QToolButton(this);
    close->setAutoRaise(true);
    close->setIcon(theme->icon(QStringLiteral("close"), Theme::Role::TextMuted));
    close->setToolTip(tr("Hide these suggestions"));
    close->setAccessibleName(tr("Hide these suggestions"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, Theme::kHalfGrid, Theme::kGrid, Theme::kHalfGrid);
    layout->setSpacing(Theme::kGrid);
    layout->addWidget(m_lead, 1);
    layout->addLayout(m_row);
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, [this] {
        dismiss();
        Q_EMIT dismissed();
    });
    hide();
}

void SuggestionStrip::suggest(const QString &lead, const QList<QAction *> &actions)
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    m_lead->setText(lead);
    setAccessibleName(lead);
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->text().section(QStringLiteral(": "), -1), this);
        button->setObjectName(action->objectName());
        button->setToolTip(action->toolTip());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_row->addWidget(button);
        m_buttons.append(button);
    }
}

void SuggestionStrip::dismiss()
{
    qDeleteAll(m_buttons);
    m_buttons.clear();
    hide();
}

void SuggestionStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Theme::Role::SurfaceRaised));
    painter.fillRect(QRect(0, 0, 3, height()), m_theme->color(Theme::Role::Accent));
    painter.setPen(m_theme->color(Theme::Role::Border));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace explorer::ui
