#include "ui/settings/preferences.h"

namespace explorer::ui
{

namespace
{
const QString kLanguage = QStringLiteral("language");
const QString kTheme = QStringLiteral("theme");
const QString kDensity = QStringLiteral("density");
const QString kLight = QStringLiteral("light");
const QString kDark = QStringLiteral("dark");
const QString kCompact = QStringLiteral("compact");
} // namespace

QJsonObject toJson(const Preferences &preferences)
{
    QJsonObject json;
    json.insert(kLanguage, preferences.language);
    json.insert(kTheme, preferences.mode == Theme::Mode::Light  ? kLight
                        : preferences.mode == Theme::Mode::Dark ? kDark
                                                                : QStringLiteral("system"));
    json.insert(kDensity,
                preferences.density == Theme::Density::Compact ? kCompact : QStringLiteral("comfortable"));
    return json;
}

Preferences preferencesFromJson(const QJsonObject &json)
{
    Preferences preferences;
    preferences.language = json.value(kLanguage).toString();
    const QString mode = json.value(kTheme).toString();
    if (mode == kLight)
        preferences.mode = Theme::Mode::Light;
    else if (mode == kDark)
        preferences.mode = Theme::Mode::Dark;
    if (json.value(kDensity).toString() == kCompact)
        preferences.density = Theme::Density::Compact;
    return preferences;
}

} // namespace explorer::ui
