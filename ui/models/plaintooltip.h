#pragma once

#include <QString>

namespace explorer::ui
{

/// A tool tip guesses whether its text is markup; text that somebody else wrote is never to be taken for it.
inline QString plainToolTip(const QString &text)
{
    return QStringLiteral("<span>%1</span>")
        .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

} // namespace explorer::ui
