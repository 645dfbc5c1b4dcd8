#include "ui/models/timetext.h"

#include "core/base/timestamp.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace explorer::ui
{

namespace
{

QString text(const char *source) { return QCoreApplication::translate("TimeText", source); }

} // namespace

QString timeText(UnixMillis at, const QTimeZone &zone)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at, zone);
    return time.toString(at % 1000 == 0 ? QStringLiteral("yyyy-MM-dd HH:mm:ss")
                                        : QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz"));
}

QString dateValueText(const QString &value, const QTimeZone &zone)
{
    bool isNumber = false;
    const qint64 millis = value.toLongLong(&isNumber);
    if (isNumber)
        return timeText(millis, zone);
    const auto parsed = fromRfc3339(value.toStdString());
    return parsed ? timeText(*parsed, zone) : value;
}

QTimeZone zoneByName(const QString &name)
{
    if (name == QStringLiteral("local"))
        return QTimeZone::systemTimeZone();
    const QTimeZone zone(name.toUtf8());
    return zone.isValid() ? zone : QTimeZone::utc();
}

QString durationText(double millis)
{
    const QLocale locale;
    if (millis < 10)
        return text(QT_TRANSLATE_NOOP("TimeText", "%1 ms")).arg(locale.toString(millis, 'f', 1));
    if (millis < 1000)
        return text(QT_TRANSLATE_NOOP("TimeText", "%1 ms")).arg(locale.toString(millis, 'f', 0));
    const double seconds = millis / 1000;
    if (seconds < 90)
        return text(QT_TRANSLATE_NOOP("TimeText", "%1 s"))
            .arg(locale.toString(seconds, 'f', seconds < 10 ? 1 : 0));
    if (seconds < 5400)
        return text(QT_TRANSLATE_NOOP("TimeText", "%1 min")).arg(locale.toString(seconds / 60, 'f', 0));
    if (seconds < 48 * 3600)
        return text(QT_TRANSLATE_NOOP("TimeText", "%1 h")).arg(locale.toString(seconds / 3600, 'f', 0));
    return text(QT_TRANSLATE_NOOP("TimeText", "%1 d")).arg(locale.toString(seconds / 86400, 'f', 0));
}

QString bytesText(qint64 bytes) { return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat); }

} // namespace explorer::ui
