#pragma once

#include "core/api/schema.h"

#include <QString>

namespace explorer::ui
{

/// Name of a line icon that stands for the type wherever a field is shown.
QString fieldTypeIcon(api::FieldType type);
/// The type's word in the contract.
QString fieldTypeName(api::FieldType type);
/// Date fields of a schema, in its order.
std::vector<QString> dateFields(const api::Schema &schema);

} // namespace explorer::ui
