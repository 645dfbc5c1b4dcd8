#include "ui/models/jsonmodel.h"

#include <nlohmann/json.hpp>

namespace explorer::ui
{

struct JsonModel::Node {
    QString key;
    QString value;
    QString pointer;
    int row = 0;
    const Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;

    Node *add(const QString &name, const nlohmann::ordered_json &json)
    {
        auto child = std::make_unique<Node>();
        child->key = name;
        child->row = int(children.size());
        child->parent = this;
        QString escaped = name;
        escaped.replace(QLatin1Char('~'), QStringLiteral("~0"))
            .replace(QLatin1Char('/'), QStringLiteral("~1"));
        child->pointer = pointer + QLatin1Char('/') + escaped;
        child->fill(json);
        children.push_back(std::move(child));
        return children.back().get();
    }

    void fill(const nlohmann::ordered_json &json)
    {
        if (json.is_object()) {
            value = QStringLiteral("{ %1 }").arg(json.size());
            for (const auto &[name, member] : json.items())
                add(QString::fromStdString(name), member);
        } else if (json.is_array()) {
            value = QStringLiteral("[ %1 ]").arg(json.size());
            for (const auto &element : json)
                add(QString::number(children.size()), element);
        } else {
            value = QString::fromStdString(json.dump());
        }
    }
};

JsonModel::JsonModel(QObject *parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}
JsonModel::~JsonModel() = default;

void JsonModel::setJson(std::string_view json)
{
    beginResetModel();
    m_root = std::make_unique<Node>();
    const auto parsed = nlohmann::ordered_json::parse(json, nullptr, false);
    if (parsed.is_discarded()) {
        if (!json.empty())
            m_root->add(tr("not JSON"), QString::fromUtf8(json.data(), qsizetype(json.size())).toStdString());
    } else {
        m_root->fill(parsed);
    }
    endResetModel();
}

const JsonModel::Node *JsonModel::node(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

QModelIndex JsonModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, node(parent)->children[std::size_t(row)].get());
}

QModelIndex JsonModel::parent(const QModelIndex &child) const
{
    const Node *above = child.isValid() ? node(child)->parent : nullptr;
    return !above || above == m_root.get() ? QModelIndex() : createIndex(above->row, 0, above);
}

int JsonModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(node(parent)->children.size());
}

int JsonModel::columnCount(const QModelIndex &) const { return 2; }

QVariant JsonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node *found = node(index);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return index.column() == 0 ? found->key : found->value.left(4000);
    case PointerRole:
        return found->pointer;
    default:
        return {};
    }
}

QVariant JsonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Key") : tr("Value");
}

} // namespace explorer::ui
