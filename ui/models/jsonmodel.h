#pragma once

#include <QAbstractItemModel>

#include <memory>
#include <string_view>

namespace explorer::ui
{

/// One JSON document as a tree of key and value. What is no JSON is one row that says so.
class JsonModel : public QAbstractItemModel
{
    Q_OBJECT
public:
    enum Role { PointerRole = Qt::UserRole + 1 };
    explicit JsonModel(QObject *parent = nullptr);
    ~JsonModel() override;

    void setJson(std::string_view json);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    [[nodiscard]] const Node *node(const QModelIndex &index) const;
    std::unique_ptr<Node> m_root;
};

} // namespace explorer::ui
