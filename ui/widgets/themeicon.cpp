#include "ui/widgets/themeicon.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace explorer::ui
{

namespace
{

constexpr int kSmallPixels = 20;

QString pathOf(const QString &name) { return QStringLiteral(":/icons/%1.svg").arg(name); }

} // namespace

ThemeIconEngine::ThemeIconEngine(const Theme *theme, QString name, Theme::Role role)
    : m_theme(theme), m_name(std::move(name)), m_role(role)
{
}

void ThemeIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : qApp->devicePixelRatio();
    painter->drawPixmap(rect, draw((QSizeF(rect.size()) * ratio).toSize(), mode));
}

QPixmap ThemeIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return draw(size, mode);
}

QPixmap ThemeIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal)
{
    return draw(size, mode);
}

QSize ThemeIconEngine::actualSize(const QSize &size, QIcon::Mode, QIcon::State)
{
    const int edge = std::min(size.width(), size.height());
    return {edge, edge};
}

bool ThemeIconEngine::isNull() { return !QFile::exists(pathOf(m_name)); }

QIconEngine *ThemeIconEngine::clone() const { return new ThemeIconEngine(*this); }

QPixmap ThemeIconEngine::draw(const QSize &pixels, QIcon::Mode mode) const
{
    const auto role = mode == QIcon::Disabled ? Theme::Role::TextMuted : m_role;
    QColor color = m_theme ? m_theme->color(role) : QColor(Qt::gray);
    if (mode == QIcon::Disabled)
        color.setAlphaF(0.6F);
    const QString key = QStringLiteral("explorer-icon/%1/%2x%3/%4")
                            .arg(m_name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba(), 8, 16);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    QFile file(pathOf(m_name));
    if (pixels.isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    if (pixels.width() <= kSmallPixels)
        svg.replace("stroke-width=\"1.75\"", "stroke-width=\"2\"");
    QSvgRenderer renderer(svg);
    picture = QPixmap(pixels);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setOpacity(color.alphaF());
    const int edge = std::min(pixels.width(), pixels.height());
    renderer.render(&painter,
                    QRectF((pixels.width() - edge) / 2.0, (pixels.height() - edge) / 2.0, edge, edge));
    painter.end();
    QPixmapCache::insert(key, picture);
    return picture;
}

} // namespace explorer::ui
