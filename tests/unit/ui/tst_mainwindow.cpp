#include "ui/client/apiclient.h"
#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/exploretabs.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/sessionstore.h"
#include "ui/signin/firstrunpage.h"

#include <QFile>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace explorer::ui;

namespace
{

/// Records what the shell asks of a screen.
class RecordingScreen final : public Screen
{
public:
    explicit RecordingScreen(QWidget *parent) : Screen(parent) {}
    void activate() override { calls << QStringLiteral("activate"); }
    void refresh() override { calls << QStringLiteral("refresh"); }
    void cancel() override { calls << QStringLiteral("cancel"); }
    void focusQuery() override { calls << QStringLiteral("query"); }
    void focusNextPane() override { calls << QStringLiteral("pane"); }
    [[nodiscard]] QByteArray saveState() const override { return state; }
    void restoreState(const QByteArray &saved) override { state = saved; }
    void change(const QByteArray &next)
    {
        state = next;
        Q_EMIT stateChanged();
    }
    QStringList calls;
    QByteArray state;
};

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT
    Theme *m_theme = nullptr;

    struct Shell {
        ApiClient client;
        ActionRegistry actions;
        SessionStore store;
        QStringList opened;
        std::unique_ptr<MainWindow> window;

        Shell(Theme *theme, const QString &path) : store(path)
        {
            const auto make = [](const Workbench &, QWidget *parent) { return new RecordingScreen(parent); };
            ScreenFactories factories{
                make, make, make,
                [this](Screen *, const QString &name, const QString &query) { opened << name << query; }};
            window = std::make_unique<MainWindow>(
                MainWindow::Parts{{&client, theme, &actions}, factories, nullptr, &store, store.load()});
            window->show();
        }
        [[nodiscard]] RecordingScreen *current() const
        {
            return static_cast<RecordingScreen *>(window->findChild<ExploreTabs *>()->currentScreen());
        }
        void trigger(const char *id) const { actions.find(QString::fromLatin1(id))->trigger(); }
    };

private Q_SLOTS:
    void initTestCase() { m_theme = new Theme(this); }

    void beforeTheWorkOnlyWhatWorksIsOffered()
    {
        QTemporaryDir folder;
        Shell shell(m_theme, folder.filePath(QStringLiteral("session.json")));
        shell.window->showFirstRun();
        QVERIFY(!shell.actions.find(QStringLiteral("tab.new"))->isVisible());
        QVERIFY(shell.actions.find(QStringLiteral("help.open"))->isVisible());
        QSignalSpy local(shell.window.get(), &MainWindow::localWorkspaceRequested);
        QTest::keyClick(shell.window->firstRunPage(), Qt::Key_Return);
        QCOMPARE(local.size(), 1);
    }

    void keysReachTheCurrentScreen()
    {
        QTemporaryDir folder;
        Shell shell(m_theme, folder.filePath(QStringLiteral("session.json")));
        shell.window->showWork(QStringLiteral("local"));
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        RecordingScreen *screen = shell.current();
        screen->calls.clear();
        QTest::keyClick(shell.window.get(), Qt::Key_F5);
        QTest::keyClick(shell.window.get(), Qt::Key_Escape);
        QTest::keyClick(shell.window.get(), Qt::Key_F6);
        QCOMPARE(screen->calls,
                 (QStringList{QStringLiteral("refresh"), QStringLiteral("cancel"), QStringLiteral("pane")}));
        QTest::keyClick(shell.window.get(), Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(shell.window->currentArea(), QStringLiteral("monitor"));
        QTest::keyClick(shell.window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(shell.window->currentArea(), QStringLiteral("explore"));
        QCOMPARE(screen->calls.last(), QStringLiteral("query"));
    }

    void tabsOpenCloseAndComeBack()
    {
        QTemporaryDir folder;
        Shell shell(m_theme, folder.filePath(QStringLiteral("session.json")));
        shell.window->showWork(QStringLiteral("local"));
        auto *tabs = shell.window->findChild<ExploreTabs *>();
        QCOMPARE(tabs->count(), 1);
        shell.trigger("tab.new");
        shell.current()->change("second");
        QCOMPARE(tabs->count(), 2);
        shell.trigger("tab.close");
        QCOMPARE(tabs->count(), 1);
        QCOMPARE(shell.current()->state, QByteArray());
        shell.trigger("tab.reopen");
        QCOMPARE(tabs->count(), 2);
        QCOMPARE(shell.current()->state, QByteArray("second"));
        shell.trigger("tab.previous");
        QCOMPARE(tabs->currentIndex(), 0);
        shell.trigger("tab.close");
        shell.trigger("tab.close");
        QCOMPARE(tabs->count(), 1);
    }

    void theSessionIsThereAgainAfterACrash()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("deep/session.json"));
        Shell first(m_theme, path);
        first.window->showWork(QStringLiteral("local"));
        first.trigger("tab.new");
        first.current()->change("query two");
        // Within 2 s of the change, without any goodbye.
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), 2000);
        Shell second(m_theme, path);
        QCOMPARE(second.window->workspace(), QStringLiteral("local"));
        second.window->showWork(QStringLiteral("local"));
        QCOMPARE(second.window->findChild<ExploreTabs *>()->count(), 2);
        QCOMPARE(second.current()->state, QByteArray("query two"));
    }

    void anotherWorkspaceDoesNotGetTheTabs()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("session.json"));
        {
            Shell first(m_theme, path);
            first.window->showWork(QStringLiteral("local"));
            first.current()->change("of the local workspace");
            first.window->close();
        }
        Shell second(m_theme, path);
        second.window->showWork(QStringLiteral("https://a.example"));
        QCOMPARE(second.current()->state, QByteArray());
    }

    void aDamagedSessionIsSetAside()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("session.json"));
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ not json");
        file.close();
        SessionStore store(path);
        QSignalSpy failed(&store, &SessionStore::failed);
        QVERIFY(store.load().workspace.isEmpty());
        QCOMPARE(failed.size(), 1);
        QVERIFY(QFile::exists(path + QStringLiteral(".damaged")));
    }

    void anotherScreenOpensAQuery()
    {
        QTemporaryDir folder;
        Shell shell(m_theme, folder.filePath(QStringLiteral("session.json")));
        shell.window->showWork(QStringLiteral("local"));
        shell.window->showArea(QStringLiteral("monitor"));
        shell.window->openInExplore(QStringLiteral("access_log"), QStringLiteral("status:500"));
        QCOMPARE(shell.window->currentArea(), QStringLiteral("explore"));
        QCOMPARE(shell.opened, (QStringList{QStringLiteral("access_log"), QStringLiteral("status:500")}));
    }

    void thePaletteRunsWhatWasTyped()
    {
        QTemporaryDir folder;
        Shell shell(m_theme, folder.filePath(QStringLiteral("session.json")));
        shell.window->showWork(QStringLiteral("local"));
        QVERIFY(QTest::qWaitForWindowActive(shell.window.get()));
        shell.trigger("view.palette");
        auto *palette = shell.window->findChild<CommandPalette *>();
        QVERIFY(palette->isVisible());
        auto *input = palette->findChild<QLineEdit *>();
        QTest::keyClicks(input, QStringLiteral("monit"));
        QTest::keyClick(input, Qt::Key_Return);
        QVERIFY(!palette->isVisible());
        QCOMPARE(shell.window->currentArea(), QStringLiteral("monitor"));
    }

    void actionsOfAnotherAreaAreNotOffered()
    {
        QTemporaryDir folder;
        Shell shell(m_theme, folder.filePath(QStringLiteral("session.json")));
        QAction *run = shell.actions.add(QStringLiteral("explore.run"), QStringLiteral("Run"));
        shell.window->showWork(QStringLiteral("local"));
        QVERIFY(run->isVisible());
        shell.window->showArea(QStringLiteral("monitor"));
        QVERIFY(!run->isVisible());
    }
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
