#include "ui/shell/statusstrip.h"

#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimeZone>

namespace explorer::ui
{

namespace
{

constexpr int kHeight = 26;

struct Shown {
    QString icon;
    Theme::Role role;
    QString word;
};

} // namespace

StatusStrip::StatusStrip(const Theme *theme, QWidget *parent)
    : QFrame(parent), m_theme(theme), m_picture(new QLabel(this))
{
    setFixedHeight(kHeight);
    setAccessibleName(tr("Status"));
    const auto label = [this](const QString &name) {
        auto *made = new ThemedLabel(m_theme, Theme::Role::TextMuted, Theme::TextSize::Small, this);
        made->setAccessibleName(name);
        return made;
    };
    m_word = label(tr("Connection"));
    m_mode = label(tr("Workspace"));
    m_screen = label(tr("Last answer"));
    m_user = label(tr("Signed in as"));
    m_zone = label(tr("Time zone"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, 0, 2 * Theme::kGrid, 0);
    layout->setSpacing(2 * Theme::kGrid);
    auto *connection = new QHBoxLayout;
    connection->setSpacing(Theme::kHalfGrid);
    connection->addWidget(m_picture);
    connection->addWidget(m_word);
    layout->addLayout(connection);
    layout->addWidget(m_mode);
    layout->addWidget(m_screen, 1);
    layout->addWidget(m_user);
    layout->addWidget(m_zone);
    m_zone->setText(QString::fromLatin1(QTimeZone::systemTimeZoneId()));
    connect(theme, &Theme::changed, this, &StatusStrip::showConnection);
    showConnection();
}

void StatusStrip::setConnection(Connection connection)
{
    m_connection = connection;
    showConnection();
}

void StatusStrip::showConnection()
{
    Shown shown{QStringLiteral("minus"), Theme::Role::Neutral, tr("Not connected")};
    if (m_connection == Connection::Connected)
        shown = {QStringLiteral("pass"), Theme::Role::Good, tr("Connected")};
    else if (m_connection == Connection::Offline)
        shown = {QStringLiteral("offline"), Theme::Role::Bad, tr("Offline")};
    else if (m_connection == Connection::SignedOut)
        shown = {QStringLiteral("lock"), Theme::Role::Warning, tr("Signed out")};
    m_picture->setPixmap(m_theme->icon(shown.icon, shown.role).pixmap(16, 16));
    m_word->setText(shown.word);
}

void StatusStrip::setMode(const QString &text) { m_mode->setText(text); }

void StatusStrip::setUser(const QString &text) { m_user->setText(text); }

void StatusStrip::setScreenText(const QString &text) { m_screen->setText(text); }

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(m_theme->color(Theme::Role::Border));
    painter.drawLine(rect().topLeft(), rect().topRight());
}

} // namespace explorer::ui
