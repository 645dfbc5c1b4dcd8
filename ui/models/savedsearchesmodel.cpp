#include "ui/models/savedsearchesmodel.h"

#include "ui/models/plaintooltip.h"

#include <QCollator>

#include <algorithm>

namespace explorer::ui
{

namespace
{

QString textOf(const std::string &text) { return QString::fromStdString(text); }

QString tagsOf(const api::SavedSearch &search)
{
    QStringList tags;
    for (const std::string &tag : search.draft.tags)
        tags.append(textOf(tag));
    return tags.join(QStringLiteral(", "));
}

void sortByName(std::vector<api::SavedSearch> &searches)
{
    QCollator collator;
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(searches.begin(), searches.end(), [&](const auto &a, const auto &b) {
        return collator.compare(textOf(a.draft.name), textOf(b.draft.name)) < 0;
    });
}

} // namespace

void SavedSearchesModel::setSearches(std::vector<api::SavedSearch> searches)
{
    beginResetModel();
    m_searches = std::move(searches);
    sortByName(m_searches);
    endResetModel();
}

void SavedSearchesModel::put(const api::SavedSearch &search)
{
    std::vector<api::SavedSearch> searches = m_searches;
    std::erase_if(searches, [&](const auto &known) { return known.id == search.id; });
    searches.push_back(search);
    setSearches(std::move(searches));
}

void SavedSearchesModel::remove(const std::string &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    beginRemoveRows({}, row, row);
    m_searches.erase(m_searches.begin() + row);
    endRemoveRows();
}

const api::SavedSearch *SavedSearchesModel::at(int row) const
{
    return row >= 0 && row < rowCount() ? &m_searches[std::size_t(row)] : nullptr;
}

const api::SavedSearch *SavedSearchesModel::find(const std::string &id) const { return at(rowOf(id)); }

int SavedSearchesModel::rowOf(const std::string &id) const
{
    const auto found = std::find_if(m_searches.begin(), m_searches.end(),
                                    [&](const api::SavedSearch &search) { return search.id == id; });
    return found == m_searches.end() ? -1 : int(found - m_searches.begin());
}

int SavedSearchesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_searches.size());
}

int SavedSearchesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SavedSearchesModel::data(const QModelIndex &index, int role) const
{
    const api::SavedSearch *search = at(index.row());
    if (!search)
        return {};
    if (role == Qt::ToolTipRole)
        return plainToolTip(textOf(search->draft.name) + QLatin1Char('\n') +
                            textOf(search->draft.search.query));
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    return index.column() == Name ? textOf(search->draft.name) : tagsOf(*search);
}

bool SavedSearchesModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const QString name = value.toString().trimmed();
    const api::SavedSearch *search = at(index.row());
    if (role != Qt::EditRole || index.column() != Name || !search || name.isEmpty())
        return false;
    if (name != textOf(search->draft.name))
        Q_EMIT renameWanted(index.row(), name);
    return true;
}

Qt::ItemFlags SavedSearchesModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() && index.column() == Name ? flags | Qt::ItemIsEditable : flags;
}

QVariant SavedSearchesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Name") : tr("Tags");
}

} // namespace explorer::ui
