#include "ui/signin/sessionoverlay.h"

#include "ui/signin/accountform.h"
#include "ui/widgets/themedlabel.h"

#include <QEvent>
#include <QFrame>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{
constexpr int kCardWidth = 460;
constexpr float kVeil = 0.72F;
} // namespace

SessionOverlay::SessionOverlay(const Theme *theme, ApiClient *client, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_account(new AccountForm(theme, client, this))
{
    m_account->fixUserName();
    auto *card = new QFrame(this);
    card->setAutoFillBackground(true);
    card->setBackgroundRole(QPalette::Base);
    card->setFrameShape(QFrame::StyledPanel);
    card->setFixedWidth(kCardWidth);
    auto *column = new QVBoxLayout(card);
    column->setContentsMargins(3 * Theme::kGrid, 3 * Theme::kGrid, 3 * Theme::kGrid, 3 * Theme::kGrid);
    column->addWidget(new ThemedLabel(theme, tr("Your session has expired"), Theme::Role::Text,
                                      Theme::TextSize::Large, card));
    auto *lead = new ThemedLabel(theme, tr("Sign in again to go on where you were. Your tabs are kept."),
                                 Theme::Role::TextMuted, Theme::TextSize::Normal, card);
    lead->setWordWrap(true);
    column->addWidget(lead);
    column->addSpacing(Theme::kGrid);
    column->addWidget(m_account);
    auto *leave = new QPushButton(tr("Use another account or server"), card);
    leave->setFlat(true);
    column->addWidget(leave, 0, Qt::AlignRight);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(card, 0, Qt::AlignCenter);
    setAccessibleName(tr("Session expired"));
    setFocusProxy(m_account);
    parent->installEventFilter(this);
    connect(m_account, &AccountForm::signedIn, this, [this] {
        hide();
        Q_EMIT signedIn();
    });
    connect(leave, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT signOutRequested();
    });
    hide();
}

void SessionOverlay::open(const QString &userName)
{
    m_account->setUserName(userName);
    setGeometry(parentWidget()->rect());
    show();
    raise();
    m_account->setFocus();
}

void SessionOverlay::paintEvent(QPaintEvent *)
{
    QColor veil = m_theme->color(Theme::Role::Window);
    veil.setAlphaF(kVeil);
    QPainter(this).fillRect(rect(), veil);
}

bool SessionOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace explorer::ui
