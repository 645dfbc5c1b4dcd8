#pragma once

#include "core/api/savedsearch.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// The searches that a person ran, newest first. Older ones are asked for (pageWanted) when the list is
/// scrolled to its end.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Query, Hits, When, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setFirstPage(const api::HistoryPage &page);
    void addPage(const api::HistoryPage &page);
    /// The page that was asked for did not come; it may be asked for again.
    void pageFailed() { m_isLoading = false; }
    /// The newest; the line of the same search moves up.
    void put(const api::HistoryEntry &entry);
    void remove(const std::string &id);
    [[nodiscard]] const api::HistoryEntry *at(int row) const;
    /// The different queries, the newest last.
    [[nodiscard]] QStringList queries() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

Q_SIGNALS:
    void pageWanted(const QString &cursor);

private:
    std::vector<api::HistoryEntry> m_entries;
    QString m_nextCursor;
    bool m_isLoading = false;
};

} // namespace explorer::ui
