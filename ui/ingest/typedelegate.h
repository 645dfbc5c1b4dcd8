#pragma once

#include <QStyledItemDelegate>

namespace explorer::ui
{

class Theme;

/// The mapping's type cell: an icon and the type's word, edited by a list of the six types.
class TypeDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    TypeDelegate(Theme *theme, QObject *parent = nullptr) : QStyledItemDelegate(parent), m_theme(theme) {}
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    Theme *m_theme;
};

} // namespace explorer::ui
