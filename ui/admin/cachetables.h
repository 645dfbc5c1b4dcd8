#pragma once

#include "core/api/audit.h"
#include "core/api/cache.h"
#include "ui/models/texttablemodel.h"

/// What the cache page's tables say, from the server's figures. Pure.
namespace explorer::ui
{

QList<TextTableModel::Column> shapeColumns();
QList<QStringList> shapeRows(const std::vector<api::QueryShape> &shapes);

/// What change makes which answers go, as the server decides it, and how often that has happened.
QList<TextTableModel::Column> policyColumns();
QList<QStringList> policyRows(const std::vector<api::InvalidationCount> &counts);

QList<TextTableModel::Column> auditColumns();
QList<QStringList> auditRows(const std::vector<api::AuditEntry> &entries);

/// `98.2 %`; a dash where nothing was looked up yet.
QString ratioText(double ratio);

} // namespace explorer::ui
