#include "ui/widgets/theme.h"

#include "ui/widgets/themecolors.h"
#include "ui/widgets/themeicon.h"
#include "ui/widgets/themestyle.h"

#include <QApplication>
#include <QFontDatabase>
#include <QToolTip>

namespace explorer::ui
{

namespace
{

constexpr double kSmallScale = 0.88;
constexpr double kLargeScale = 1.6;
constexpr double kLeastPoints = 9.0;

ThemeStyle *currentStyle() { return qobject_cast<ThemeStyle *>(QApplication::style()); }

QFont scaled(QFont font, Theme::TextSize size)
{
    const double factor = size == Theme::TextSize::Small   ? kSmallScale
                          : size == Theme::TextSize::Large ? kLargeScale
                                                           : 1.0;
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent), m_base(QFontDatabase::systemFont(QFontDatabase::GeneralFont))
{
    // Only before our own palette is set does the application's one tell about the system.
    if (!currentStyle())
        m_startedDark = QApplication::palette().color(QPalette::Window).lightness() < 128;
    if (m_base.pointSizeF() < kLeastPoints)
        m_base.setPointSizeF(kLeastPoints);
    apply();
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
}

void Theme::setDensity(Density density)
{
    if (m_density == density)
        return;
    m_density = density;
    Q_EMIT changed();
}

bool Theme::systemIsDark() const
{
    const QByteArray named = qgetenv("GTK_THEME").toLower();
    if (!named.isEmpty())
        return named.endsWith(":dark") || named.endsWith("-dark");
    if (const ThemeStyle *style = currentStyle();
        style && style->standardPalette().color(QPalette::Window).lightness() < 128)
        return true;
    return m_startedDark;
}

void Theme::apply()
{
    m_dark = m_mode == Mode::Dark || (m_mode == Mode::System && systemIsDark());
    if (ThemeStyle *style = currentStyle())
        style->setDark(m_dark);
    else
        QApplication::setStyle(new ThemeStyle(m_dark));
    const QPalette palette = themePalette(m_dark);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    QApplication::setFont(font(TextSize::Normal));
    Q_EMIT changed();
}

QColor Theme::color(Role role) const { return themeColor(role, m_dark); }

QFont Theme::font(TextSize size) const
{
    QFont font = scaled(m_base, size);
    if (size == TextSize::Large)
        font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::monospace(TextSize size) const
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(m_base.pointSizeF());
    font.setStyleHint(QFont::Monospace);
    return scaled(font, size);
}

int Theme::rowHeight() const
{
    const int text = QFontMetrics(m_base).height();
    return m_density == Density::Comfortable ? text + 2 * Theme::kHalfGrid + 2 : text + Theme::kHalfGrid;
}

QIcon Theme::icon(const QString &name, Role role) const
{
    return QIcon(new ThemeIconEngine(this, name, role));
}

} // namespace explorer::ui
