#include "ui/monitor/statusmark.h"

#include <QPainter>

namespace explorer::ui
{

Theme::Role statusRole(api::HealthStatus status)
{
    switch (status) {
    case api::HealthStatus::Pass:
        return Theme::Role::Good;
    case api::HealthStatus::Degraded:
        return Theme::Role::Warning;
    case api::HealthStatus::Fail:
        return Theme::Role::Bad;
    }
    return Theme::Role::Neutral;
}

void paintStatusMark(QPainter &painter, const QRectF &area, api::HealthStatus status, const Theme &theme)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.color(statusRole(status)));
    const QPointF centre = area.center();
    switch (status) {
    case api::HealthStatus::Pass:
        painter.drawEllipse(area.adjusted(1, 1, -1, -1));
        break;
    case api::HealthStatus::Degraded:
        painter.drawPolygon(QPolygonF({{centre.x(), area.top()}, area.bottomRight(), area.bottomLeft()}));
        break;
    case api::HealthStatus::Fail:
        painter.drawPolygon(QPolygonF({{centre.x(), area.top()},
                                       {area.right(), centre.y()},
                                       {centre.x(), area.bottom()},
                                       {area.left(), centre.y()}}));
        break;
    }
    painter.restore();
}

} // namespace explorer::ui
