#pragma once

#include "ui/shell/notificationarea.h"
#include "ui/shell/screen.h"
#include "ui/shell/session.h"
#include "ui/shell/statusstrip.h"

#include <QMainWindow>
#include <QPointer>

#include <functional>

class QStackedWidget;

namespace explorer::ui
{

class Banner;
class CommandPalette;
class ConnectPage;
class ExploreTabs;
class FirstRunPage;
class HelpWindow;
class NavigationRail;
class SecretStore;
class SessionOverlay;
class SessionStore;
class SettingsPage;
class SuggestionStrip;
class TokenKeeper;

/// How the shell comes to its screens without knowing them.
struct ScreenFactories {
    using Factory = std::function<Screen *(const Workbench &, QWidget *)>;
    Factory explore;
    Factory import;
    Factory monitor;
    /// Runs a query in a screen that `explore` made.
    std::function<void(Screen *, const QString &collection, const QString &query)> openQuery;
    /// May be empty: there is no such area then.
    Factory admin = {};
};

/// The shell: rail, tabs, status, palette, notices, and the pages before the work. It shows and asks; opening
/// the local workspace and loading the sample data are the application's, which tells how it goes through the
/// slots. Interface thread.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    struct Parts {
        Workbench bench;
        ScreenFactories screens;
        /// May be null: nothing is remembered then.
        SecretStore *secrets = nullptr;
        SessionStore *store = nullptr;
        /// What `store` loaded.
        Session session;
    };
    explicit MainWindow(Parts parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Where the work was: empty (first run), `local`, or a server's address.
    [[nodiscard]] QString workspace() const { return m_session.workspace; }
    [[nodiscard]] QString currentArea() const { return m_session.area; }
    /// Whether what suggest() offered before the last end was not hidden yet.
    [[nodiscard]] bool offersSuggestions() const { return m_session.offersSuggestions; }
    [[nodiscard]] FirstRunPage *firstRunPage() const { return m_firstRun; }

public Q_SLOTS:
    void showFirstRun();
    /// Something of unknown length before the work, for example opening the local workspace.
    void showStarting(const QString &what);
    /// Makes the screen that showWork() will show, while the local workspace still opens.
    void prepareWork();
    void showSampleProgress(qint64 done, qint64 total, const QString &what);
    void showStartFailure(const QString &text);
    void showConnect();
    /// The client is signed in: the areas, as the session left them. `local` for the embedded server.
    void showWork(const QString &workspace);
    /// A server of the last session: with its remembered token where there is one, else the sign-in page.
    void resumeServer(const QUrl &url);
    void showArea(const QString &area);
    void showSettings();
    void openInExplore(const QString &collection, const QString &query);
    /// Next steps above Explore until somebody hides them.
    void suggest(const QString &lead, const QList<QAction *> &actions);
    void notify(explorer::ui::NoticeKind kind, const QString &title, const QString &text);

Q_SIGNALS:
    void localWorkspaceRequested();
    void sampleDataRequested();
    void sampleDataCancelled();

protected:
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void moveEvent(QMoveEvent *event) override;

private:
    void buildWork();
    void addActions();
    void addAreaActions();
    void addCommandActions();
    void connectClient();
    void restoreWindow();
    [[nodiscard]] Session currentSession() const;
    /// Null where Explore has tabs instead.
    [[nodiscard]] const ScreenFactories::Factory *factoryOf(const QString &area) const;
    Screen *areaScreen(const QString &area);
    Screen *makeScreen(const ScreenFactories::Factory &factory, const QByteArray &state, QWidget *parent);
    void adopt(Screen *screen);
    [[nodiscard]] Screen *currentScreen() const;
    void showInWork(QWidget *page);
    void leaveWork();
    void dropScreens();
    void useServer(const ServerEntry &server);
    void updateStatus();
    void updateActions();
    void noteChange();

    Workbench m_bench;
    ScreenFactories m_screens;
    SessionStore *m_store;
    Session m_session;
    TokenKeeper *m_tokens;
    QStackedWidget *m_pages;
    FirstRunPage *m_firstRun;
    ConnectPage *m_connect = nullptr;
    QWidget *m_work;
    NavigationRail *m_rail;
    Banner *m_banner;
    SuggestionStrip *m_suggestions;
    QStackedWidget *m_areas;
    ExploreTabs *m_tabs = nullptr;
    /// Of every area but Explore, by its name.
    QHash<QString, Screen *> m_areaScreens;
    SettingsPage *m_settings = nullptr;
    StatusStrip *m_status;
    NotificationArea *m_notices;
    CommandPalette *m_palette = nullptr;
    SessionOverlay *m_overlay = nullptr;
    HelpWindow *m_help = nullptr;
    QHash<QObject *, QString> m_screenTexts;
    bool m_reachable = true;
    bool m_working = false;
};

} // namespace explorer::ui
