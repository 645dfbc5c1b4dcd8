#pragma once

#include "app/embeddedserver.h"
#include "app/sampleimport.h"
#include "ui/client/apiclient.h"
#include "ui/client/secretstore.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sessionstore.h"
#include "ui/widgets/theme.h"

#include <QTranslator>

#include <functional>

namespace explorer::app
{

/// What the command line decides.
struct DesktopOptions {
    /// Holds the local workspace and the session.
    QString directory;
    /// `de`, `en`; empty: the session's choice, else the system's.
    QString language;
    /// The system's keychain if null.
    std::shared_ptr<ui::SecretStore> secrets;
    /// Called once with the name of each step of the start when it is reached: window, engine, search.
    std::function<void(const char *step)> reportStep;
};

/// Puts the client together: window, screens, embedded server, keychain. Interface thread; outlives nothing
/// but itself.
class Desktop : public QObject
{
    Q_OBJECT
public:
    explicit Desktop(DesktopOptions options, QObject *parent = nullptr);
    ~Desktop() override;
    void start();
    [[nodiscard]] ui::MainWindow *window() const { return m_window.get(); }
    [[nodiscard]] ui::Theme &theme() { return m_theme; }

private:
    void loadTranslation(const QString &wanted);
    void buildWindow(ui::Session session);
    ui::ScreenFactories factories();
    void addStoryActions();
    void openLocal(bool thenSample);
    void startServer();
    void askKeychain();
    void usePassword(const QString &password);
    void serverStarted(const EmbeddedServer::Access &access);
    void serverFailed(const QString &reason, const QString &message);
    void signInFailed(const ui::ApiFailure &failure);
    void rememberPassword(const QString &password);
    void localReady();
    void loadSample();
    void suggestStories();
    void sampleLoaded();
    bool eventFilter(QObject *watched, QEvent *event) override;
    void report(const char *step);

    DesktopOptions m_options;
    Logger m_logger;
    QTranslator m_translator;
    QTranslator m_qtTranslator;
    ui::Theme m_theme;
    ui::ActionRegistry m_actions;
    ui::ApiClient m_client;
    std::unique_ptr<ui::SessionStore> m_store;
    std::unique_ptr<EmbeddedServer> m_server;
    std::unique_ptr<ui::MainWindow> m_window;
    SampleImport *m_sample = nullptr;
    QList<QAction *> m_stories;
    EmbeddedServer::Access m_access;
    QString m_knownPassword;
    bool m_isPasswordGiven = false;
    bool m_keepsSecrets = false;
    bool m_presentsSample = false;
    bool m_loadsSample = false;
    bool m_isSearchReported = false;
};

} // namespace explorer::app
