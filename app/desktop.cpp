#include "app/desktop.h"

#include "ui/explore/explorescreen.h"
#include "ui/ingest/importscreen.h"
#include "ui/monitor/monitorscreen.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>

namespace explorer::app
{
namespace
{

const QString kLocalWorkspace = QStringLiteral("local");
const QString kLocalSecretKey = QStringLiteral("local-workspace");

} // namespace

Desktop::Desktop(DesktopOptions options, QObject *parent)
    : QObject(parent), m_options(std::move(options)), m_logger(LogLevel::Warning)
{
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
    buildWindow();
    const QString workspace = m_window->workspace();
    if (workspace.isEmpty())
        m_window->showFirstRun();
    else if (workspace == kLocalWorkspace)
        openLocal(false);
    else
        m_window->resumeServer(QUrl(workspace));
    m_window->show();
    report("window");
}

void Desktop::loadTranslation(const QString &wanted)
{
    const QString language = !m_options.language.isEmpty() ? m_options.language : wanted;
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    QLocale::setDefault(locale);
    if (m_translator.load(locale, QStringLiteral("explorerio"), QStringLiteral("_"),
                          QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&m_translator);
    if (m_qtTranslator.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                            QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qtTranslator);
}

void Desktop::buildWindow()
{
    ui::MainWindow::Parts parts;
    parts.session = m_store->load();
    loadTranslation(parts.session.preferences.language);
    parts.bench = {&m_client, &m_theme, &m_actions};
    parts.screens = factories();
    parts.secrets = &m_secrets;
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
    screens.openQuery = [](ui::Screen *screen, const QString &collection, const QString &query) {
        static_cast<ui::ExploreScreen *>(screen)->open(collection, query);
    };
    return screens;
}

void Desktop::addStoryActions()
{
    int number = 0;
    for (const ingest::SampleQuery &story : ingest::sampleQueries()) {
        const QString title = QCoreApplication::translate("SampleQuery", story.title.c_str());
        QAction *action = m_actions.add(QStringLiteral("help.sample%1").arg(++number),
                                        tr("Sample shop: %1").arg(title), {}, QStringLiteral("search"));
        connect(action, &QAction::triggered, this, [this, story] {
            m_window->openInExplore(QString::fromStdString(story.collection),
                                    QString::fromStdString(story.query));
        });
    }
}

void Desktop::openLocal(bool thenSample)
{
    m_loadsSample = thenSample;
    m_window->showStarting(tr("Opening the local workspace"));
    m_secrets.read(this, kLocalSecretKey, [this](const ui::SecretStore::Answer &answer) {
        m_knownPassword = answer.outcome == ui::SecretStore::Outcome::Done ? answer.value : QString();
        startServer(m_knownPassword);
    });
}

void Desktop::startServer(const QString &password)
{
    const QString directory = m_options.directory + QStringLiteral("/workspace");
    m_server = std::make_unique<EmbeddedServer>(directory.toStdString(), m_logger);
    connect(m_server.get(), &EmbeddedServer::started, this, &Desktop::serverStarted);
    connect(m_server.get(), &EmbeddedServer::failed, this, &Desktop::serverFailed);
    m_server->start(password);
}

void Desktop::serverStarted(const EmbeddedServer::Access &access)
{
    report("engine");
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
        startServer({});
        return;
    }
    m_window->showStartFailure(failure.message);
}

void Desktop::serverFailed(const QString &reason, const QString &message)
{
    if (reason == QStringLiteral("directory_in_use")) {
        m_window->showStartFailure(
            tr("The local workspace is open in another ExplorerIO. Close that one, or connect to a server."));
        return;
    }
    m_window->showStartFailure(tr("The local workspace cannot be opened. %1").arg(message));
}

void Desktop::rememberPassword(const QString &password)
{
    if (password == m_knownPassword)
        return;
    m_knownPassword = password;
    // Without a keychain the password lives as long as this process; the next start makes another one.
    m_secrets.write(this, kLocalSecretKey, password, [](const ui::SecretStore::Answer &) {});
}

void Desktop::localReady()
{
    if (m_loadsSample) {
        loadSample();
        return;
    }
    m_window->showWork(kLocalWorkspace);
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
    m_window->openInExplore(QStringLiteral("shop-access"), QString());
    m_window->notify(ui::NoticeKind::Info, tr("The sample shop is loaded"),
                     tr("Something went wrong in it, twice. The Help menu and Ctrl+K have three queries that "
                        "lead there."));
}

void Desktop::report(const char *step)
{
    if (m_options.reportStep)
        m_options.reportStep(step);
}

} // namespace explorer::app
