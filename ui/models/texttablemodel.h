#pragma once

#include <QAbstractTableModel>

namespace explorer::ui
{

/// A table of texts that somebody else has made: for what is shown and not worked on.
class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    struct Column {
        QString title;
        bool isNumber = false;
    };
    explicit TextTableModel(QList<Column> columns, QObject *parent = nullptr);
    /// As many cells a row as there are columns. The same number of rows as before leaves selection and
    /// place.
    void setRows(const QList<QStringList> &rows);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] int alignment(int column) const;

    QList<Column> m_columns;
    QList<QStringList> m_rows;
};

} // namespace explorer::ui
