#include "app/storytitle.h"

#include <QCoreApplication>

#include <array>
#include <string_view>

namespace explorer::app
{
namespace
{

constexpr std::array kTitles{
    QT_TRANSLATE_NOOP("SampleQuery", "The checkout that failed for an hour"),
    QT_TRANSLATE_NOOP("SampleQuery", "Espresso machines sold far too cheaply"),
    QT_TRANSLATE_NOOP("SampleQuery", "What customers wrote about it"),
};

} // namespace

QString storyTitle(const std::string &title)
{
    for (const char *known : kTitles) {
        if (std::string_view(known) == title)
            return QCoreApplication::translate("SampleQuery", known);
    }
    return QString::fromStdString(title);
}

} // namespace explorer::app
