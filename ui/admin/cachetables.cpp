#include "ui/admin/cachetables.h"

#include "ui/client/servertext.h"
#include "ui/models/timetext.h"

#include <QCoreApplication>
#include <QLocale>

namespace explorer::ui
{

namespace
{

QString said(const char *text) { return QCoreApplication::translate("CacheTables", text); }

QString number(std::int64_t value) { return QLocale().toString(qint64(value)); }

QString localTime(UnixMillis at) { return timeText(at, QTimeZone::systemTimeZone()); }

QString namesOf(const std::vector<std::string> &names)
{
    QStringList list;
    for (const std::string &name : names)
        list.append(QString::fromStdString(name));
    return list.join(QStringLiteral(", "));
}

/// `events (answers)` of those counts that a row of the policies stands for.
QString happened(const std::vector<api::InvalidationCount> &counts, const char *trigger,
                 const QStringList &strategies)
{
    std::int64_t events = 0;
    std::int64_t entries = 0;
    for (const api::InvalidationCount &count : counts) {
        if (count.trigger != trigger || !strategies.contains(QString::fromStdString(count.strategy)))
            continue;
        events += count.events;
        entries += count.entries;
    }
    return said(QT_TRANSLATE_NOOP("CacheTables", "%1 (%2 answers)")).arg(number(events), number(entries));
}

} // namespace

QString ratioText(double ratio)
{
    return ratio < 0 ? QStringLiteral("\u2013")
                     : QStringLiteral("%1 %").arg(QLocale().toString(ratio * 100, 'f', 1));
}

QList<TextTableModel::Column> shapeColumns()
{
    return {{said(QT_TRANSLATE_NOOP("CacheTables", "Query shape")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Collections")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Searches")), true},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Hit ratio")), true},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Mean")), true},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Slowest")), true},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Last")), false}};
}

QList<QStringList> shapeRows(const std::vector<api::QueryShape> &shapes)
{
    QList<QStringList> rows;
    for (const api::QueryShape &shape : shapes)
        rows.append({QString::fromStdString(shape.shape), namesOf(shape.collections), number(shape.searches),
                     ratioText(shape.hitRatio()), durationText(shape.meanMillis),
                     durationText(shape.slowestMillis), localTime(shape.lastAt)});
    return rows;
}

QList<TextTableModel::Column> policyColumns()
{
    return {{said(QT_TRANSLATE_NOOP("CacheTables", "Change")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Critical collection")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Other collections")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Since the start")), true}};
}

QList<QStringList> policyRows(const std::vector<api::InvalidationCount> &counts)
{
    const QString immediate =
        said(QT_TRANSLATE_NOOP("CacheTables", "immediate: at the commit, and when the index shows it"));
    const QString lazy =
        said(QT_TRANSLATE_NOOP("CacheTables", "lazy: renewed by the next request once the index shows it"));
    const QString time = said(QT_TRANSLATE_NOOP("CacheTables", "when its time is up (60 s)"));
    const QString batch = said(QT_TRANSLATE_NOOP("CacheTables", "batch: once, when the index shows its end"));
    const QString cascade = said(
        QT_TRANSLATE_NOOP("CacheTables", "cascade: with the saved searches and aggregates made from it"));
    const QString ordered = said(QT_TRANSLATE_NOOP("CacheTables", "as ordered"));
    const QStringList all{QStringLiteral("immediate"), QStringLiteral("lazy"), QStringLiteral("batch"),
                          QStringLiteral("cascade")};
    return {{said(QT_TRANSLATE_NOOP("CacheTables", "One document, or a write that is waited for")), immediate,
             lazy, happened(counts, "data", {QStringLiteral("immediate"), QStringLiteral("lazy")})},
            {said(QT_TRANSLATE_NOOP("CacheTables", "A bulk")), immediate, batch,
             happened(counts, "data", {QStringLiteral("batch"), QStringLiteral("cascade")})},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Schema, removal")), cascade, cascade,
             happened(counts, "schema", all)},
            {said(QT_TRANSLATE_NOOP("CacheTables", "By hand")), ordered, ordered,
             happened(counts, "manual", all)},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Nothing")), time, time, happened(counts, "ttl", all)}};
}

QList<TextTableModel::Column> auditColumns()
{
    return {{said(QT_TRANSLATE_NOOP("CacheTables", "When")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Who")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Action")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Target")), false},
            {said(QT_TRANSLATE_NOOP("CacheTables", "Detail")), false}};
}

QList<QStringList> auditRows(const std::vector<api::AuditEntry> &entries)
{
    QList<QStringList> rows;
    for (const api::AuditEntry &entry : entries)
        rows.append({localTime(entry.at), QString::fromStdString(entry.user),
                     QString::fromStdString(entry.action), QString::fromStdString(entry.target),
                     serverText(entry.detail)});
    return rows;
}

} // namespace explorer::ui
