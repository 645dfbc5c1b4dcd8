#include "ui/explore/fieldtype.h"

namespace explorer::ui
{

QString fieldTypeIcon(api::FieldType type)
{
    switch (type) {
    case api::FieldType::Text:
        return QStringLiteral("text");
    case api::FieldType::Keyword:
        return QStringLiteral("keyword");
    case api::FieldType::Long:
        return QStringLiteral("number");
    case api::FieldType::Double:
        return QStringLiteral("decimal");
    case api::FieldType::Boolean:
        return QStringLiteral("boolean");
    case api::FieldType::Date:
        return QStringLiteral("calendar");
    }
    return {};
}

QString fieldTypeName(api::FieldType type)
{
    const std::string_view name = api::toString(type);
    return QString::fromUtf8(name.data(), qsizetype(name.size()));
}

std::vector<QString> dateFields(const api::Schema &schema)
{
    std::vector<QString> names;
    for (const auto &[name, field] : schema.fields) {
        if (field.type == api::FieldType::Date)
            names.push_back(QString::fromStdString(name));
    }
    return names;
}

} // namespace explorer::ui
