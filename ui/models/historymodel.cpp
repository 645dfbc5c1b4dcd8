#include "ui/models/historymodel.h"

#include "ui/models/plaintooltip.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace explorer::ui
{

namespace
{

QString textOf(const std::string &text) { return QString::fromStdString(text); }

QString filtersOf(const api::KeptSearch &search)
{
    QStringList parts;
    for (const std::string &filter : search.filters)
        parts.append(textOf(filter));
    return parts.join(QStringLiteral(", "));
}

QString searchText(const api::KeptSearch &search)
{
    const QString collection = search.collections.empty() ? QString() : textOf(search.collections.front());
    QStringList parts;
    if (!search.query.empty())
        parts.append(textOf(search.query));
    if (!search.filters.empty())
        parts.append(filtersOf(search));
    if (parts.isEmpty())
        return collection;
    return QStringLiteral("%1: %2").arg(collection, parts.join(QStringLiteral(", ")));
}

QString whenText(UnixMillis at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at);
    const bool isToday = time.date() == QDate::currentDate();
    return isToday ? QLocale().toString(time.time(), QLocale::ShortFormat)
                   : QLocale().toString(time, QLocale::ShortFormat);
}

} // namespace

void HistoryModel::setFirstPage(const api::HistoryPage &page)
{
    beginResetModel();
    m_entries = page.items;
    m_nextCursor = textOf(page.nextCursor);
    m_isLoading = false;
    endResetModel();
}

void HistoryModel::addPage(const api::HistoryPage &page)
{
    m_isLoading = false;
    m_nextCursor = textOf(page.nextCursor);
    if (page.items.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(page.items.size()) - 1);
    m_entries.insert(m_entries.end(), page.items.begin(), page.items.end());
    endInsertRows();
}

void HistoryModel::put(const api::HistoryEntry &entry)
{
    // The same search has one line: the server has given it a new id.
    const nlohmann::json search = api::toJson(entry.search);
    for (const api::HistoryEntry &known : std::vector<api::HistoryEntry>(m_entries)) {
        if (known.id == entry.id || api::toJson(known.search) == search)
            remove(known.id);
    }
    beginInsertRows({}, 0, 0);
    m_entries.insert(m_entries.begin(), entry);
    endInsertRows();
}

void HistoryModel::remove(const std::string &id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const api::HistoryEntry &entry) { return entry.id == id; });
    if (found == m_entries.end())
        return;
    const int row = int(found - m_entries.begin());
    beginRemoveRows({}, row, row);
    m_entries.erase(found);
    endRemoveRows();
}

const api::HistoryEntry *HistoryModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_entries[std::size_t(row)] : nullptr;
}

QStringList HistoryModel::queries() const
{
    QStringList queries;
    for (const api::HistoryEntry &entry : m_entries) {
        if (!entry.search.query.empty())
            queries.prepend(textOf(entry.search.query));
    }
    // Of the same ones the newest stays.
    QStringList kept;
    for (auto query = queries.crbegin(); query != queries.crend(); ++query) {
        if (!kept.contains(*query))
            kept.prepend(*query);
    }
    return kept;
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    const api::HistoryEntry *entry = at(index.row());
    if (!entry)
        return {};
    if (role == Qt::ToolTipRole)
        return plainToolTip(searchText(entry->search));
    if (role == Qt::TextAlignmentRole && index.column() == Hits)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Query:
        return searchText(entry->search);
    case Hits:
        return QLocale().toString(qint64(entry->total));
    default:
        return whenText(entry->at);
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Query ? tr("Search") : section == Hits ? tr("Hits") : tr("When");
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_nextCursor.isEmpty() && !m_isLoading;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_isLoading = true;
    Q_EMIT pageWanted(m_nextCursor);
}

} // namespace explorer::ui
