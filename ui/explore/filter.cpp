#include "ui/explore/filter.h"

#include "core/query/editor.h"

namespace explorer::ui
{

QString Filter::toQuery() const
{
    if (field.isEmpty())
        return isNegated ? QStringLiteral("not (%1)").arg(value) : value;
    const QString match =
        field + QLatin1Char(':') + QString::fromStdString(query::quoteValue(value.toStdString()));
    return isNegated ? QStringLiteral("not ") + match : match;
}

Filter Filter::fromQuery(const QString &text)
{
    const QString no = QStringLiteral("not ");
    Filter filter;
    filter.isNegated = text.startsWith(no);
    const QString match = filter.isNegated ? text.mid(no.size()) : text;
    const qsizetype colon = match.indexOf(QLatin1Char(':'));
    filter.field = match.left(std::max<qsizetype>(0, colon));
    QString value = match.mid(colon + 1);
    if (value.size() > 1 && value.startsWith(QLatin1Char('"')) && value.endsWith(QLatin1Char('"')))
        value = value.mid(1, value.size() - 2);
    for (qsizetype i = 0; i < value.size(); ++i) {
        if (value[i] == QLatin1Char('\\') && i + 1 < value.size())
            ++i;
        filter.value += value[i];
    }
    if (!filter.field.isEmpty() && filter.toQuery() == text)
        return filter;
    Filter whole;
    whole.value = text;
    return whole;
}

} // namespace explorer::ui
