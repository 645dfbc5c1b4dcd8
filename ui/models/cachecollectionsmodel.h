#pragma once

#include "core/api/cache.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// The collections and what the cache holds of each. Ticking Critical asks for it (criticalWanted()); the
/// tick stands once the server has said so.
class CacheCollectionsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : std::uint8_t { Name, Critical, Strategy, Entries, Size, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setCollections(const std::vector<api::CollectionCache> &collections);
    [[nodiscard]] QStringList names() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void criticalWanted(const QString &collection, bool isCritical);

private:
    [[nodiscard]] QString text(const api::CollectionCache &collection, int column) const;

    std::vector<api::CollectionCache> m_collections;
};

} // namespace explorer::ui
