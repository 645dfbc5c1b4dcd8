#pragma once

#include "core/api/health.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// The endpoints of the last five minutes. A short list: it sorts itself.
class RoutesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Route, Rate, P50, P95, P99, Errors, Requests, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setRoutes(const std::vector<api::RouteFigures> &routes);
    void sort(int column, Qt::SortOrder order) override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void arrange();
    std::vector<api::RouteFigures> m_routes;
    int m_column = Rate;
    Qt::SortOrder m_order = Qt::DescendingOrder;
};

} // namespace explorer::ui
