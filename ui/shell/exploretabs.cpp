#include "ui/shell/exploretabs.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{
constexpr qsizetype kClosedLimit = 20;
constexpr int kTabsLimit = 50;

QString titleOf(const QByteArray &state)
{
    return QJsonDocument::fromJson(state).object().value(QStringLiteral("title")).toString();
}
} // namespace

ExploreTabs::ExploreTabs(const Theme *theme, Factory factory, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_factory(std::move(factory)), m_bar(new QTabBar(this)),
      m_stack(new QStackedWidget(this))
{
    m_bar->setDocumentMode(true);
    m_bar->setTabsClosable(true);
    m_bar->setMovable(true);
    m_bar->setExpanding(false);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->setDrawBase(false);
    m_bar->setAccessibleName(tr("Tabs"));
    auto *plus = new QToolButton(this);
    plus->setIcon(theme->icon(QStringLiteral("plus"), Theme::Role::TextMuted));
    plus->setAutoRaise(true);
    plus->setToolTip(tr("New tab (Ctrl+T)"));
    plus->setAccessibleName(tr("New tab"));
    auto *top = new QHBoxLayout;
    top->setContentsMargins(0, 0, Theme::kHalfGrid, 0);
    top->setSpacing(Theme::kHalfGrid);
    top->addWidget(m_bar);
    top->addWidget(plus);
    top->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(top);
    layout->addWidget(m_stack, 1);
    connect(plus, &QToolButton::clicked, this, &ExploreTabs::newTab);
    connect(m_bar, &QTabBar::currentChanged, this, &ExploreTabs::show);
    connect(m_bar, &QTabBar::tabCloseRequested, this, &ExploreTabs::closeTab);
    connect(m_bar, &QTabBar::tabMoved, this, &ExploreTabs::moved);
}

void ExploreTabs::addTab(const QByteArray &state, const QString &title)
{
    m_tabs.append(Tab{nullptr, state, title});
    QString shown = title.isEmpty() ? tr("New search") : title;
    const int index = m_bar->addTab(shown.replace(QLatin1Char('&'), QLatin1String("&&")));
    m_bar->setTabToolTip(index, title);
    m_bar->setTabIcon(index, m_theme->icon(QStringLiteral("search"), Theme::Role::TextMuted));
}

void ExploreTabs::restore(const QList<QByteArray> &states, int current)
{
    {
        const QSignalBlocker quiet(m_bar);
        for (const QByteArray &state : states.mid(0, kTabsLimit))
            addTab(state, titleOf(state));
        if (m_tabs.isEmpty())
            addTab({}, {});
        m_bar->setCurrentIndex(std::clamp(current, 0, count() - 1));
    }
    show(m_bar->currentIndex());
}

QList<QByteArray> ExploreTabs::states() const
{
    QList<QByteArray> states;
    for (const Tab &tab : m_tabs)
        states.append(tab.screen ? tab.screen->saveState() : tab.state);
    return states;
}

int ExploreTabs::currentIndex() const { return m_bar->currentIndex(); }

Screen *ExploreTabs::currentScreen()
{
    if (m_tabs.isEmpty())
        restore({}, 0);
    return m_tabs.at(currentIndex()).screen;
}

void ExploreTabs::show(int index)
{
    if (index < 0 || index >= count())
        return;
    Tab &tab = m_tabs[index];
    if (!tab.screen) {
        Screen *screen = m_factory(m_stack);
        tab.screen = screen;
        m_stack->addWidget(screen);
        connect(screen, &Screen::stateChanged, this, &ExploreTabs::stateChanged);
        connect(screen, &QWidget::windowTitleChanged, this, [this, screen] { updateTitle(screen); });
        Q_EMIT screenMade(screen);
        if (!tab.state.isEmpty())
            screen->restoreState(tab.state);
        updateTitle(screen);
    }
    m_stack->setCurrentWidget(m_tabs.at(index).screen);
    Q_EMIT currentChanged();
    Q_EMIT stateChanged();
}

void ExploreTabs::updateTitle(Screen *screen)
{
    for (int index = 0; index < count(); ++index) {
        if (m_tabs.at(index).screen != screen || screen->windowTitle().isEmpty())
            continue;
        m_tabs[index].title = screen->windowTitle();
        QString shown = screen->windowTitle();
        m_bar->setTabToolTip(index, shown);
        m_bar->setTabText(index, shown.replace(QLatin1Char('&'), QLatin1String("&&")));
    }
}

void ExploreTabs::newTab()
{
    if (count() >= kTabsLimit)
        return;
    addTab({}, {});
    m_bar->setCurrentIndex(count() - 1);
    currentScreen()->focusQuery();
}

void ExploreTabs::closeTab(int index)
{
    if (index < 0 || index >= count())
        return;
    Tab tab = m_tabs.takeAt(index);
    if (tab.screen)
        tab.state = tab.screen->saveState();
    m_closed.append(Tab{nullptr, tab.state, tab.title});
    if (m_closed.size() > kClosedLimit)
        m_closed.removeFirst();
    if (tab.screen) {
        tab.screen->cancel();
        m_stack->removeWidget(tab.screen);
        tab.screen->deleteLater();
    }
    {
        // Qt tells of the neighbour before the closed tab is gone.
        const QSignalBlocker quiet(m_bar);
        m_bar->removeTab(index);
        if (m_tabs.isEmpty())
            addTab({}, {});
    }
    show(m_bar->currentIndex());
}

void ExploreTabs::reopenTab()
{
    if (m_closed.isEmpty() || count() >= kTabsLimit)
        return;
    const Tab tab = m_closed.takeLast();
    addTab(tab.state, tab.title);
    m_bar->setCurrentIndex(count() - 1);
}

void ExploreTabs::step(int by)
{
    if (count() > 0)
        m_bar->setCurrentIndex((currentIndex() + by + count()) % count());
}

void ExploreTabs::moved(int from, int to)
{
    m_tabs.move(from, to);
    Q_EMIT stateChanged();
}

} // namespace explorer::ui
