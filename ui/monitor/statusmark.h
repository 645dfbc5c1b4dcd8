#pragma once

#include "core/api/health.h"
#include "ui/widgets/theme.h"

#include <QRectF>

class QPainter;

namespace explorer::ui
{

/// A status is a colour and a shape: pass a disc, degraded a triangle, fail a square standing on its corner.
void paintStatusMark(QPainter &painter, const QRectF &area, api::HealthStatus status, const Theme &theme);
Theme::Role statusRole(api::HealthStatus status);

} // namespace explorer::ui
