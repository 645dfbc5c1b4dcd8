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
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(m_rows - 1, columnCount() - 1));
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
    m_nextCursor.clear();
    m_rows = 0;
    m_fetching = false;
    endResetModel();
}

void HitsModel::setFirstPage(const api::SearchAnswer &answer)
{
    beginResetModel();
    m_pages.clear();
    Page page;
    for (const api::SearchHit &hit : answer.hits)
        page.rows.push_back({hit, {}, false});
    page.count = m_rows = int(page.rows.size());
    m_pages.push_back(std::move(page));
    m_nextCursor = answer.nextCursor;
    m_fetching = false;
    endResetModel();
}

void HitsModel::setPage(int number, const api::SearchAnswer &answer)
{
    if (number <= 0 || number > int(m_pages.size()))
        return;
    std::vector<Row> rows;
    for (const api::SearchHit &hit : answer.hits)
        rows.push_back({hit, {}, false});
    if (number == int(m_pages.size())) {
        m_fetching = false;
        Page page;
        page.cursor = m_nextCursor;
        page.firstRow = m_rows;
        page.count = int(rows.size());
        page.rows = std::move(rows);
        m_nextCursor = page.count == 0 ? std::string() : answer.nextCursor;
        if (page.count > 0) {
            beginInsertRows({}, m_rows, m_rows + page.count - 1);
            m_rows += page.count;
            m_pages.push_back(std::move(page));
            endInsertRows();
        }
    } else {
        Page &page = m_pages[std::size_t(number)];
        page.isWanted = false;
        // The same cursor of the same snapshot gives the same rows; anything else would move rows under the
        // reader.
        if (int(rows.size()) != page.count)
            return;
        page.rows = std::move(rows);
        Q_EMIT dataChanged(index(page.firstRow, 0), index(page.firstRow + page.count - 1, columnCount() - 1));
    }
    evictFarFrom(number);
}

void HitsModel::setPageFailed(int number)
{
    if (number == int(m_pages.size()))
        m_fetching = false;
    else if (number > 0 && number < int(m_pages.size()))
        m_pages[std::size_t(number)].isWanted = false;
}

void HitsModel::forgetRequests()
{
    m_fetching = false;
    for (Page &page : m_pages)
        page.isWanted = false;
}

void HitsModel::evictFarFrom(int page)
{
    int kept = 0;
    for (const Page &each : m_pages)
        kept += each.rows.empty() ? 0 : 1;
    while (kept > kKeptPages) {
        int farthest = -1;
        // The first page has no cursor to ask for it again.
        for (int i = 1; i < int(m_pages.size()); ++i) {
            if (!m_pages[std::size_t(i)].rows.empty() &&
                (farthest < 0 || std::abs(i - page) > std::abs(farthest - page)))
                farthest = i;
        }
        if (farthest < 0)
            return;
        m_pages[std::size_t(farthest)].rows = {};
        --kept;
    }
}

int HitsModel::pageOf(int row) const
{
    const auto after = std::upper_bound(m_pages.begin(), m_pages.end(), row,
                                        [](int wanted, const Page &page) { return wanted < page.firstRow; });
    return int(after - m_pages.begin()) - 1;
}

void HitsModel::requestPage(int number) const
{
    Page &page = m_pages[std::size_t(number)];
    if (page.isWanted)
        return;
    page.isWanted = true;
    const QString cursor = QString::fromStdString(page.cursor);
    // Asked for while painting: the answer must not change the model before the painting is over.
    auto *self = const_cast<HitsModel *>(this);
    QMetaObject::invokeMethod(
        self, [self, number, cursor] { Q_EMIT self->pageWanted(number, cursor); }, Qt::QueuedConnection);
}

HitsModel::Row *HitsModel::rowAt(int row) const
{
    if (row < 0 || row >= m_rows)
        return nullptr;
    const int number = pageOf(row);
    Page &page = m_pages[std::size_t(number)];
    if (page.rows.empty()) {
        requestPage(number);
        return nullptr;
    }
    Row &found = page.rows[std::size_t(row - page.firstRow)];
    if (!found.isParsed) {
        found.values = DocumentValues::fromJson(found.hit.source);
        found.isParsed = true;
    }
    return &found;
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

int HitsModel::rowOf(const std::string &id) const
{
    for (const Page &page : m_pages) {
        for (std::size_t i = 0; i < page.rows.size(); ++i) {
            if (page.rows[i].hit.id == id)
                return page.firstRow + int(i);
        }
    }
    return -1;
}

int HitsModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : m_rows; }

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
        return role == Qt::DisplayRole ? QVariant(QStringLiteral("\u2026")) : QVariant();
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

bool HitsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_nextCursor.empty() && !m_fetching;
}

void HitsModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_fetching = true;
    Q_EMIT pageWanted(int(m_pages.size()), QString::fromStdString(m_nextCursor));
}

} // namespace explorer::ui
