#include "ui/models/routesmodel.h"

#include "ui/models/timetext.h"

#include <QLocale>

namespace explorer::ui
{

namespace
{

double figure(const api::RouteFigures &route, int column)
{
    switch (column) {
    case RoutesModel::Rate:
        return route.perSecond;
    case RoutesModel::P50:
        return route.p50Millis;
    case RoutesModel::P95:
        return route.p95Millis;
    case RoutesModel::P99:
        return route.p99Millis;
    case RoutesModel::Errors:
        return route.errorRatio;
    default:
        return double(route.requests);
    }
}

} // namespace

void RoutesModel::setRoutes(const std::vector<api::RouteFigures> &routes)
{
    const bool isSame = routes.size() == m_routes.size();
    if (!isSame)
        beginResetModel();
    m_routes = routes;
    arrange();
    if (!isSame)
        endResetModel();
    else if (!routes.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RoutesModel::arrange()
{
    std::stable_sort(m_routes.begin(), m_routes.end(), [this](const auto &a, const auto &b) {
        const auto &first = m_order == Qt::AscendingOrder ? a : b;
        const auto &second = m_order == Qt::AscendingOrder ? b : a;
        return m_column == Route ? first.route < second.route
                                 : figure(first, m_column) < figure(second, m_column);
    });
}

void RoutesModel::sort(int column, Qt::SortOrder order)
{
    Q_EMIT layoutAboutToBeChanged();
    m_column = column;
    m_order = order;
    arrange();
    Q_EMIT layoutChanged();
}

int RoutesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_routes.size());
}
int RoutesModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant RoutesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Route ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const api::RouteFigures &route = m_routes[std::size_t(index.row())];
    const QLocale locale;
    switch (index.column()) {
    case Route:
        return QString::fromStdString(route.route);
    case Rate:
        return tr("%1/s").arg(locale.toString(route.perSecond, 'f', route.perSecond < 10 ? 2 : 0));
    case P50:
    case P95:
    case P99:
        return durationText(figure(route, index.column()));
    case Errors:
        return route.errorRatio > 0 ? tr("%1 %").arg(locale.toString(route.errorRatio * 100, 'f', 2))
                                    : tr("none");
    default:
        return locale.toString(qint64(route.requests));
    }
}

QVariant RoutesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Route ? Qt::AlignLeft : Qt::AlignRight));
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Endpoint"), tr("Rate"),   tr("p50"),     tr("p95"),
                             tr("p99"),      tr("Errors"), tr("Requests")};
    return section >= 0 && section < ColumnCount ? names[section] : QVariant();
}

} // namespace explorer::ui
