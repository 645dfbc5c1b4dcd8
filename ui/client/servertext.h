#pragma once

#include <QString>

#include <string>

namespace explorer::ui
{

/// A sentence of the engine or the server in the language of the interface. They speak English and put names
/// and figures into their sentences, so a sentence is known by its words around those; one that is not known,
/// of a newer server perhaps, stays as it is.
[[nodiscard]] QString serverText(const QString &english);
[[nodiscard]] QString serverText(const std::string &english);

} // namespace explorer::ui
