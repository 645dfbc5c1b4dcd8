#include "ui/widgets/statepanel.h"

#include "ui/client/apiclient.h"
#include "ui/client/failuretext.h"
#include "ui/widgets/loadingview.h"
#include "ui/widgets/messageview.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QStackedLayout>
#include <QTimer>

namespace explorer::ui
{

namespace
{
constexpr int kSkeletonAfterMillis = 150;
}

struct StatePanel::Private {
    enum class State : std::uint8_t { Content, Loading, Empty, Failure };
    Theme *theme = nullptr;
    QWidget *content = nullptr;
    QStackedLayout *stack = nullptr;
    LoadingView *loading = nullptr;
    MessageView *message = nullptr;
    QTimer skeleton;
    State state = State::Content;
    QString emptyIcon = QStringLiteral("search");
    QString details;

    void enter(State next, QWidget *page)
    {
        state = next;
        if (next != State::Loading) {
            skeleton.stop();
            loading->stop();
        }
        if (page)
            stack->setCurrentWidget(page);
    }
};

StatePanel::StatePanel(Theme *theme, QWidget *content, QWidget *parent)
    : QWidget(parent), d(std::make_unique<Private>())
{
    d->theme = theme;
    d->content = content;
    d->loading = new LoadingView(theme, this);
    d->message = new MessageView(theme, this);
    d->stack = new QStackedLayout(this);
    d->stack->setContentsMargins(0, 0, 0, 0);
    for (QWidget *page : {content, static_cast<QWidget *>(d->loading), static_cast<QWidget *>(d->message)})
        d->stack->addWidget(page);
    d->skeleton.setSingleShot(true);
    d->skeleton.setInterval(kSkeletonAfterMillis);
    connect(&d->skeleton, &QTimer::timeout, this, [this] { d->stack->setCurrentWidget(d->loading); });
    connect(d->loading, &LoadingView::cancelRequested, this, &StatePanel::cancelRequested);
    connect(d->message, &MessageView::primaryClicked, this, [this] {
        if (d->state == Private::State::Failure)
            Q_EMIT retryRequested();
        else
            Q_EMIT actionRequested();
    });
    connect(d->message, &MessageView::secondaryClicked, this,
            [this] { QGuiApplication::clipboard()->setText(d->details); });
}

StatePanel::~StatePanel() = default;

void StatePanel::showContent() { d->enter(Private::State::Content, d->content); }

void StatePanel::showLoading(const QString &what)
{
    const bool wasWaiting = d->state == Private::State::Loading;
    d->enter(Private::State::Loading, nullptr);
    d->loading->start(what);
    if (!wasWaiting)
        d->skeleton.start();
}

void StatePanel::showEmpty(const QString &title, const QString &text, const QString &actionText)
{
    d->message->setMessage(d->theme->icon(d->emptyIcon, Theme::Role::TextMuted), title, text);
    d->message->setActions(actionText, {});
    d->message->setFootnote({});
    d->enter(Private::State::Empty, d->message);
}

void StatePanel::showFailure(const ApiFailure &failure)
{
    d->message->setMessage(d->theme->icon(failureIcon(failure), failureRole(failure)), failureTitle(failure),
                           failure.message);
    d->message->setActions(tr("Retry"), tr("Copy details"));
    d->message->setFootnote(failure.requestId.isEmpty() ? QString()
                                                        : tr("Request %1").arg(failure.requestId));
    d->details = failureDetails(failure);
    d->enter(Private::State::Failure, d->message);
}

void StatePanel::setEmptyIcon(const QString &name) { d->emptyIcon = name; }

bool StatePanel::isShowingContent() const { return d->state == Private::State::Content; }

bool StatePanel::isLoading() const { return d->state == Private::State::Loading; }

} // namespace explorer::ui
