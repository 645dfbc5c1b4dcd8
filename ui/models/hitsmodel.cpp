#include "ui/models/hitsmodel.h"

#include "ui/models/timetext.h"

namespace explorer::ui
{

namespace
{

constexpr int kShownCharacters = 600;

/// One line, of a length that is cheap to lay out; a line end becomes one blank, so that spans keep their
/// place.
QString oneLine(const QString &text)
{
    QString line = text.left(kShownCharacters);
    for (QChar &c : line) {
        if (c.category() == QChar::Other_Control || c == QChar::LineSeparator ||
            c == QChar::ParagraphSeparator)
            c = QLatin1Char(' ');
    }
    return line;
}

} // namespace

void HitsModel::setLayout(const api::Schema &schema, const QString &timeField, const QStringList &columns)
{
    beginResetModel();
    m_schema = schema;
    m_timeField = timeField;
    m_columns = columns;
    m_columns.removeAll(timeField);
    endResetModel();
}

void HitsModel::setZone(const QTimeZone &zone)
{
    m_zone = zone;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QStringList HitsModel::fieldNames() const
{
    QStringList names;
    for (const auto &[name, field] : m_schema.fields)
        names.append(QString::fromStdString(name));
    names.removeAll(m_timeField);
    return names;
}

QString HitsModel::columnField(int column) const
{
    if (!m_timeField.isEmpty() && column-- == 0)
        return m_timeField;
    return m_columns.value(column);
}

void HitsModel::clear()
{
    beginResetModel();
    m_pages.clear();
    m_fetching = -1;
    endResetModel();
    setReaching(nullptr);
}

void HitsModel::setFirstPage(const api::SearchAnswer &answer)
{
    beginResetModel();
    m_pages.setFirst(answer);
    m_fetching = -1;
    endResetModel();
    setReaching(nullptr);
}

void HitsModel::setPage(int page, const api::SearchAnswer &answer)
{
    if (page != m_fetching)
        return;
    m_fetching = -1;
    const int before = rowCount();
    const int after = m_pages.rowsAfter(page, answer);
    if (after > before)
        beginInsertRows({}, before, after - 1);
    else if (after < before)
        beginRemoveRows({}, after, before - 1);
    m_pages.put(page, answer);
    if (after > before)
        endInsertRows();
    else if (after < before)
        endRemoveRows();
    const int first = page * kPageRows;
    const int last = std::min(first + kPageRows, rowCount()) - 1;
    if (last >= first)
        Q_EMIT dataChanged(index(first, 0), index(last, columnCount() - 1));
    fetchNext();
}

void HitsModel::setPageFailed(int page)
{
    if (page == m_fetching)
        forgetRequests();
}

void HitsModel::forgetRequests()
{
    m_fetching = -1;
    m_pages.forgetWanted();
    setReaching(nullptr);
}

void HitsModel::want(int page) const
{
    m_pages.want(page);
    if (m_isFetchDue)
        return;
    m_isFetchDue = true;
    // Asked for while painting: the answer must not change the model before the painting is over.
    auto *self = const_cast<HitsModel *>(this);
    QMetaObject::invokeMethod(self, &HitsModel::fetchNext, Qt::QueuedConnection);
}

void HitsModel::fetchNext()
{
    m_isFetchDue = false;
    if (m_fetching >= 0)
        return;
    const std::optional<HitPages::Fetch> fetch = m_pages.nextFetch();
    setReaching(fetch ? &*fetch : nullptr);
    if (!fetch)
        return;
    m_fetching = fetch->page;
    Q_EMIT pageWanted(fetch->page, QString::fromStdString(fetch->cursor), fetch->offset);
}

void HitsModel::setReaching(const HitPages::Fetch *fetch)
{
    const bool wasReaching = std::exchange(m_isReaching, fetch && fetch->page != fetch->target);
    if (m_isReaching)
        Q_EMIT reaching(fetch->page * kPageRows, fetch->target * kPageRows);
    else if (wasReaching)
        Q_EMIT reaching(0, 0);
}

HitsModel::Row *HitsModel::rowAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    Row *found = m_pages.row(row);
    if (!found) {
        if (const int page = row / kPageRows; !m_pages.holds(page))
            want(page);
        return nullptr;
    }
    if (!found->isParsed) {
        found->values = DocumentValues::fromJson(found->hit.source);
        found->isParsed = true;
    }
    return found;
}

QVariant HitsModel::missing(int row, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    return m_pages.holds(row / kPageRows) ? tr("(deleted)") : QStringLiteral("\u2026");
}

const api::SearchHit *HitsModel::hit(int row) const
{
    const Row *found = rowAt(row);
    return found ? &found->hit : nullptr;
}

DocumentValues HitsModel::valuesOf(int row) const
{
    const Row *found = rowAt(row);
    return found ? found->values : DocumentValues();
}

int HitsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_pages.rows(); }

int HitsModel::columnCount(const QModelIndex &parent) const
{
    if (parent.isValid())
        return 0;
    return (m_timeField.isEmpty() ? 0 : 1) + std::max(1, int(m_columns.size()));
}

int HitsModel::alignment(int column) const
{
    const api::Field *field = m_schema.find(columnField(column).toStdString());
    const bool isRight =
        field && (field->type == api::FieldType::Long || field->type == api::FieldType::Double);
    return int(Qt::AlignVCenter | (isRight ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant HitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(index.column());
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole && role != SpansRole &&
        role != FullTextRole && role != IdRole)
        return {};
    Row *row = rowAt(index.row());
    if (!row)
        return missing(index.row(), role);
    if (role == IdRole)
        return QString::fromStdString(row->hit.id);
    return isSummary(index.column()) ? summary(*row, role) : cell(*row, index.column(), role);
}

QVariant HitsModel::cell(Row &row, int column, int role) const
{
    const QString field = columnField(column);
    if (field == QStringLiteral("id"))
        return role == SpansRole ? QVariant() : QVariant(QString::fromStdString(row.hit.id));
    const DocumentValue *value = row.values.find(field);
    if (!value)
        return {};
    const api::Field *known = m_schema.find(field.toStdString());
    const bool isDate = known && known->type == api::FieldType::Date;
    if (role == SpansRole) {
        const auto found = row.hit.highlights.find(field.toStdString());
        if (isDate || found == row.hit.highlights.end())
            return {};
        return QVariant::fromValue(DocumentValues::spans(*value, found->second));
    }
    if (role == FullTextRole)
        return value->text;
    return isDate ? dateValueText(value->text, m_zone) : oneLine(value->text);
}

QVariant HitsModel::summary(Row &row, int role) const
{
    QString text;
    TextSpans spans;
    if (role == FullTextRole)
        return QString::fromStdString(row.hit.source);
    for (const DocumentValue &value : row.values.values()) {
        if (value.path == m_timeField || text.size() > kShownCharacters)
            continue;
        if (!text.isEmpty())
            text += QStringLiteral("   ");
        spans.push_back({TextSpan::Kind::Name, int(text.size()), int(value.path.size())});
        text += value.path + QLatin1Char(' ');
        const int base = int(text.size());
        text += oneLine(value.text);
        const auto found = row.hit.highlights.find(value.path.toStdString());
        if (found == row.hit.highlights.end())
            continue;
        for (TextSpan span : DocumentValues::spans(value, found->second)) {
            span.start += base;
            spans.push_back(span);
        }
    }
    return role == SpansRole ? QVariant::fromValue(spans) : QVariant(text);
}

QVariant HitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (section < 0 || section >= columnCount())
        return {};
    if (role == Qt::DisplayRole)
        return isSummary(section) ? tr("document") : columnField(section);
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return {};
}

} // namespace explorer::ui
