#pragma once

#include "core/api/schema.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// The fields that an import will make: name, type (changeable), a sample value, and how much of the sample
/// reads as that type.
class MappingModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Name, Type, Sample, Readable, ColumnCount };
    enum Role { ShareRole = Qt::UserRole + 1, TypeRole };
    using QAbstractTableModel::QAbstractTableModel;

    /// `records` are JSON objects of the beginning of the file. Fields in `fixed` belong to the collection
    /// already and keep their type.
    void setSample(const api::Schema &schema, const std::vector<std::string> &records,
                   const api::Schema &fixed);
    void clear();
    [[nodiscard]] api::Schema schema() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void schemaChanged();

private:
    struct Row {
        QString name;
        api::Field field;
        bool isFixed = false;
        QString sample;
        int present = 0;
        int readable = 0;
    };
    void measure(Row &row) const;
    QVariant display(const Row &row, int column) const;

    std::vector<Row> m_rows;
    std::vector<std::string> m_records;
    std::vector<std::string> m_defaultFields;
};

} // namespace explorer::ui
