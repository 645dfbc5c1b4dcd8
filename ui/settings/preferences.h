#pragma once

#include "ui/widgets/theme.h"

#include <QJsonObject>

namespace explorer::ui
{

/// What a person sets about the look. `language` is a code such as `de`; empty follows the system.
struct Preferences {
    QString language;
    Theme::Mode mode = Theme::Mode::System;
    Theme::Density density = Theme::Density::Comfortable;
    bool operator==(const Preferences &) const = default;
};

QJsonObject toJson(const Preferences &preferences);
/// Values that are not known keep their default.
Preferences preferencesFromJson(const QJsonObject &json);

} // namespace explorer::ui
