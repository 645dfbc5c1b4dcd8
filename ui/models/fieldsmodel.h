#pragma once

#include "core/api/schema.h"
#include "core/api/search.h"

#include <QAbstractItemModel>
#include <QSet>

namespace explorer::ui
{

/// The fields of a schema, and under each its top values within the current search. Values are asked for when
/// a field is opened (valuesWanted) and forgotten by forgetValues() when the search changes.
class FieldsModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum class Kind : std::uint8_t { Field, Value, Note };
    enum Role {
        KindRole = Qt::UserRole + 1,
        FieldRole,
        TypeRole,
        ValueRole,
        CountRole,
        ShareRole,
        IsColumnRole
    };

    using QAbstractItemModel::QAbstractItemModel;

    void setSchema(const api::Schema &schema);
    void setColumns(const QStringList &columns);
    /// Only fields whose name holds the text.
    void setFilter(const QString &text);
    /// `total` is the number of hits the counts are shares of.
    void setValues(const QString &field, const api::Facet &facet, qint64 total);
    void setFailure(const QString &field, const QString &message);
    void forgetValues();
    [[nodiscard]] QModelIndex indexOf(const QString &field) const;

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void valuesWanted(const QString &field);

private:
    enum class State : std::uint8_t { Unknown, Loading, Ready };
    struct Entry {
        QString name;
        api::FieldType type = api::FieldType::Text;
        State state = State::Unknown;
        QString note;
        std::vector<api::FacetValue> values;
        qint64 total = 0;
    };
    void rebuild();
    void showLoading(const QString &field);
    void replaceChildren(int row, const std::function<void(Entry &)> &change);
    [[nodiscard]] static int childCount(const Entry &entry);
    QVariant fieldData(const Entry &entry, int role) const;
    static QVariant childData(const Entry &entry, int row, int role);

    api::Schema m_schema;
    QString m_filter;
    QSet<QString> m_columns;
    std::vector<Entry> m_entries;
};

} // namespace explorer::ui
