#pragma once

#include "core/api/schema.h"
#include "ui/models/documentvalues.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace explorer::ui
{

/// All hits of one search, to the last row, in pages by cursor. It asks for pages by pageWanted() and is
/// given them by setPage(); pages far from what is looked at are dropped and asked for again, so that memory
/// stays bounded. Cells are parsed when they are first shown.
class HitsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role { SpansRole = Qt::UserRole + 1, FullTextRole, IdRole };
    static constexpr int kPageRows = 200;
    static constexpr int kKeptPages = 64;

    using QAbstractTableModel::QAbstractTableModel;

    /// An empty list of columns shows a summary of each document instead.
    void setLayout(const api::Schema &schema, const QString &timeField, const QStringList &columns);
    void setZone(const QTimeZone &zone);
    [[nodiscard]] QString columnField(int column) const;
    [[nodiscard]] bool isSummary(int column) const { return columnField(column).isEmpty(); }

    void clear();
    void setFirstPage(const api::SearchAnswer &answer);
    /// For another page than the next one or a known one nothing happens.
    void setPage(int page, const api::SearchAnswer &answer);
    void setPageFailed(int page);
    /// No page that was asked for will come: each may be asked for again.
    void forgetRequests();

    [[nodiscard]] const api::SearchHit *hit(int row) const;
    [[nodiscard]] DocumentValues valuesOf(int row) const;
    [[nodiscard]] int rowOf(const std::string &id) const;
    [[nodiscard]] bool isComplete() const { return m_nextCursor.empty(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageWanted(int page, const QString &cursor);

private:
    struct Row {
        api::SearchHit hit;
        DocumentValues values;
        bool isParsed = false;
    };
    struct Page {
        std::string cursor;
        int firstRow = 0;
        int count = 0;
        bool isWanted = false;
        std::vector<Row> rows;
    };
    [[nodiscard]] int alignment(int column) const;
    [[nodiscard]] int pageOf(int row) const;
    Row *rowAt(int row) const;
    void requestPage(int page) const;
    void evictFarFrom(int page);
    QVariant cell(Row &row, int column, int role) const;
    QVariant summary(Row &row, int role) const;

    api::Schema m_schema;
    QString m_timeField;
    QStringList m_columns;
    QTimeZone m_zone = QTimeZone::utc();
    mutable std::vector<Page> m_pages;
    std::string m_nextCursor;
    int m_rows = 0;
    bool m_fetching = false;
};

} // namespace explorer::ui
