#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace explorer::ui
{

/// What stands in `text` for %1, %2, ... of `pattern`, whose placeholders come in this order; nothing where
/// the words around them differ.
[[nodiscard]] std::optional<QStringList> matchSentence(const QString &pattern, const QString &text);
/// `pattern` with its placeholders, in any order, replaced once: what is put in is not searched again.
[[nodiscard]] QString fillSentence(const QString &pattern, const QStringList &parts);

} // namespace explorer::ui
