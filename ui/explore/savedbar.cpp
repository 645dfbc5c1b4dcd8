#include "ui/explore/savedbar.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace explorer::ui
{

SavedBar::SavedBar(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_name(new QLabel(this)), m_dot(new QLabel(this)),
      m_save(new QToolButton(this)), m_revert(new QToolButton(this))
{
    setAccessibleName(tr("Saved search"));
    m_name->setObjectName(QStringLiteral("savedName"));
    m_name->setTextFormat(Qt::PlainText);
    m_dot->setObjectName(QStringLiteral("unsavedDot"));
    m_dot->setText(tr("\u25CF changed"));
    m_save->setObjectName(QStringLiteral("saveChanges"));
    m_save->setText(tr("Save  Ctrl+S"));
    m_revert->setObjectName(QStringLiteral("revert"));
    m_revert->setText(tr("Revert"));
    m_revert->setToolTip(tr("Back to the search as it was saved"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    for (QWidget *widget : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_dot),
                            static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_revert)})
        layout->addWidget(widget);
    layout->addStretch();
    connect(m_save, &QToolButton::clicked, this, &SavedBar::saveRequested);
    connect(m_revert, &QToolButton::clicked, this, &SavedBar::revertRequested);
    for (QToolButton *button : {m_save, m_revert})
        button->setFocusPolicy(Qt::StrongFocus);
    connect(theme, &Theme::changed, this, &SavedBar::restyle);
    restyle();
    setSearch({}, false);
}

void SavedBar::setSearch(const QString &name, bool isChanged)
{
    m_name->setText(name);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_dot), static_cast<QWidget *>(m_save), static_cast<QWidget *>(m_revert)})
        widget->setVisible(isChanged);
    setVisible(!name.isEmpty());
}

void SavedBar::restyle()
{
    QFont bold = m_theme->font(Theme::TextSize::Small);
    bold.setBold(true);
    m_name->setFont(bold);
    m_dot->setFont(m_theme->font(Theme::TextSize::Small));
    QPalette palette = m_dot->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(Theme::Role::Warning));
    m_dot->setPalette(palette);
}

} // namespace explorer::ui
