#pragma once

#include "core/api/health.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// The checked components as a table: name, status in a word, latency, since when, why.
class ComponentsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Status, Latency, Since, Reason, ColumnCount };
    enum Role { StatusRole = Qt::UserRole + 1 };
    using QAbstractTableModel::QAbstractTableModel;
    void setComponents(const std::vector<api::ComponentHealth> &components, UnixMillis now);
    static QString nameText(const std::string &name);
    static QString statusText(api::HealthStatus status);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<api::ComponentHealth> m_components;
    UnixMillis m_now = 0;
};

} // namespace explorer::ui
