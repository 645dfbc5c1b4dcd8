#pragma once

#include "core/api/schema.h"
#include "ui/models/hitpages.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace explorer::ui
{

/// All hits of one search, to the last row, from the first answer on: a row that is looked at is asked for
/// (pageWanted(), one page at a time, the one looked at last first) and shown as waiting until setPage()
/// gives it. See HitPages for how far pages are reached. Cells are parsed when they are first shown.
class HitsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { SpansRole = Qt::UserRole + 1, FullTextRole, IdRole };
    static constexpr int kPageRows = HitPages::kPageRows;

    using QAbstractTableModel::QAbstractTableModel;

    /// An empty list of columns shows a summary of each document instead.
    void setLayout(const api::Schema &schema, const QString &timeField, const QStringList &columns);
    void setZone(const QTimeZone &zone);
    [[nodiscard]] const QStringList &columns() const { return m_columns; }
    /// What may be a column; the time is always one.
    [[nodiscard]] QStringList fieldNames() const;
    [[nodiscard]] QString columnField(int column) const;
    [[nodiscard]] bool isSummary(int column) const { return columnField(column).isEmpty(); }

    void clear();
    void setFirstPage(const api::SearchAnswer &answer);
    /// For another page than the one asked for nothing happens.
    void setPage(int page, const api::SearchAnswer &answer);
    void setPageFailed(int page);
    /// No page that was asked for will come: each may be asked for again.
    void forgetRequests();
    /// Whether a page is asked for that takes several steps.
    [[nodiscard]] bool isReaching() const { return m_isReaching; }
    /// The held row that is nearest to a row.
    [[nodiscard]] int nearestHeld(int row) const { return m_pages.nearestHeld(row); }

    [[nodiscard]] const api::SearchHit *hit(int row) const;
    [[nodiscard]] DocumentValues valuesOf(int row) const;
    /// Of the rows that are held; -1 where none has the id.
    [[nodiscard]] int rowOf(const std::string &id) const { return m_pages.rowOf(id); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    /// The page that begins `offset` hits after the cursor's place.
    void pageWanted(int page, const QString &cursor, int offset);
    /// How far the way to a distant row is: `row` of `target`; both 0 when it is over.
    void reaching(int row, int target);

private:
    using Row = HitPages::Row;
    [[nodiscard]] int alignment(int column) const;
    Row *rowAt(int row) const;
    void want(int page) const;
    void fetchNext();
    void setReaching(const HitPages::Fetch *fetch);
    [[nodiscard]] QVariant missing(int row, int role) const;
    QVariant cell(Row &row, int column, int role) const;
    QVariant summary(Row &row, int role) const;

    api::Schema m_schema;
    QString m_timeField;
    QStringList m_columns;
    QTimeZone m_zone = QTimeZone::utc();
    mutable HitPages m_pages;
    /// The page asked for; -1 where none is.
    int m_fetching = -1;
    mutable bool m_isFetchDue = false;
    bool m_isReaching = false;
};

} // namespace explorer::ui
