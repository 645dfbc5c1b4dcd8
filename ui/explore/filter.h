#pragma once

#include <QString>

namespace explorer::ui
{

/// A pill beside the query: `field:value`, wanted or not. It must match but does not score.
struct Filter {
    /// Empty: the value is a query of its own.
    QString field;
    QString value;
    bool isNegated = false;
    bool isEnabled = true;
    /// Stays when another collection or a new query is opened.
    bool isPinned = false;
    bool operator==(const Filter &) const = default;

    /// In the query language.
    [[nodiscard]] QString toQuery() const;
    /// What toQuery() wrote; any other text is kept whole, as the value of no field.
    static Filter fromQuery(const QString &text);
};

} // namespace explorer::ui
