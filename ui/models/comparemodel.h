#pragma once

#include "ui/models/documentvalues.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// Two documents side by side: a row a path, those of the first in its order, then what only the second has.
/// What differs is told by a sign and a bold face, not by colour alone.
class CompareModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : std::uint8_t { Field, First, Second, ColumnCount };
    enum Role {
        /// Whether the values differ, or one document lacks the field.
        DifferentRole = Qt::UserRole + 1
    };
    using QAbstractTableModel::QAbstractTableModel;
    void setDocuments(const api::SearchHit &first, const api::SearchHit &second);
    [[nodiscard]] int differences() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Row {
        QString path;
        std::optional<QString> first;
        std::optional<QString> second;
        [[nodiscard]] bool isDifferent() const { return first != second; }
    };
    std::vector<Row> m_rows;
    QString m_firstId;
    QString m_secondId;
};

} // namespace explorer::ui
