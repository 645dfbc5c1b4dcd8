#include "ui/explore/filter.h"

#include "core/query/editor.h"

namespace explorer::ui
{

QString Filter::toQuery() const
{
    const QString match =
        field + QLatin1Char(':') + QString::fromStdString(query::quoteValue(value.toStdString()));
    return isNegated ? QStringLiteral("not ") + match : match;
}

} // namespace explorer::ui
