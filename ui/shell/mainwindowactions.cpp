#include "ui/shell/actionregistry.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/exploretabs.h"
#include "ui/shell/helpwindow.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/menus.h"
#include "ui/shell/navigationrail.h"

#include <QMenuBar>

namespace explorer::ui
{

void MainWindow::addActions()
{
    ActionRegistry *actions = m_bench.actions;
    connect(actions, &ActionRegistry::added, this, [this](QAction *action) {
        addAction(action);
        // A screen adds its actions while it is made, before it is the current one.
        QMetaObject::invokeMethod(this, &MainWindow::updateActions, Qt::QueuedConnection);
    });
    addAreaActions();
    addCommandActions();
    m_rail->addFoot(actions->find(QStringLiteral("view.settings")));
    buildMenus(menuBar(), actions);
}

void MainWindow::addAreaActions()
{
    struct Area {
        QString id;
        QString text;
        QString icon;
    };
    QList<Area> areas{{QStringLiteral("explore"), tr("Explore"), QStringLiteral("search")},
                      {QStringLiteral("import"), tr("Import"), QStringLiteral("import")},
                      {QStringLiteral("monitor"), tr("Monitor"), QStringLiteral("monitor")}};
    if (m_screens.admin)
        areas.append({QStringLiteral("admin"), tr("Admin"), QStringLiteral("key")});
    int number = 0;
    for (const Area &area : std::as_const(areas)) {
        ++number;
        QAction *action =
            m_bench.actions->add(QStringLiteral("area.") + area.id, area.text,
                                 QKeySequence(QStringLiteral("Ctrl+%1").arg(number)), area.icon);
        connect(action, &QAction::triggered, this, [this, id = area.id] { showArea(id); });
        m_rail->addArea(action);
    }
}

void MainWindow::addCommandActions()
{
    const auto add = [this](const char *id, const QString &text, const char *keys, const char *icon,
                            auto run) {
        QAction *action =
            m_bench.actions->add(QString::fromLatin1(id), text, QKeySequence(QString::fromLatin1(keys)),
                                 QString::fromLatin1(icon));
        connect(action, &QAction::triggered, this, run);
    };
    const auto onTabs = [this](void (ExploreTabs::*slot)()) {
        return [this, slot] {
            showArea(QStringLiteral("explore"));
            if (m_tabs)
                (m_tabs->*slot)();
        };
    };
    const auto onScreen = [this](void (Screen::*slot)()) {
        return [this, slot] {
            if (Screen *screen = currentScreen())
                (screen->*slot)();
        };
    };
    add("tab.new", tr("New tab"), "Ctrl+T", "plus", onTabs(&ExploreTabs::newTab));
    add("tab.close", tr("Close tab"), "Ctrl+W", "close", onTabs(&ExploreTabs::closeCurrentTab));
    add("tab.reopen", tr("Reopen closed tab"), "Ctrl+Shift+T", "", onTabs(&ExploreTabs::reopenTab));
    add("tab.next", tr("Next tab"), "Ctrl+PgDown", "chevron-right", onTabs(&ExploreTabs::nextTab));
    add("tab.previous", tr("Previous tab"), "Ctrl+PgUp", "chevron-left", onTabs(&ExploreTabs::previousTab));
    add("query.focus", tr("Go to the query"), "Ctrl+L", "search", [this] {
        showArea(QStringLiteral("explore"));
        if (Screen *screen = currentScreen())
            screen->focusQuery();
    });
    add("query.refresh", tr("Refresh"), "F5", "refresh", onScreen(&Screen::refresh));
    add("query.cancel", tr("Cancel what is running"), "Esc", "stop", [this] {
        if (Screen *screen = currentScreen())
            screen->cancel();
        else if (m_working)
            showArea(m_session.area);
    });
    add("view.next_pane", tr("Next pane"), "F6", "columns", onScreen(&Screen::focusNextPane));
    add("view.palette", tr("Command palette"), "Ctrl+K", "command", [this] {
        if (!m_palette)
            m_palette = new CommandPalette(m_bench.theme, m_bench.actions, this);
        m_palette->open();
    });
    add("view.settings", tr("Settings"), "Ctrl+,", "settings", [this] { showSettings(); });
    add("session.leave", tr("Change workspace or sign out"), "", "server", [this] { leaveWork(); });
    add("app.quit", tr("Quit"), "Ctrl+Q", "", [this] { close(); });
    add("help.open", tr("Keys and query language"), "F1", "question", [this] {
        if (!m_help)
            m_help = new HelpWindow(m_bench.theme, m_bench.actions, this);
        m_help->show();
        m_help->raise();
        m_help->activateWindow();
    });
}

void MainWindow::updateActions()
{
    const QString area = m_working && currentScreen() ? m_session.area : QString();
    const QStringList screens{QStringLiteral("explore"), QStringLiteral("import"), QStringLiteral("monitor"),
                              QStringLiteral("admin")};
    const QStringList always{QStringLiteral("app"), QStringLiteral("help")};
    const auto actions = m_bench.actions->actions();
    for (QAction *action : actions) {
        const QString group = action->objectName().section(QLatin1Char('.'), 0, 0);
        // What cannot do anything now is not offered; whether it is enabled is its screen's own affair.
        if (screens.contains(group))
            action->setVisible(group == area);
        else if (!always.contains(group))
            action->setVisible(m_working);
    }
    menuBar()->setVisible(m_working);
}

} // namespace explorer::ui
