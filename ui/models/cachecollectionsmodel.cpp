#include "ui/models/cachecollectionsmodel.h"

#include "ui/models/timetext.h"

#include <QLocale>

namespace explorer::ui
{

void CacheCollectionsModel::setCollections(const std::vector<api::CollectionCache> &collections)
{
    const bool isSame = collections.size() == m_collections.size();
    if (!isSame)
        beginResetModel();
    m_collections = collections;
    if (!isSame)
        endResetModel();
    else if (!collections.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

QStringList CacheCollectionsModel::names() const
{
    QStringList names;
    for (const api::CollectionCache &collection : m_collections)
        names.append(QString::fromStdString(collection.name));
    return names;
}

int CacheCollectionsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_collections.size());
}

int CacheCollectionsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString CacheCollectionsModel::text(const api::CollectionCache &collection, int column) const
{
    switch (column) {
    case Name:
        return QString::fromStdString(collection.name);
    case Critical:
        return collection.critical ? tr("critical") : QString();
    case Strategy:
        return collection.critical ? tr("immediate: with the write") : tr("lazy: with the next request");
    case Entries:
        return QLocale().toString(qint64(collection.entries));
    default:
        return bytesText(collection.sizeBytes);
    }
}

QVariant CacheCollectionsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const api::CollectionCache &collection = m_collections[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(collection, index.column());
    case Qt::CheckStateRole:
        return index.column() == Critical ? QVariant(collection.critical ? Qt::Checked : Qt::Unchecked)
                                          : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() >= Entries ? Qt::AlignRight : Qt::AlignLeft));
    default:
        return {};
    }
}

bool CacheCollectionsModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || index.column() != Critical ||
        !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const api::CollectionCache &collection = m_collections[std::size_t(index.row())];
    Q_EMIT criticalWanted(QString::fromStdString(collection.name), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags CacheCollectionsModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.column() == Critical ? flags | Qt::ItemIsUserCheckable : flags;
}

QVariant CacheCollectionsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section >= Entries ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Collection");
    case Critical:
        return tr("Critical");
    case Strategy:
        return tr("A write clears");
    case Entries:
        return tr("Answers");
    default:
        return tr("Size");
    }
}

} // namespace explorer::ui
