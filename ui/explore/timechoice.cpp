#include "ui/explore/timechoice.h"

#include "ui/models/timetext.h"

namespace explorer::ui
{

QList<TimeChoice::Preset> TimeChoice::presets()
{
    return {
        {QString(), tr("All time")},
        {QStringLiteral("now-15m"), tr("Last 15 minutes")},
        {QStringLiteral("now-1h"), tr("Last hour")},
        {QStringLiteral("now-4h"), tr("Last 4 hours")},
        {QStringLiteral("now-24h"), tr("Last 24 hours")},
        {QStringLiteral("now/d"), tr("Today")},
        {QStringLiteral("now-7d"), tr("Last 7 days")},
        {QStringLiteral("now-30d"), tr("Last 30 days")},
        {QStringLiteral("now-90d"), tr("Last 90 days")},
    };
}

QString TimeChoice::label() const
{
    if (to.isEmpty()) {
        for (const Preset &preset : presets()) {
            if (preset.from == from)
                return preset.text;
        }
        return tr("since %1").arg(from);
    }
    return from.isEmpty() ? tr("before %1").arg(to) : tr("%1 to %2").arg(from, to);
}

QString TimeChoice::zoneId() const { return QString::fromUtf8(zoneByName(zone).id()); }

QJsonObject TimeChoice::toJson() const
{
    return {{QStringLiteral("from"), from}, {QStringLiteral("to"), to}, {QStringLiteral("zone"), zone}};
}

TimeChoice TimeChoice::fromJson(const QJsonObject &json)
{
    TimeChoice choice;
    choice.from = json.value(QStringLiteral("from")).toString();
    choice.to = json.value(QStringLiteral("to")).toString();
    choice.zone = json.value(QStringLiteral("zone")).toString(choice.zone);
    return choice;
}

} // namespace explorer::ui
