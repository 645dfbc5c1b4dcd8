#pragma once

class QMenuBar;

namespace explorer::ui
{

class ActionRegistry;

/// Menus over the registry: the part of an action's id before its dot says where it belongs (`tab`,
/// `session`: File; `explore`: Search; `import`, `monitor`; `area`, `view`: View; `help`). A menu is filled
/// when it is opened.
void buildMenus(QMenuBar *bar, ActionRegistry *actions);

} // namespace explorer::ui
