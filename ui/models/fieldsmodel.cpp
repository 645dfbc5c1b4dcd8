#include "ui/models/fieldsmodel.h"

#include "ui/models/plaintooltip.h"
#include "ui/models/plural.h"

#include <QLocale>

namespace explorer::ui
{

void FieldsModel::setSchema(const api::Schema &schema)
{
    if (schema == m_schema)
        return;
    m_schema = schema;
    rebuild();
}

void FieldsModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    m_filter = text;
    rebuild();
}

void FieldsModel::rebuild()
{
    beginResetModel();
    std::vector<Entry> entries;
    for (const auto &[name, field] : m_schema.fields) {
        const QString shown = QString::fromStdString(name);
        if (!shown.contains(m_filter, Qt::CaseInsensitive))
            continue;
        const auto known = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry &e) {
            return e.name == shown && e.type == field.type && e.state == State::Ready;
        });
        if (known != m_entries.end())
            entries.push_back(*known);
        else
            entries.push_back({shown, field.type, State::Unknown, {}, {}, 0});
    }
    m_entries = std::move(entries);
    endResetModel();
}

void FieldsModel::setColumns(const QStringList &columns)
{
    m_columns = QSet<QString>(columns.begin(), columns.end());
    if (!m_entries.empty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_entries.size()) - 1, 0));
}

int FieldsModel::childCount(const Entry &entry)
{
    if (entry.state == State::Unknown)
        return 0;
    return int(entry.values.size()) + (entry.note.isEmpty() ? 0 : 1);
}

void FieldsModel::replaceChildren(int row, const std::function<void(Entry &)> &change)
{
    Entry &entry = m_entries[std::size_t(row)];
    const QModelIndex top = index(row, 0);
    if (const int before = childCount(entry); before > 0) {
        beginRemoveRows(top, 0, before - 1);
        entry.values.clear();
        entry.note.clear();
        endRemoveRows();
    }
    Entry changed = entry;
    change(changed);
    const int after = childCount(changed);
    if (after > 0)
        beginInsertRows(top, 0, after - 1);
    entry = std::move(changed);
    if (after > 0)
        endInsertRows();
}

void FieldsModel::setValues(const QString &field, const api::Facet &facet, qint64 total)
{
    const QModelIndex top = indexOf(field);
    if (!top.isValid())
        return;
    replaceChildren(top.row(), [&](Entry &entry) {
        entry.state = State::Ready;
        entry.values = facet.values;
        entry.total = total;
        const QLocale locale;
        if (facet.values.empty())
            entry.note = tr("No values among these hits");
        else if (facet.otherCount > 0)
            entry.note = tr("%Ln hit(s) in further values (%1)", nullptr, countOf(facet.otherCount))
                             .arg(locale.toString(
                                 std::max<qint64>(0, facet.distinctCount - qint64(facet.values.size()))));
        else if (facet.missingCount > 0)
            entry.note = tr("%Ln hit(s) without this field", nullptr, countOf(facet.missingCount));
    });
}

void FieldsModel::setFailure(const QString &field, const QString &message)
{
    const QModelIndex top = indexOf(field);
    if (!top.isValid())
        return;
    replaceChildren(top.row(), [&](Entry &entry) {
        entry.state = State::Ready;
        entry.note = message;
    });
}

void FieldsModel::forgetValues()
{
    for (int row = 0; row < int(m_entries.size()); ++row) {
        if (m_entries[std::size_t(row)].state != State::Unknown)
            replaceChildren(row, [](Entry &entry) { entry.state = State::Unknown; });
    }
}

QModelIndex FieldsModel::indexOf(const QString &field) const
{
    for (int row = 0; row < int(m_entries.size()); ++row) {
        if (m_entries[std::size_t(row)].name == field)
            return index(row, 0);
    }
    return {};
}

QModelIndex FieldsModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    // 0: a field; else the row of the value's field, plus 1.
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) + 1 : 0);
}

QModelIndex FieldsModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == 0)
        return {};
    return createIndex(int(child.internalId()) - 1, 0, quintptr(0));
}

int FieldsModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_entries.size());
    return parent.internalId() == 0 && parent.column() == 0 ? childCount(m_entries[std::size_t(parent.row())])
                                                            : 0;
}

int FieldsModel::columnCount(const QModelIndex &) const { return 1; }

bool FieldsModel::hasChildren(const QModelIndex &parent) const
{
    return !parent.isValid() ? !m_entries.empty() : parent.internalId() == 0;
}

bool FieldsModel::canFetchMore(const QModelIndex &parent) const
{
    return parent.isValid() && parent.internalId() == 0 &&
           m_entries[std::size_t(parent.row())].state == State::Unknown;
}

void FieldsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Entry &entry = m_entries[std::size_t(parent.row())];
    entry.state = State::Loading;
    // A view that fetches while rows come and go must not get rows from that call.
    const QString field = entry.name;
    QMetaObject::invokeMethod(
        this, [this, field] { showLoading(field); }, Qt::QueuedConnection);
    Q_EMIT valuesWanted(field);
}

void FieldsModel::showLoading(const QString &field)
{
    const QModelIndex top = indexOf(field);
    if (!top.isValid() || m_entries[std::size_t(top.row())].state != State::Loading ||
        childCount(m_entries[std::size_t(top.row())]) > 0)
        return;
    replaceChildren(top.row(), [](Entry &loading) { loading.note = tr("Loading values\u2026"); });
}

QVariant FieldsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (index.internalId() == 0)
        return fieldData(m_entries[std::size_t(index.row())], role);
    return childData(m_entries[std::size_t(index.internalId()) - 1], index.row(), role);
}

QVariant FieldsModel::fieldData(const Entry &entry, int role) const
{
    const QString type =
        QString::fromUtf8(api::toString(entry.type).data(), qsizetype(api::toString(entry.type).size()));
    switch (role) {
    case Qt::DisplayRole:
    case FieldRole:
        return entry.name;
    case Qt::ToolTipRole:
        return plainToolTip(fieldData(entry, Qt::AccessibleTextRole).toString());
    case Qt::AccessibleTextRole:
        return m_columns.contains(entry.name) ? tr("%1, %2, shown as a column").arg(entry.name, type)
                                              : tr("%1, %2").arg(entry.name, type);
    case KindRole:
        return int(Kind::Field);
    case TypeRole:
        return int(entry.type);
    case IsColumnRole:
        return m_columns.contains(entry.name);
    default:
        return {};
    }
}

QVariant FieldsModel::childData(const Entry &entry, int row, int role)
{
    const bool isNote = row >= int(entry.values.size());
    switch (role) {
    case KindRole:
        return int(isNote ? Kind::Note : Kind::Value);
    case FieldRole:
        return entry.name;
    case TypeRole:
        return int(entry.type);
    default:
        break;
    }
    if (role == Qt::ToolTipRole)
        return plainToolTip(childData(entry, row, Qt::AccessibleTextRole).toString());
    if (isNote)
        return role == Qt::DisplayRole || role == Qt::AccessibleTextRole ? QVariant(entry.note) : QVariant();
    const api::FacetValue &value = entry.values[std::size_t(row)];
    const QString text = QString::fromStdString(value.value);
    const double share = entry.total > 0 ? double(value.count) / double(entry.total) : 0;
    switch (role) {
    case Qt::DisplayRole:
        return text.isEmpty() ? tr("(empty)") : text;
    case ValueRole:
        return text;
    case CountRole:
        return qint64(value.count);
    case ShareRole:
        return share;
    case Qt::AccessibleTextRole:
        return tr("%1: %Ln hit(s), %2 %", nullptr, countOf(value.count))
            .arg(text, QLocale().toString(share * 100, 'f', 1));
    default:
        return {};
    }
}

} // namespace explorer::ui
