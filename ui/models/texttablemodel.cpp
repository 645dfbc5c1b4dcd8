#include "ui/models/texttablemodel.h"

#include "ui/models/plaintooltip.h"

namespace explorer::ui
{

TextTableModel::TextTableModel(QList<Column> columns, QObject *parent)
    : QAbstractTableModel(parent), m_columns(std::move(columns))
{
}

void TextTableModel::setRows(const QList<QStringList> &rows)
{
    const bool isSame = rows.size() == m_rows.size();
    if (!isSame)
        beginResetModel();
    m_rows = rows;
    if (!isSame)
        endResetModel();
    else if (!rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

int TextTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_columns.size());
}

int TextTableModel::alignment(int column) const
{
    return int(Qt::AlignVCenter | (m_columns.value(column).isNumber ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return m_rows[index.row()].value(index.column());
    case Qt::ToolTipRole:
        return plainToolTip(m_rows[index.row()].value(index.column()));
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::DisplayRole)
        return m_columns.value(section).title;
    return role == Qt::TextAlignmentRole ? QVariant(alignment(section)) : QVariant();
}

} // namespace explorer::ui
