#pragma once

#include "core/api/health.h"

#include <QWidget>

namespace explorer::ui
{

class Theme;

/// The gateway and what it stands on, each with its status as shape, colour and word. The same is beside it
/// as a table.
class DependencyMap : public QWidget
{
    Q_OBJECT
public:
    explicit DependencyMap(Theme *theme, QWidget *parent = nullptr);
    void setComponents(const std::vector<api::ComponentHealth> &components);
    [[nodiscard]] QSize sizeHint() const override { return {420, 240}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {360, 200}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintNode(QPainter &painter, const QRectF &box, const api::ComponentHealth &component);
    [[nodiscard]] static QString iconOf(const std::string &component);

    Theme *m_theme;
    std::vector<api::ComponentHealth> m_components;
};

} // namespace explorer::ui
