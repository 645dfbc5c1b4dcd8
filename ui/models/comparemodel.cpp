#include "ui/models/comparemodel.h"

#include <QFont>

#include <algorithm>

namespace explorer::ui
{

namespace
{

constexpr int kShownCharacters = 4000;

std::optional<QString> textOf(const DocumentValues &values, const QString &path)
{
    const DocumentValue *value = values.find(path);
    return value ? std::optional<QString>(value->text) : std::nullopt;
}

} // namespace

void CompareModel::setDocuments(const api::SearchHit &first, const api::SearchHit &second)
{
    const DocumentValues left = DocumentValues::fromJson(first.source);
    const DocumentValues right = DocumentValues::fromJson(second.source);
    beginResetModel();
    m_firstId = QString::fromStdString(first.id);
    m_secondId = QString::fromStdString(second.id);
    m_rows.clear();
    for (const DocumentValue &value : left.values())
        m_rows.push_back({value.path, value.text, textOf(right, value.path)});
    for (const DocumentValue &value : right.values()) {
        if (!left.find(value.path))
            m_rows.push_back({value.path, std::nullopt, value.text});
    }
    endResetModel();
}

int CompareModel::differences() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const Row &row) { return row.isDifferent(); }));
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int CompareModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    if (role == DifferentRole)
        return row.isDifferent();
    if (role == Qt::FontRole && row.isDifferent()) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignTop | Qt::AlignLeft);
    const bool isSpoken = role == Qt::AccessibleTextRole;
    if (role != Qt::DisplayRole && !isSpoken)
        return {};
    if (index.column() == Field) {
        if (isSpoken)
            return row.isDifferent() ? tr("%1, differs").arg(row.path) : row.path;
        return row.isDifferent() ? QStringLiteral("\u2260 ") + row.path : row.path;
    }
    const std::optional<QString> &text = index.column() == First ? row.first : row.second;
    return text ? text->left(kShownCharacters) : tr("(not there)");
}

QVariant CompareModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Field ? tr("Field") : section == First ? m_firstId : m_secondId;
}

} // namespace explorer::ui
