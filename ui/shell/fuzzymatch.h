#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace explorer::ui
{

/// How well `pattern` fits `text`, as characters in order: higher is better, nothing where one is missing.
/// Starts of words, runs and early places count more; spaces in the pattern are ignored. `places` gets the
/// matched positions.
std::optional<int> fuzzyMatch(const QString &pattern, const QString &text, QList<int> *places = nullptr);

} // namespace explorer::ui
