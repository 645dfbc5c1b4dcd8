#include "ui/shell/mainwindow.h"

#include "ui/client/apiclient.h"
#include "ui/client/failuretext.h"
#include "ui/settings/settingspage.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/banner.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/exploretabs.h"
#include "ui/shell/menus.h"
#include "ui/shell/navigationrail.h"
#include "ui/shell/sessionstore.h"
#include "ui/shell/suggestionstrip.h"
#include "ui/signin/connectpage.h"
#include "ui/signin/firstrunpage.h"
#include "ui/signin/sessionoverlay.h"
#include "ui/signin/tokenkeeper.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{

constexpr QSize kFirstSize{1280, 800};
const QString kExplore = QStringLiteral("explore");
const QString kImport = QStringLiteral("import");
const QString kMonitor = QStringLiteral("monitor");
const QString kAdmin = QStringLiteral("admin");
const QString kLocal = QStringLiteral("local");

} // namespace

MainWindow::MainWindow(Parts parts, QWidget *parent)
    : QMainWindow(parent), m_bench(parts.bench), m_screens(std::move(parts.screens)), m_store(parts.store),
      m_session(std::move(parts.session)), m_tokens(new TokenKeeper(m_bench.client, parts.secrets, this)),
      m_pages(new QStackedWidget(this)), m_firstRun(new FirstRunPage(m_bench.theme, this)),
      m_work(new QWidget(this)), m_rail(new NavigationRail(m_bench.theme, m_work)),
      m_banner(new Banner(m_bench.theme, m_work)), m_suggestions(new SuggestionStrip(m_bench.theme, m_work)),
      m_areas(new QStackedWidget(m_work)), m_status(new StatusStrip(m_bench.theme, m_work)),
      m_notices(new NotificationArea(m_bench.theme, this))
{
    setWindowTitle(QStringLiteral("ExplorerIO"));
    setWindowIcon(QIcon(QStringLiteral(":/logo.svg")));
    m_bench.actions->setTheme(m_bench.theme);
    if (m_session.preferences.mode != m_bench.theme->mode())
        m_bench.theme->setMode(m_session.preferences.mode);
    m_bench.theme->setDensity(m_session.preferences.density);
    buildWork();
    addActions();
    m_pages->addWidget(m_firstRun);
    m_pages->addWidget(m_work);
    setCentralWidget(m_pages);
    connectClient();
    connect(m_firstRun, &FirstRunPage::localChosen, this, &MainWindow::localWorkspaceRequested);
    connect(m_firstRun, &FirstRunPage::connectChosen, this, &MainWindow::showConnect);
    connect(m_firstRun, &FirstRunPage::sampleChosen, this, &MainWindow::sampleDataRequested);
    connect(m_firstRun, &FirstRunPage::cancelRequested, this, &MainWindow::sampleDataCancelled);
    connect(m_tokens, &TokenKeeper::keychainFailed, this, [this](SecretStore::Outcome, const QString &text) {
        notify(NoticeKind::Warning, tr("You are not remembered"), text);
    });
    if (m_store) {
        m_store->setSource([this] { return currentSession(); });
        connect(m_store, &SessionStore::failed, this,
                [this](const QString &text) { notify(NoticeKind::Warning, tr("Session"), text); });
    }
    restoreWindow();
    updateActions();
}

MainWindow::~MainWindow()
{
    if (m_store)
        m_store->setSource({});
    // Screens that go still tell this window, whose members must be there for that.
    delete takeCentralWidget();
}

void MainWindow::buildWork()
{
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_banner);
    right->addWidget(m_suggestions);
    right->addWidget(m_areas, 1);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addLayout(right, 1);
    auto *layout = new QVBoxLayout(m_work);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(middle, 1);
    layout->addWidget(m_status);
}

void MainWindow::connectClient()
{
    ApiClient *client = m_bench.client;
    connect(client, &ApiClient::reachabilityChanged, this, [this](bool reachable) {
        m_reachable = reachable;
        updateStatus();
    });
    connect(client, &ApiClient::signedIn, this, &MainWindow::updateStatus);
    connect(client, &ApiClient::sessionExpired, this, [this] {
        updateStatus();
        if (!m_working)
            return;
        if (!m_overlay) {
            m_overlay = new SessionOverlay(m_bench.theme, m_bench.client, m_work);
            connect(m_overlay, &SessionOverlay::signedIn, this, &MainWindow::updateStatus);
            connect(m_overlay, &SessionOverlay::signOutRequested, this, &MainWindow::leaveWork);
        }
        m_overlay->open(QString::fromStdString(m_bench.client->user().name));
    });
    connect(m_suggestions, &SuggestionStrip::dismissed, this, [this] {
        m_session.offersSuggestions = false;
        noteChange();
    });
    connect(m_banner, &Banner::actionRequested, this, [this] {
        if (Screen *screen = currentScreen())
            screen->refresh();
    });
}

void MainWindow::showFirstRun()
{
    m_working = false;
    m_firstRun->setIdle();
    m_pages->setCurrentWidget(m_firstRun);
    m_firstRun->setFocus();
    updateActions();
}

void MainWindow::showStarting(const QString &what)
{
    if (m_working)
        return;
    if (m_session.workspace == kLocal) {
        // Who comes back sees the work's place at once, not the welcome again.
        m_pages->setCurrentWidget(m_work);
        m_status->setMode(what);
        menuBar()->show();
        return;
    }
    m_firstRun->setBusy(what);
    m_pages->setCurrentWidget(m_firstRun);
}

void MainWindow::prepareWork()
{
    if (!m_working && m_session.workspace == kLocal)
        showInWork(m_session.area == kExplore ? (areaScreen(kExplore), static_cast<QWidget *>(m_tabs))
                                              : areaScreen(m_session.area));
}

void MainWindow::showSampleProgress(qint64 done, qint64 total, const QString &what)
{
    if (m_pages->currentWidget() != m_firstRun) {
        m_pages->setCurrentWidget(m_firstRun);
        updateActions();
    }
    m_firstRun->setProgress(done, total, what);
}

void MainWindow::showStartFailure(const QString &text)
{
    m_pages->setCurrentWidget(m_firstRun);
    m_firstRun->setFailure(text);
    updateActions();
}

void MainWindow::showConnect()
{
    m_working = false;
    if (!m_connect) {
        m_connect = new ConnectPage(m_bench.theme, m_bench.client, this);
        m_connect->setServers(m_session.servers);
        m_pages->addWidget(m_connect);
        connect(m_connect, &ConnectPage::backRequested, this, &MainWindow::showFirstRun);
        connect(m_connect, &ConnectPage::workOfflineRequested, this, [this] {
            showFirstRun();
            Q_EMIT localWorkspaceRequested();
        });
        connect(m_connect, &ConnectPage::connected, this, &MainWindow::useServer);
        connect(m_connect, &ConnectPage::serversChanged, this, [this] {
            m_session.servers = m_connect->servers();
            noteChange();
        });
    }
    m_pages->setCurrentWidget(m_connect);
    m_connect->setFocus();
    updateActions();
}

void MainWindow::useServer(const ServerEntry &server)
{
    m_tokens->keep(server.url, server.remembered);
    showWork(server.url.toString());
}

void MainWindow::resumeServer(const QUrl &url)
{
    const ServerEntry entry = m_session.servers.find(url);
    ApiClient::Target target;
    target.url = url;
    target.trustedCertificates = entry.trustedCertificates;
    m_bench.client->setTarget(target);
    const auto ask = [this, url](const QString &hint) {
        showConnect();
        m_connect->open(url);
        if (!hint.isEmpty())
            m_connect->showHint(hint);
    };
    if (!entry.remembered)
        return ask({});
    showStarting(tr("Connecting to %1...").arg(url.host()));
    m_tokens->load(url, [this, entry, ask](bool found) {
        if (!found)
            return ask({});
        m_bench.client->resume(this, [this, entry, ask](const ApiResult<api::UserInfo> &user) {
            if (user)
                useServer(entry);
            else
                ask(user.error().status == 401 ? tr("Your session has expired. Sign in again.") : QString());
        });
    });
}

void MainWindow::showWork(const QString &workspace)
{
    if (m_working && m_session.workspace == workspace)
        return;
    // Another server's tabs would ask for collections that are not there.
    if (!m_session.workspace.isEmpty() && m_session.workspace != workspace) {
        m_session.exploreTabs.clear();
        m_session.currentTab = 0;
        m_session.area = kExplore;
        dropScreens();
    }
    m_session.workspace = workspace;
    m_working = true;
    m_pages->setCurrentWidget(m_work);
    updateStatus();
    showArea(m_session.area);
    noteChange();
}

void MainWindow::leaveWork()
{
    m_session = currentSession();
    m_working = false;
    dropScreens();
    m_tokens->forget(m_bench.client->target().url);
    m_bench.client->signOut();
    showFirstRun();
}

void MainWindow::dropScreens()
{
    while (m_areas->count() > 0) {
        QWidget *page = m_areas->widget(0);
        m_areas->removeWidget(page);
        page->deleteLater();
    }
    m_tabs = nullptr;
    m_areaScreens.clear();
    m_settings = nullptr;
    m_screenTexts.clear();
    m_suggestions->dismiss();
}

Screen *MainWindow::makeScreen(const ScreenFactories::Factory &factory, const QByteArray &state,
                               QWidget *parent)
{
    Screen *screen = factory(m_bench, parent);
    adopt(screen);
    if (!state.isEmpty())
        screen->restoreState(state);
    return screen;
}

void MainWindow::adopt(Screen *screen)
{
    connect(screen, &Screen::statusChanged, this, [this, screen](const QString &text) {
        m_screenTexts.insert(screen, text);
        updateStatus();
    });
    connect(screen, &QObject::destroyed, this, [this, screen] { m_screenTexts.remove(screen); });
    connect(screen, &Screen::stateChanged, this, &MainWindow::noteChange);
    connect(screen, &Screen::openInExplore, this, &MainWindow::openInExplore);
    connect(screen, &Screen::collectionsChanged, this, [this, screen] {
        if (m_tabs && m_tabs->currentScreen() != screen)
            m_tabs->currentScreen()->refresh();
    });
}

const ScreenFactories::Factory *MainWindow::factoryOf(const QString &area) const
{
    if (area == kImport)
        return &m_screens.import;
    if (area == kMonitor)
        return &m_screens.monitor;
    return area == kAdmin && m_screens.admin ? &m_screens.admin : nullptr;
}

Screen *MainWindow::areaScreen(const QString &area)
{
    if (const ScreenFactories::Factory *factory = factoryOf(area)) {
        Screen *&screen = m_areaScreens[area];
        if (!screen)
            screen = makeScreen(*factory,
                                area == kImport    ? m_session.importState
                                : area == kMonitor ? m_session.monitorState
                                                   : QByteArray(),
                                m_areas);
        return screen;
    }
    if (!m_tabs) {
        m_tabs = new ExploreTabs(
            m_bench.theme, [this](QWidget *parent) { return m_screens.explore(m_bench, parent); }, m_areas);
        connect(m_tabs, &ExploreTabs::screenMade, this, &MainWindow::adopt);
        connect(m_tabs, &ExploreTabs::stateChanged, this, &MainWindow::noteChange);
        m_tabs->restore(m_session.exploreTabs, m_session.currentTab);
        connect(m_tabs, &ExploreTabs::currentChanged, this, [this] {
            if (Screen *screen = currentScreen())
                screen->activate();
            updateStatus();
        });
    }
    return m_tabs->currentScreen();
}

void MainWindow::showArea(const QString &area)
{
    if (!m_working)
        return;
    m_session.area = factoryOf(area) ? area : kExplore;
    Screen *screen = areaScreen(m_session.area);
    showInWork(m_session.area == kExplore ? static_cast<QWidget *>(m_tabs) : screen);
    if (QAction *action = m_bench.actions->find(QStringLiteral("area.") + m_session.area))
        action->setChecked(true);
    screen->activate();
    updateActions();
    updateStatus();
    noteChange();
}

void MainWindow::showInWork(QWidget *page)
{
    if (m_areas->indexOf(page) < 0)
        m_areas->addWidget(page);
    m_areas->setCurrentWidget(page);
    m_suggestions->setVisible(m_suggestions->hasSuggestions() && page == m_tabs);
}

Screen *MainWindow::currentScreen() const
{
    if (!m_working || (m_settings && m_areas->currentWidget() == m_settings))
        return nullptr;
    if (factoryOf(m_session.area))
        return m_areaScreens.value(m_session.area);
    return m_tabs ? m_tabs->currentScreen() : nullptr;
}

void MainWindow::showSettings()
{
    if (!m_working)
        return;
    if (!m_settings) {
        m_settings = new SettingsPage(m_bench.theme, m_session.preferences, m_areas);
        connect(m_settings, &SettingsPage::preferencesChanged, this, [this](const Preferences &preferences) {
            m_session.preferences = preferences;
            noteChange();
        });
        connect(m_settings, &SettingsPage::closeRequested, this, [this] { showArea(m_session.area); });
    }
    showInWork(m_settings);
    if (QAction *action = m_bench.actions->find(QStringLiteral("view.settings")))
        action->setChecked(true);
    m_settings->setFocus();
    updateActions();
}

void MainWindow::openInExplore(const QString &collection, const QString &query)
{
    if (!m_working)
        return;
    showArea(kExplore);
    if (m_screens.openQuery)
        m_screens.openQuery(m_tabs->currentScreen(), collection, query);
}

void MainWindow::suggest(const QString &lead, const QList<QAction *> &actions)
{
    m_suggestions->suggest(lead, actions);
    m_session.offersSuggestions = true;
    noteChange();
    m_suggestions->setVisible(m_tabs && m_areas->currentWidget() == m_tabs);
}

void MainWindow::notify(NoticeKind kind, const QString &title, const QString &text)
{
    m_notices->add(kind, title, text);
}

void MainWindow::updateStatus()
{
    const ApiClient *client = m_bench.client;
    using Connection = StatusStrip::Connection;
    m_status->setConnection(!m_reachable           ? Connection::Offline
                            : client->isSignedIn() ? Connection::Connected
                            : m_working            ? Connection::SignedOut
                                                   : Connection::None);
    const bool embedded = client->target().embedded || m_session.workspace == kLocal;
    m_status->setMode(embedded ? tr("Local workspace") : client->target().url.host());
    m_status->setUser(embedded ? QString() : QString::fromStdString(client->user().name));
    m_status->setScreenText(m_screenTexts.value(currentScreen()));
    if (m_reachable)
        m_banner->clear();
    else
        m_banner->show(
            QStringLiteral("offline"),
            tr("Offline - the server cannot be reached. What you see stays; new answers have to wait."),
            tr("Try again"));
}

Session MainWindow::currentSession() const
{
    Session session = m_session;
    session.geometry = saveGeometry();
    if (m_tabs) {
        session.exploreTabs = m_tabs->states();
        session.currentTab = m_tabs->currentIndex();
    }
    if (const Screen *screen = m_areaScreens.value(kImport))
        session.importState = screen->saveState();
    if (const Screen *screen = m_areaScreens.value(kMonitor))
        session.monitorState = screen->saveState();
    return session;
}

void MainWindow::restoreWindow()
{
    resize(kFirstSize);
    if (!m_session.geometry.isEmpty())
        restoreGeometry(m_session.geometry);
}

void MainWindow::noteChange()
{
    if (m_store)
        m_store->noteChange();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_store)
        m_store->saveNow();
    QMainWindow::closeEvent(event);
}

void MainWindow::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::ThemeChange && m_bench.theme->mode() == Theme::Mode::System)
        m_bench.theme->setMode(Theme::Mode::System);
    QMainWindow::changeEvent(event);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    noteChange();
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    QMainWindow::moveEvent(event);
    noteChange();
}

} // namespace explorer::ui
