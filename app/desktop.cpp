#include "app/desktop.h"

#include "app/keychainstore.h"
#include "app/storytitle.h"

#include "ui/admin/adminscreen.h"
#include "ui/explore/explorescreen.h"
#include "ui/ingest/importscreen.h"
#include "ui/monitor/monitorscreen.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QLibraryInfo>
#include <QLocale>
#include <QTimer>
#include <QWindow>

namespace explorer::app
{
namespace
{

const QString kLocalWorkspace = QStringLiteral("local");
constexpr int kKeychainMillis = 1500;
const QString kLocalSecretKey = QStringLiteral("local-workspace");

} // namespace

Desktop::Desktop(DesktopOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_logger(LogLevel::Warning)
{
    if (!m_options.secrets)
        m_options.secrets = std::make_shared<KeychainStore>();
    QDir().mkpath(m_options.directory);
    m_store = std::make_unique<ui::SessionStore>(m_options.directory + QStringLiteral("/session.json"));
}

Desktop::~Desktop()
{
    // The window's last requests go before the server that answers them.
    m_window.reset();
    m_server.reset();
}

void Desktop::start()
{
    ui::Session session = m_store->load();
    const QString workspace = session.workspace;
    // The engine opens while the window is made.
    if (workspace == kLocalWorkspace)
        startServer();
    buildWindow(std::move(session));
    if (workspace.isEmpty())
        m_window->showFirstRun();
    else if (workspace == kLocalWorkspace)
        openLocal(false);
    else
        m_window->resumeServer(QUrl(workspace));
    m_window->winId();
    m_window->windowHandle()->installEventFilter(this);
    m_window->show();
}

bool Desktop::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Expose) {
        watched->removeEventFilter(this);
        // The window paints itself in this event, after this filter.
        QMetaObject::invokeMethod(
            this,
            [this] {
                report("window");
                m_window->prepareWork();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void Desktop::loadTranslation(const QString &wanted)
{
    const QString language = !m_options.language.isEmpty() ? m_options.language : wanted;
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    if (m_translator.load(locale, QStringLiteral("explorerio"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")) ||
        m_translator.load(QStringLiteral(":/i18n/explorerio_en")))
        QCoreApplication::installTranslator(&m_translator);
    if (m_qtTranslator.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTranslator);
}

void Desktop::buildWindow(ui::Session session)
{
    ui::MainWindow::Parts parts;
    parts.session = std::move(session);
    loadTranslation(parts.session.preferences.language);
    parts.bench = {&m_client, &m_theme, &m_actions};
    parts.screens = factories();
    parts.secrets = m_options.secrets.get();
    parts.store = m_store.get();
    m_window = std::make_unique<ui::MainWindow>(std::move(parts));
    addStoryActions();
    connect(m_window.get(), &ui::MainWindow::localWorkspaceRequested, this, [this] { openLocal(false); });
    connect(m_window.get(), &ui::MainWindow::sampleDataRequested, this, [this] { openLocal(true); });
    connect(m_window.get(), &ui::MainWindow::sampleDataCancelled, this, [this] {
        if (m_sample != nullptr)
            m_sample->cancel();
    });
}

ui::ScreenFactories Desktop::factories()
{
    ui::ScreenFactories screens;
    screens.explore = [this](const ui::Workbench &bench, QWidget *parent) {
        auto *screen = new ui::ExploreScreen(bench, parent);
        connect(screen, &ui::Screen::statusChanged, this, [this](const QString &text) {
            if (!text.isEmpty() && !m_isSearchReported) {
                m_isSearchReported = true;
                report("search");
            }
        });
        return screen;
    };
    screens.import = [](const ui::Workbench &bench, QWidget *parent) {
        return new ui::ImportScreen(bench, parent);
    };
    screens.monitor = [](const ui::Workbench &bench, QWidget *parent) {
        return new ui::MonitorScreen(bench, parent);
    };
    screens.admin = [](const ui::Workbench &bench, QWidget *parent) {
        return new ui::AdminScreen(bench, parent);
    };
    screens.openQuery = [this](ui::Screen *screen, const QString &collection, const QString &query) {
        auto *explore = static_cast<ui::ExploreScreen *>(screen);
        explore->open(collection, query);
        if (m_presentsSample)
            explore->present({QStringLiteral("status"), QStringLiteral("method")});
    };
    return screens;
}

void Desktop::addStoryActions()
{
    int number = 0;
    for (const ingest::SampleQuery &story : ingest::sampleQueries()) {
        const QString title = storyTitle(story.title);
        QAction *action = m_actions.add(QStringLiteral("help.sample%1").arg(++number),
                                        tr("Sample shop: %1").arg(title), {}, QStringLiteral("search"));
        connect(action, &QAction::triggered, this, [this, story] {
            m_window->openInExplore(QString::fromStdString(story.collection),
                                    QString::fromStdString(story.query));
        });
        m_stories.append(action);
    }
}

void Desktop::openLocal(bool thenSample)
{
    m_loadsSample = thenSample;
    m_window->showStarting(tr("Opening the local workspace"));
    if (m_server && m_server->isRunning()) {
        serverStarted(m_access);
        return;
    }
    if (!m_server)
        startServer();
    askKeychain();
}

void Desktop::askKeychain()
{
    // A workspace on this computer opens without questions: a keychain that would ask is left alone, and the
    // password lives in memory.
    m_options.secrets->askWhetherQuiet(this, [this](bool isQuiet) {
        m_keepsSecrets = isQuiet;
        if (!isQuiet) {
            usePassword({});
            return;
        }
        m_options.secrets->read(this, kLocalSecretKey, [this](const ui::SecretStore::Answer &answer) {
            usePassword(answer.outcome == ui::SecretStore::Outcome::Done ? answer.value : QString());
        });
    });
    QTimer::singleShot(kKeychainMillis, m_server.get(), [this] { usePassword({}); });
}

void Desktop::usePassword(const QString &password)
{
    if (m_isPasswordGiven || !m_server)
        return;
    m_isPasswordGiven = true;
    m_knownPassword = password;
    m_server->setKnownPassword(password);
}

void Desktop::startServer()
{
    m_isPasswordGiven = false;
    const QString directory = m_options.directory + QStringLiteral("/workspace");
    m_server = std::make_unique<EmbeddedServer>(directory.toStdString(), m_logger);
    connect(m_server.get(), &EmbeddedServer::started, this, &Desktop::serverStarted);
    connect(m_server.get(), &EmbeddedServer::failed, this, &Desktop::serverFailed);
    m_server->start();
}

void Desktop::serverStarted(const EmbeddedServer::Access &access)
{
    report("engine");
    m_access = access;
    ui::ApiClient::Target target;
    target.url = access.url;
    target.launchSecret = access.launchSecret;
    target.embedded = true;
    m_client.setTarget(target);
    m_client.signIn(this, access.userName, access.password, [this, password = access.password](auto user) {
        if (!user) {
            signInFailed(user.error());
            return;
        }
        rememberPassword(password);
        localReady();
    });
}

void Desktop::signInFailed(const ui::ApiFailure &failure)
{
    // The keychain's password is of another workspace: the embedded server makes a new one.
    if (failure.status == 401 && !m_knownPassword.isEmpty()) {
        m_knownPassword.clear();
        m_server.reset();
        startServer();
        usePassword({});
        return;
    }
    m_window->showStartFailure(failure.message);
}

void Desktop::serverFailed(const QString &reason, const QString &message)
{
    // The next try begins anew.
    m_server.release()->deleteLater();
    if (reason == QStringLiteral("directory_in_use")) {
        m_window->showStartFailure(
            tr("The local workspace is open in another ExplorerIO. Close that one, or connect to a server."));
        return;
    }
    m_window->showStartFailure(tr("The local workspace cannot be opened. %1").arg(message));
}

void Desktop::rememberPassword(const QString &password)
{
    if (password == m_knownPassword || !m_keepsSecrets)
        return;
    m_knownPassword = password;
    // Without a keychain the password lives as long as this process; the next start makes another one.
    m_options.secrets->write(this, kLocalSecretKey, password, [](const ui::SecretStore::Answer &) {});
}

void Desktop::localReady()
{
    if (m_loadsSample) {
        loadSample();
        return;
    }
    const bool wereOffered = m_window->offersSuggestions();
    m_window->showWork(kLocalWorkspace);
    if (wereOffered)
        suggestStories();
}

void Desktop::suggestStories()
{
    m_window->suggest(tr("Something went wrong in this shop, twice:"), m_stories);
}

void Desktop::loadSample()
{
    m_loadsSample = false;
    m_sample = new SampleImport(m_client, this);
    m_window->showSampleProgress(0, 0, tr("Making the sample shop"));
    connect(m_sample, &SampleImport::progressed, this,
            [this](qint64 done, qint64 total, const QString &collection) {
                m_window->showSampleProgress(done, total, tr("Loading %1").arg(collection));
            });
    connect(m_sample, &SampleImport::finished, this, &Desktop::sampleLoaded);
    connect(m_sample, &SampleImport::failed, this, [this](const QString &message) {
        m_sample->deleteLater();
        m_sample = nullptr;
        m_window->showStartFailure(tr("The sample data could not be loaded. %1").arg(message));
    });
    connect(m_sample, &SampleImport::cancelled, this, [this] {
        m_sample->deleteLater();
        m_sample = nullptr;
        m_window->showFirstRun();
    });
    m_sample->start();
}

void Desktop::sampleLoaded()
{
    m_sample->deleteLater();
    m_sample = nullptr;
    m_window->showWork(kLocalWorkspace);
    m_presentsSample = true;
    m_window->openInExplore(QStringLiteral("shop-access"), QString());
    m_presentsSample = false;
    suggestStories();
}

void Desktop::report(const char *step)
{
    if (m_options.reportStep)
        m_options.reportStep(step);
}

} // namespace explorer::app
