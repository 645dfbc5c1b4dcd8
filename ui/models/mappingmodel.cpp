#include "ui/models/mappingmodel.h"

#include "core/query/fieldvalues.h"
#include "ui/models/documentvalues.h"

#include <QLocale>

namespace explorer::ui
{

namespace
{

QString typeName(api::FieldType type)
{
    const std::string_view name = api::toString(type);
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

} // namespace

void MappingModel::setSample(const api::Schema &schema, const std::vector<std::string> &records,
                             const api::Schema &fixed)
{
    beginResetModel();
    m_records = records;
    m_defaultFields = fixed.fields.empty() ? schema.defaultFields : fixed.defaultFields;
    m_rows.clear();
    std::map<std::string, api::Field> fields = fixed.fields;
    fields.insert(schema.fields.begin(), schema.fields.end());
    for (const auto &[name, field] : fields)
        m_rows.push_back({QString::fromStdString(name), field, fixed.find(name) != nullptr, {}, 0, 0});
    for (const std::string &record : records) {
        const DocumentValues values = DocumentValues::fromJson(record);
        for (Row &row : m_rows) {
            const DocumentValue *value = row.sample.isEmpty() ? values.find(row.name) : nullptr;
            if (value && value->kind != DocumentValue::Kind::Null)
                row.sample = value->text.left(200);
        }
    }
    for (Row &row : m_rows)
        measure(row);
    endResetModel();
}

void MappingModel::clear() { setSample({}, {}, {}); }

void MappingModel::measure(Row &row) const
{
    api::Schema one;
    one.fields.emplace(row.name.toStdString(), row.field);
    row.present = row.readable = 0;
    for (const std::string &record : m_records) {
        std::vector<query::TypeProblem> problems;
        const auto values = query::extractFields(one, record, problems);
        if (!values || (values->values.empty() && problems.empty()))
            continue;
        ++row.present;
        row.readable += problems.empty() ? 1 : 0;
    }
}

api::Schema MappingModel::schema() const
{
    api::Schema schema;
    for (const Row &row : m_rows)
        schema.fields.emplace(row.name.toStdString(), row.field);
    // A default field has to be searchable as words.
    for (const std::string &name : m_defaultFields) {
        const api::Field *field = schema.find(name);
        if (field && (field->type == api::FieldType::Text || field->type == api::FieldType::Keyword))
            schema.defaultFields.push_back(name);
    }
    return schema;
}

int MappingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}
int MappingModel::columnCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant MappingModel::display(const Row &row, int column) const
{
    switch (column) {
    case Name:
        return row.name;
    case Type:
        return typeName(row.field.type);
    case Sample:
        return row.sample;
    case Readable:
        if (row.present == 0)
            return tr("not in the sample");
        return tr("%1 %").arg(
            QLocale().toString(100.0 * row.readable / row.present, 'f', row.readable == row.present ? 0 : 1));
    default:
        return {};
    }
}

QVariant MappingModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return display(row, index.column());
    case Qt::EditRole:
        return index.column() == Type ? QVariant(typeName(row.field.type)) : display(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Type && row.isFixed ? tr("The collection has this field already")
                                                     : QVariant();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Readable ? Qt::AlignRight : Qt::AlignLeft));
    case ShareRole:
        return row.present == 0 ? 1.0 : double(row.readable) / row.present;
    case TypeRole:
        return int(row.field.type);
    default:
        return {};
    }
}

bool MappingModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid) || index.column() != Type)
        return false;
    Row &row = m_rows[std::size_t(index.row())];
    const auto type = api::fieldTypeFromString(value.toString().toStdString());
    if (!type || row.isFixed)
        return false;
    if (*type == row.field.type)
        return true;
    row.field = api::Field{*type, "standard", 1.0};
    measure(row);
    Q_EMIT dataChanged(index.siblingAtColumn(0), index.siblingAtColumn(ColumnCount - 1));
    Q_EMIT schemaChanged();
    return true;
}

Qt::ItemFlags MappingModel::flags(const QModelIndex &index) const
{
    Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (index.isValid() && index.column() == Type && !m_rows[std::size_t(index.row())].isFixed)
        flags |= Qt::ItemIsEditable;
    return flags;
}

QVariant MappingModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Readable ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    const QString names[] = {tr("Field"), tr("Type"), tr("Sample"), tr("Readable as the type")};
    return section >= 0 && section < ColumnCount ? names[section] : QVariant();
}

} // namespace explorer::ui
