#pragma once

#include "core/api/search.h"
#include "ui/models/documentvalues.h"

#include <QAbstractTableModel>

namespace explorer::ui
{

/// One document as a table of field and value, the search's words marked.
class DocumentFieldsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setDocument(const api::SearchHit &hit);
    void clear();
    [[nodiscard]] const DocumentValue *value(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    DocumentValues m_values;
    std::vector<TextSpans> m_spans;
};

} // namespace explorer::ui
