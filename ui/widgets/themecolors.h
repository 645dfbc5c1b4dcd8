#pragma once

#include "ui/widgets/theme.h"

#include <QPalette>

namespace explorer::ui
{

/// The value of a colour role in the light or the dark palette. Free of state, so that the contrast of every
/// pair can be tested.
QColor themeColor(Theme::Role role, bool dark);

/// The roles as Qt's own palette, for everything that Fusion draws.
QPalette themePalette(bool dark);

/// WCAG 2.1 contrast ratio of two opaque colours, 1 to 21.
double contrastRatio(const QColor &one, const QColor &other);

} // namespace explorer::ui
