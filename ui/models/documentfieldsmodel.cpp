#include "ui/models/documentfieldsmodel.h"

#include "ui/models/hitsmodel.h"

namespace explorer::ui
{

namespace
{

constexpr int kShownCharacters = 4000;

} // namespace

void DocumentFieldsModel::setDocument(const api::SearchHit &hit)
{
    beginResetModel();
    m_values = DocumentValues::fromJson(hit.source);
    m_spans.clear();
    for (const DocumentValue &value : m_values.values()) {
        const auto found = hit.highlights.find(value.path.toStdString());
        m_spans.push_back(found == hit.highlights.end() ? TextSpans()
                                                        : DocumentValues::spans(value, found->second));
    }
    endResetModel();
}

void DocumentFieldsModel::clear()
{
    beginResetModel();
    m_values = {};
    m_spans.clear();
    endResetModel();
}

const DocumentValue *DocumentFieldsModel::value(int row) const
{
    return row >= 0 && row < rowCount() ? &m_values.values()[std::size_t(row)] : nullptr;
}

int DocumentFieldsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_values.values().size());
}

int DocumentFieldsModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : 2; }

QVariant DocumentFieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const DocumentValue *found = value(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case HitsModel::FullTextRole:
        return index.column() == 0               ? found->path
               : role == HitsModel::FullTextRole ? found->text
                                                 : found->text.left(kShownCharacters);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignTop | Qt::AlignLeft);
    case HitsModel::SpansRole:
        return index.column() == 1 ? QVariant::fromValue(m_spans[std::size_t(index.row())]) : QVariant();
    default:
        return {};
    }
}

QVariant DocumentFieldsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Field") : tr("Value");
}

} // namespace explorer::ui
