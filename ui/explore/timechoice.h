#pragma once

#include <QCoreApplication>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace explorer::ui
{

/// The time range of a search as it is chosen: two dates of the query language (either may be empty) and the
/// zone they are read and shown in.
struct TimeChoice {
    Q_DECLARE_TR_FUNCTIONS(TimeChoice)
public:
    QString from;
    QString to;
    /// `UTC`, `local` or an IANA name.
    QString zone = QStringLiteral("UTC");
    bool operator==(const TimeChoice &) const = default;

    struct Preset {
        QString from;
        QString text;
    };
    /// `all time` first, then from 15 minutes to 90 days.
    static QList<Preset> presets();

    [[nodiscard]] bool isAll() const { return from.isEmpty() && to.isEmpty(); }
    /// Short, for the button.
    [[nodiscard]] QString label() const;
    /// The IANA name that the server is told.
    [[nodiscard]] QString zoneId() const;
    [[nodiscard]] QJsonObject toJson() const;
    static TimeChoice fromJson(const QJsonObject &json);
};

} // namespace explorer::ui
