#include "ui/ingest/stepcard.h"

#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

StepCard::StepCard(Theme *theme, int number, const QString &title, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_number(number), m_badge(new QLabel(this)),
      m_title(new QLabel(title, this)), m_body(new QVBoxLayout)
{
    setAccessibleName(tr("Step %1: %2").arg(number).arg(title));
    m_badge->setFixedSize(24, 24);
    m_badge->setAlignment(Qt::AlignCenter);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_badge);
    head->addWidget(m_title, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(12);
    layout->addLayout(head);
    m_body->setContentsMargins(36, 0, 0, 0);
    m_body->setSpacing(12);
    layout->addLayout(m_body);
    connect(theme, &Theme::changed, this, &StepCard::restyle);
    restyle();
}

void StepCard::setDone(bool isDone)
{
    m_isDone = isDone;
    restyle();
}

void StepCard::restyle()
{
    QFont font = m_theme->font(Theme::TextSize::Normal);
    font.setWeight(QFont::DemiBold);
    m_title->setFont(font);
    QPixmap badge(QSize(24, 24) * devicePixelRatio());
    badge.setDevicePixelRatio(devicePixelRatio());
    badge.fill(Qt::transparent);
    QPainter painter(&badge);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(m_isDone ? Theme::Role::Good : Theme::Role::Accent), 1.5));
    painter.drawEllipse(QRectF(1, 1, 22, 22));
    if (m_isDone) {
        m_theme->icon(QStringLiteral("check"), Theme::Role::Good).paint(&painter, QRect(5, 5, 14, 14));
    } else {
        painter.setFont(m_theme->font(Theme::TextSize::Small));
        painter.setPen(m_theme->color(Theme::Role::Accent));
        painter.drawText(QRect(0, 0, 24, 24), Qt::AlignCenter, QString::number(m_number));
    }
    painter.end();
    m_badge->setPixmap(badge);
    m_badge->setAccessibleName(m_isDone ? tr("Step %1, done").arg(m_number) : tr("Step %1").arg(m_number));
    update();
}

void StepCard::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme->color(Theme::Role::Border));
    painter.setBrush(m_theme->color(Theme::Role::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace explorer::ui
