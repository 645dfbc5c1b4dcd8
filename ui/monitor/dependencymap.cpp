#include "ui/monitor/dependencymap.h"

#include "ui/models/componentsmodel.h"
#include "ui/models/timetext.h"
#include "ui/monitor/statusmark.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr double kNodeHeight = 48;
constexpr double kGap = 12;

} // namespace

DependencyMap::DependencyMap(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setAccessibleName(tr("Dependency map; the table beside it says the same"));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DependencyMap::setComponents(const std::vector<api::ComponentHealth> &components)
{
    m_components = components;
    const auto gateway = std::find_if(m_components.begin(), m_components.end(),
                                      [](const auto &c) { return c.name == "gateway"; });
    if (gateway != m_components.end())
        std::rotate(m_components.begin(), gateway, gateway + 1);
    const int below = int(m_components.size()) - 1;
    setMinimumHeight(std::max(120, int(below * (kNodeHeight + kGap) + 16)));
    update();
}

QString DependencyMap::iconOf(const std::string &component)
{
    if (component == "database" || component == "disk")
        return QStringLiteral("database");
    if (component == "cache")
        return QStringLiteral("clock");
    return component.find("index") != std::string::npos ? QStringLiteral("search") : QStringLiteral("server");
}

void DependencyMap::paintNode(QPainter &painter, const QRectF &box, const api::ComponentHealth &component)
{
    const bool isWell = component.status == api::HealthStatus::Pass;
    painter.setPen(
        QPen(isWell ? m_theme->color(Theme::Role::Border) : m_theme->color(statusRole(component.status)),
             isWell ? 1 : 2));
    painter.setBrush(m_theme->color(Theme::Role::SurfaceRaised));
    painter.drawRoundedRect(box, 6, 6);
    m_theme->icon(iconOf(component.name), Theme::Role::TextMuted)
        .paint(&painter, QRect(int(box.left()) + 10, int(box.center().y()) - 8, 16, 16));
    const QRectF text = box.adjusted(36, 6, -8, -6);
    painter.setFont(m_theme->font(Theme::TextSize::Normal));
    painter.setPen(m_theme->color(Theme::Role::Text));
    painter.drawText(text, Qt::AlignTop | Qt::AlignLeft, ComponentsModel::nameText(component.name));
    const QFont small = m_theme->font(Theme::TextSize::Small);
    painter.setFont(small);
    const double markTop = text.bottom() - painter.fontMetrics().height() / 2.0 - 5;
    paintStatusMark(painter, QRectF(text.left(), markTop, 10, 10), component.status, *m_theme);
    QString words = ComponentsModel::statusText(component.status);
    if (component.latencyMillis > 0)
        words += QStringLiteral("  ") + durationText(component.latencyMillis);
    painter.setPen(m_theme->color(isWell ? Theme::Role::TextMuted : statusRole(component.status)));
    painter.drawText(text.adjusted(16, 0, 0, 0), Qt::AlignBottom | Qt::AlignLeft, words);
}

void DependencyMap::paintEvent(QPaintEvent *)
{
    if (m_components.empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int below = int(m_components.size()) - 1;
    const double nodeWidth = std::clamp(width() * 0.4, 140.0, 200.0);
    const double height = below * kNodeHeight + std::max(0, below - 1) * kGap;
    const double top = std::max(4.0, (this->height() - height) / 2);
    const QRectF gateway(4, this->height() / 2.0 - kNodeHeight / 2, nodeWidth, kNodeHeight);
    const double right = width() - nodeWidth - 4;
    for (int i = 0; i < below; ++i) {
        const api::ComponentHealth &component = m_components[std::size_t(i) + 1];
        const QRectF box(right, top + i * (kNodeHeight + kGap), nodeWidth, kNodeHeight);
        const QPointF from(gateway.right(), gateway.center().y());
        const QPointF to(box.left(), box.center().y());
        QPainterPath path(from);
        const double middle = (from.x() + to.x()) / 2;
        path.cubicTo({middle, from.y()}, {middle, to.y()}, to);
        const bool isWell = component.status == api::HealthStatus::Pass;
        QPen pen(m_theme->color(isWell ? Theme::Role::Neutral : statusRole(component.status)),
                 isWell ? 1.5 : 2.5);
        if (component.status == api::HealthStatus::Fail)
            pen.setStyle(Qt::DashLine);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
        paintNode(painter, box, component);
    }
    paintNode(painter, gateway, m_components.front());
}

} // namespace explorer::ui
