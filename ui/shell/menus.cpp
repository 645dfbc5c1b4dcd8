#include "ui/shell/menus.h"

#include "ui/shell/actionregistry.h"

#include <QCoreApplication>
#include <QMenu>
#include <QMenuBar>

namespace explorer::ui
{

namespace
{

QString text(const char *source) { return QCoreApplication::translate("Menus", source); }

void fill(QMenu *menu, const QStringList &groups, const ActionRegistry *actions)
{
    menu->clear();
    for (const QString &group : groups) {
        const auto before = menu->actions().size();
        const auto all = actions->actions();
        for (QAction *action : all) {
            if (action->objectName().startsWith(group + QLatin1Char('.')))
                menu->addAction(action);
        }
        if (before > 0 && menu->actions().size() > before)
            menu->insertSeparator(menu->actions().at(before));
    }
}

} // namespace

void buildMenus(QMenuBar *bar, ActionRegistry *actions)
{
    struct Menu {
        QString title;
        QStringList groups;
    };
    const QList<Menu> menus{
        {text(QT_TRANSLATE_NOOP("Menus", "&File")),
         {QStringLiteral("tab"), QStringLiteral("session"), QStringLiteral("app")}},
        {text(QT_TRANSLATE_NOOP("Menus", "&Search")), {QStringLiteral("query"), QStringLiteral("explore")}},
        {text(QT_TRANSLATE_NOOP("Menus", "&Import")), {QStringLiteral("import")}},
        {text(QT_TRANSLATE_NOOP("Menus", "&Monitor")), {QStringLiteral("monitor")}},
        {text(QT_TRANSLATE_NOOP("Menus", "&Admin")), {QStringLiteral("admin")}},
        {text(QT_TRANSLATE_NOOP("Menus", "&View")), {QStringLiteral("area"), QStringLiteral("view")}},
        {text(QT_TRANSLATE_NOOP("Menus", "&Help")), {QStringLiteral("help")}},
    };
    for (const Menu &entry : menus) {
        QMenu *menu = bar->addMenu(entry.title);
        QObject::connect(menu, &QMenu::aboutToShow, actions,
                         [menu, groups = entry.groups, actions] { fill(menu, groups, actions); });
        const auto refresh = [menu, groups = entry.groups, actions] {
            const auto all = actions->actions();
            const bool used = std::any_of(all.begin(), all.end(), [&groups](const QAction *action) {
                return groups.contains(action->objectName().section(QLatin1Char('.'), 0, 0));
            });
            menu->menuAction()->setVisible(used);
        };
        QObject::connect(actions, &ActionRegistry::added, menu, refresh);
        refresh();
    }
}

} // namespace explorer::ui
