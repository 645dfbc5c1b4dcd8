#pragma once

#include "core/base/error.h"

#include <QSqlError>

namespace explorer::storage
{

/// SQLite's extended result code as one of ours, with SQLite's own words kept as context.
Error toError(const QSqlError &error);

} // namespace explorer::storage
