#pragma once

#include "core/api/savedsearch.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// The saved searches of a person, by name. A name that is edited is only asked for (renameWanted): it stands
/// when the server has taken it.
class SavedSearchesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Tags, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setSearches(std::vector<api::SavedSearch> searches);
    /// The one of the same id is replaced.
    void put(const api::SavedSearch &search);
    void remove(const std::string &id);
    /// Null where there is none.
    [[nodiscard]] const api::SavedSearch *at(int row) const;
    [[nodiscard]] const api::SavedSearch *find(const std::string &id) const;
    [[nodiscard]] int rowOf(const std::string &id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void renameWanted(int row, const QString &name);

private:
    std::vector<api::SavedSearch> m_searches;
};

} // namespace explorer::ui
