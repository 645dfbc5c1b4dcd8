#include "ui/shell/notificationarea.h"

#include "ui/widgets/statusline.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{

constexpr int kAreaWidth = 360;
constexpr int kStayMillis = 8000;
constexpr qsizetype kLimit = 4;
constexpr int kMargin = 2 * Theme::kGrid;

struct Look {
    QString icon;
    Theme::Role role;
};

Look lookOf(NoticeKind kind)
{
    switch (kind) {
    case NoticeKind::Done:
        return {QStringLiteral("pass"), Theme::Role::Good};
    case NoticeKind::Warning:
        return {QStringLiteral("warning"), Theme::Role::Warning};
    case NoticeKind::Error:
        return {QStringLiteral("error"), Theme::Role::Bad};
    case NoticeKind::Info:
        break;
    }
    return {QStringLiteral("info"), Theme::Role::Accent};
}

} // namespace

NotificationArea::NotificationArea(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    setFixedWidth(kAreaWidth);
    setAccessibleName(tr("Notifications"));
    parent->installEventFilter(this);
    hide();
}

void NotificationArea::add(NoticeKind kind, const QString &title, const QString &text)
{
    auto *notice = new QFrame(this);
    notice->setFrameShape(QFrame::StyledPanel);
    notice->setAutoFillBackground(true);
    notice->setBackgroundRole(QPalette::Base);
    notice->setAccessibleName(title);
    notice->setAccessibleDescription(text);
    auto *heading = new StatusLine(m_theme, notice);
    const Look look = lookOf(kind);
    heading->show(look.icon, look.role, title);
    auto *close = new QToolButton(notice);
    close->setIcon(m_theme->icon(QStringLiteral("close"), Theme::Role::TextMuted));
    close->setAutoRaise(true);
    close->setAccessibleName(tr("Close: %1").arg(title));
    auto *top = new QHBoxLayout;
    top->addWidget(heading, 1);
    top->addWidget(close, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(notice);
    column->setSpacing(0);
    column->addLayout(top);
    if (!text.isEmpty()) {
        auto *body = new ThemedLabel(m_theme, text, Theme::Role::TextMuted, Theme::TextSize::Normal, notice);
        body->setWordWrap(true);
        column->addWidget(body);
    }
    m_layout->addWidget(notice);
    // A layout leaves out what was not shown yet, and its height with it.
    notice->show();
    m_notices.append(notice);
    if (m_notices.size() > kLimit)
        removeNotice(m_notices.first());
    connect(close, &QToolButton::clicked, this, [this, notice] { removeNotice(notice); });
    if (kind == NoticeKind::Done || kind == NoticeKind::Info)
        QTimer::singleShot(kStayMillis, notice, [this, notice] { removeNotice(notice); });
    arrange();
}

int NotificationArea::count() const { return static_cast<int>(m_notices.size()); }

void NotificationArea::removeNotice(QWidget *notice)
{
    if (!m_notices.removeOne(notice))
        return;
    m_layout->removeWidget(notice);
    notice->hide();
    notice->deleteLater();
    arrange();
}

void NotificationArea::arrange()
{
    setVisible(!m_notices.isEmpty());
    m_layout->activate();
    const int wanted =
        m_layout->hasHeightForWidth() ? m_layout->totalHeightForWidth(kAreaWidth) : sizeHint().height();
    resize(kAreaWidth, wanted);
    const QRect around = parentWidget()->rect();
    move(around.right() - kAreaWidth - kMargin, around.bottom() - wanted - kMargin - 26);
    raise();
}

bool NotificationArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && !m_notices.isEmpty())
        arrange();
    return QWidget::eventFilter(watched, event);
}

} // namespace explorer::ui
