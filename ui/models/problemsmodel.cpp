#include "ui/models/problemsmodel.h"

#include "ui/client/servertext.h"
#include "ui/models/plaintooltip.h"

#include <QLocale>

namespace explorer::ui
{

void ProblemsModel::clear()
{
    beginResetModel();
    m_groups.clear();
    m_total = 0;
    endResetModel();
}

void ProblemsModel::add(const std::vector<ImportProblem> &problems)
{
    if (problems.empty())
        return;
    beginResetModel();
    for (const ImportProblem &problem : problems) {
        ++m_total;
        const QString field =
            QString::fromStdString(problem.error.pointer).mid(1).replace(QLatin1Char('/'), QLatin1Char('.'));
        const auto known = std::find_if(m_groups.begin(), m_groups.end(), [&](const Group &group) {
            return group.first.error.code == problem.error.code && group.field == field;
        });
        if (known != m_groups.end())
            ++known->count;
        else
            m_groups.push_back({1, problem, field});
    }
    std::stable_sort(m_groups.begin(), m_groups.end(),
                     [](const Group &a, const Group &b) { return a.count > b.count; });
    endResetModel();
}

int ProblemsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_groups.size());
}
int ProblemsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant ProblemsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Group &group = m_groups[std::size_t(index.row())];
    const bool isNumber = index.column() == Count || index.column() == FirstLine;
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    switch (index.column()) {
    case Count:
        return QLocale().toString(group.count);
    case Code:
        return QString::fromStdString(group.first.error.code);
    case Field:
        return group.field;
    case FirstLine:
        return QLocale().toString(group.first.line);
    case Message:
        return role == Qt::ToolTipRole ? plainToolTip(serverText(group.first.error.message))
                                       : serverText(group.first.error.message);
    default:
        return {};
    }
}

QVariant ProblemsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter |
                   (section == Count || section == FirstLine ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Records"), tr("Error"), tr("Field"), tr("First line"),
                             tr("What the first one says")};
    return section >= 0 && section < ColumnCount ? names[section] : QVariant();
}

} // namespace explorer::ui
