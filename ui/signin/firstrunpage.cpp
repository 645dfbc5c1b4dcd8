#include "ui/signin/firstrunpage.h"

#include "ui/widgets/cardbutton.h"
#include "ui/widgets/statusline.h"

#include <QHBoxLayout>
#include <QIcon>
#include <QKeyEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{
constexpr int kLogoEdge = 48;
constexpr int kProgressSteps = 1000;
constexpr int kProgressWidth = 480;
} // namespace

FirstRunPage::FirstRunPage(const Theme *theme, QWidget *parent)
    : QWidget(parent),
      m_local(new CardButton(
          theme, QStringLiteral("database"), tr("Open the local workspace"),
          tr("Search your own files on this computer. Nothing leaves it, and no server is needed."), this)),
      m_connect(new CardButton(theme, QStringLiteral("server"), tr("Connect to a server"),
                               tr("Sign in to an ExplorerIO server of your organisation."), this)),
      m_sample(new CardButton(
          theme, QStringLiteral("sample"), tr("Try the sample data"),
          tr("A small web shop with a story to be found in its logs. Takes a few seconds."), this)),
      m_status(new StatusLine(theme, this)),
      m_progressText(new ThemedLabel(theme, Theme::Role::TextMuted, Theme::TextSize::Normal, this)),
      m_progress(new QProgressBar(this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_local->setObjectName(QStringLiteral("local"));
    m_connect->setObjectName(QStringLiteral("connect"));
    m_sample->setObjectName(QStringLiteral("sample"));
    m_local->setPreferred(true);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setAccessibleName(tr("Cancel loading the sample data"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(Theme::kGrid);

    auto *logo = new QLabel(this);
    logo->setPixmap(QIcon(QStringLiteral(":/logo.svg")).pixmap(kLogoEdge, kLogoEdge));
    auto *title =
        new ThemedLabel(theme, tr("Welcome to ExplorerIO"), Theme::Role::Text, Theme::TextSize::Large, this);
    auto *lead = new ThemedLabel(theme, tr("Where do you want to begin? You can change it at any time."),
                                 Theme::Role::TextMuted, Theme::TextSize::Normal, this);
    auto *cards = new QHBoxLayout;
    cards->setSpacing(2 * Theme::kGrid);
    cards->addStretch(1);
    for (CardButton *card : {m_local, m_connect, m_sample})
        cards->addWidget(card);
    cards->addStretch(1);

    auto *work = new QWidget(this);
    work->setFixedWidth(kProgressWidth);
    auto *workColumn = new QVBoxLayout(work);
    workColumn->setContentsMargins(0, 0, 0, 0);
    auto *workRow = new QHBoxLayout;
    workRow->addWidget(m_progress, 1);
    workRow->addWidget(m_cancel);
    workColumn->addWidget(m_status);
    workColumn->addWidget(m_progressText);
    workColumn->addLayout(workRow);
    workColumn->addStretch(1);
    work->setMinimumHeight(10 * Theme::kGrid);

    auto *layout = new QVBoxLayout(this);
    layout->addStretch(3);
    layout->addWidget(logo, 0, Qt::AlignHCenter);
    layout->addSpacing(Theme::kGrid);
    layout->addWidget(title, 0, Qt::AlignHCenter);
    layout->addWidget(lead, 0, Qt::AlignHCenter);
    layout->addSpacing(3 * Theme::kGrid);
    layout->addLayout(cards);
    layout->addSpacing(3 * Theme::kGrid);
    layout->addWidget(work, 0, Qt::AlignHCenter);
    layout->addStretch(4);

    connect(m_local, &QAbstractButton::clicked, this, &FirstRunPage::localChosen);
    connect(m_connect, &QAbstractButton::clicked, this, &FirstRunPage::connectChosen);
    connect(m_sample, &QAbstractButton::clicked, this, &FirstRunPage::sampleChosen);
    connect(m_cancel, &QPushButton::clicked, this, &FirstRunPage::cancelRequested);
    setFocusProxy(m_local);
    setIdle();
}

void FirstRunPage::setCardsEnabled(bool enabled)
{
    for (CardButton *card : {m_local, m_connect, m_sample})
        card->setEnabled(enabled);
}

void FirstRunPage::setIdle()
{
    setCardsEnabled(true);
    m_status->clear();
    m_progressText->hide();
    m_progress->hide();
    m_cancel->hide();
}

void FirstRunPage::setBusy(const QString &what)
{
    setCardsEnabled(false);
    m_status->show(QStringLiteral("clock"), Theme::Role::Neutral, what);
    m_progressText->hide();
    m_progress->hide();
    m_cancel->hide();
}

void FirstRunPage::setProgress(qint64 done, qint64 total, const QString &what)
{
    setCardsEnabled(false);
    m_status->clear();
    m_progressText->setText(what);
    m_progressText->show();
    m_progress->setRange(0, total > 0 ? kProgressSteps : 0);
    if (total > 0)
        m_progress->setValue(static_cast<int>(kProgressSteps * std::min(done, total) / total));
    m_progress->show();
    if (!m_cancel->isVisibleTo(this)) {
        m_cancel->show();
        m_cancel->setFocus();
    }
}

void FirstRunPage::setFailure(const QString &text)
{
    setIdle();
    m_status->show(QStringLiteral("error"), Theme::Role::Bad, text);
}

void FirstRunPage::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_local->isEnabled())
        m_local->click();
    else
        QWidget::keyPressEvent(event);
}

void FirstRunPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_local->setFocus();
}

} // namespace explorer::ui
