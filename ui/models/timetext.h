#pragma once

#include "core/base/clock.h"

#include <QString>
#include <QTimeZone>

namespace explorer::ui
{

/// `2024-03-15 12:34:56`, with milliseconds where they are not zero, in the zone given.
QString timeText(UnixMillis at, const QTimeZone &zone);
/// Shown text of a JSON value of a date field (RFC 3339 or milliseconds); the value itself where it is no
/// date.
QString dateValueText(const QString &value, const QTimeZone &zone);
/// `UTC`, an IANA name, or `local`; UTC where it is unknown.
QTimeZone zoneByName(const QString &name);
/// `12 ms`, `1.4 s`, `3 min`, `2 h`, `5 d`.
QString durationText(double millis);
/// `512 B`, `3.4 MB`.
QString bytesText(qint64 bytes);

} // namespace explorer::ui
