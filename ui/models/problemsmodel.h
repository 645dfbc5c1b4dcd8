#pragma once

#include "core/base/error.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// One bad record of an import.
struct ImportProblem {
    QString file;
    qint64 line = 0;
    /// quarantined or rejected.
    QString status;
    ErrorDetail error;
};

/// The errors of an import, grouped by code and field: how many, where the first stands, what it says. Most
/// frequent first.
class ProblemsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Count, Code, Field, FirstLine, Message, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void clear();
    void add(const std::vector<ImportProblem> &problems);
    [[nodiscard]] qint64 total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Group {
        qint64 count = 0;
        ImportProblem first;
        QString field;
    };
    std::vector<Group> m_groups;
    qint64 m_total = 0;
};

} // namespace explorer::ui
