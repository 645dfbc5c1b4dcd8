#include "ui/ingest/typedelegate.h"

#include "ui/explore/fieldtype.h"
#include "ui/models/mappingmodel.h"
#include "ui/widgets/theme.h"

#include <QComboBox>

namespace explorer::ui
{

QWidget *TypeDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *combo = new QComboBox(parent);
    for (const auto type : {api::FieldType::Text, api::FieldType::Keyword, api::FieldType::Long,
                            api::FieldType::Double, api::FieldType::Boolean, api::FieldType::Date})
        combo->addItem(m_theme->icon(fieldTypeIcon(type), Theme::Role::TextMuted), fieldTypeName(type));
    combo->setAccessibleName(tr("Type"));
    connect(combo, &QComboBox::activated, this, [this, combo] {
        auto *self = const_cast<TypeDelegate *>(this);
        Q_EMIT self->commitData(combo);
        Q_EMIT self->closeEditor(combo);
    });
    return combo;
}

void TypeDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *combo = static_cast<QComboBox *>(editor);
    combo->setCurrentText(index.data(Qt::EditRole).toString());
    combo->showPopup();
}

void TypeDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentText(), Qt::EditRole);
}

void TypeDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const auto type = api::FieldType(index.data(MappingModel::TypeRole).toInt());
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->icon = m_theme->icon(fieldTypeIcon(type), Theme::Role::TextMuted);
    option->decorationSize = {16, 16};
    if (index.flags().testFlag(Qt::ItemIsEditable))
        option->text += QStringLiteral("  \u25BE");
}

} // namespace explorer::ui
