#include "ui/models/componentsmodel.h"

#include "ui/client/servertext.h"
#include "ui/models/plaintooltip.h"
#include "ui/models/timetext.h"

namespace explorer::ui
{

QString ComponentsModel::statusText(api::HealthStatus status)
{
    switch (status) {
    case api::HealthStatus::Pass:
        return tr("pass");
    case api::HealthStatus::Degraded:
        return tr("degraded");
    case api::HealthStatus::Fail:
        return tr("fail");
    }
    return {};
}

QString ComponentsModel::nameText(const std::string &name)
{
    if (name == "gateway")
        return tr("gateway");
    if (name == "database")
        return tr("database");
    if (name == "cache")
        return tr("cache");
    if (name == "search index")
        return tr("search index");
    return name == "disk" ? tr("disk") : QString::fromStdString(name);
}

void ComponentsModel::setComponents(const std::vector<api::ComponentHealth> &components, UnixMillis now)
{
    const bool isSame = components.size() == m_components.size();
    if (!isSame)
        beginResetModel();
    m_components = components;
    m_now = now;
    if (!isSame)
        endResetModel();
    else if (!components.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ComponentsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_components.size());
}
int ComponentsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComponentsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const api::ComponentHealth &component = m_components[std::size_t(index.row())];
    if (role == StatusRole)
        return int(component.status);
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (index.column() == Latency || index.column() == Since ? Qt::AlignRight : Qt::AlignLeft));
    if (role == Qt::ToolTipRole && index.column() == Reason)
        return plainToolTip(serverText(component.reason));
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    switch (index.column()) {
    case Name:
        return nameText(component.name);
    case Status:
        return statusText(component.status);
    case Latency:
        return component.latencyMillis < 0 ? QString() : durationText(component.latencyMillis);
    case Since:
        return component.since > 0 && m_now > component.since ? durationText(double(m_now - component.since))
                                                              : QString();
    case Reason:
        return serverText(component.reason);
    default:
        return {};
    }
}

QVariant ComponentsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (section == Latency || section == Since ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Component"), tr("Status"), tr("Latency"), tr("For"), tr("Why")};
    return section >= 0 && section < ColumnCount ? names[section] : QVariant();
}

} // namespace explorer::ui
