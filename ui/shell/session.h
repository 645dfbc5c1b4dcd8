#pragma once

#include "core/base/result.h"
#include "ui/settings/preferences.h"
#include "ui/signin/serverlist.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

namespace explorer::ui
{

/// Everything that is there again after a restart or a crash. Holds no secrets and no documents.
struct Session {
    QByteArray geometry;
    /// explore, import, monitor or admin.
    QString area = QStringLiteral("explore");
    QList<QByteArray> exploreTabs;
    int currentTab = 0;
    QByteArray importState;
    QByteArray monitorState;
    Preferences preferences;
    ServerList servers;
    /// Next steps are offered above Explore; nobody has hidden them yet.
    bool offersSuggestions = false;
    /// Where the work was: nothing yet (first run), `local`, or a server's address.
    QString workspace;
};

QByteArray toJson(const Session &session);
/// A file that cannot be read gives an error and leaves it alone; members that are not known are ignored.
Result<Session> sessionFromJson(const QByteArray &json);

} // namespace explorer::ui
