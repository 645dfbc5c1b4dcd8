#pragma once

#include "ui/widgets/theme.h"

#include <QIconEngine>
#include <QPointer>

namespace explorer::ui
{

/// Draws one of the line icons in the colour that its theme has at that moment. The SVG is read at the first
/// painting only; pictures are kept in QPixmapCache. At 16 pixels the lines are drawn a little heavier than
/// at 24.
class ThemeIconEngine : public QIconEngine
{
public:
    ThemeIconEngine(const Theme *theme, QString name, Theme::Role role);
    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QSize actualSize(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    bool isNull() override;
    [[nodiscard]] QIconEngine *clone() const override;

private:
    [[nodiscard]] QPixmap draw(const QSize &pixels, QIcon::Mode mode) const;

    QPointer<const Theme> m_theme;
    QString m_name;
    Theme::Role m_role;
};

} // namespace explorer::ui
