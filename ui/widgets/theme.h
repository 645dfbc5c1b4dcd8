#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>

#include <cstdint>

namespace explorer::ui
{

/// Colours, text sizes, densities and icons of the look, one palette each for light and dark over Fusion.
/// Interface thread. Contrast of text at least 4.5:1 on every surface. Icons stay right after a change of
/// mode: they ask for their colour when they are painted.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Mode : std::uint8_t { System, Light, Dark };
    enum class Density : std::uint8_t { Comfortable, Compact };
    enum class Role : std::uint8_t {
        Window,
        Surface,
        SurfaceRaised,
        Border,
        Text,
        TextMuted,
        Accent,
        AccentText,
        Selection,
        Good,
        Warning,
        Bad,
        Neutral,
        Squiggle,
        SyntaxField,
        SyntaxOperator,
        SyntaxKeyword,
        SyntaxValue,
        SyntaxPhrase,
        SyntaxError,
        Highlight,
        ChartLine,
        ChartFill,
        ChartGrid
    };
    enum class TextSize : std::uint8_t { Small, Normal, Large };

    /// The 8-pixel grid: a whole step and a half one.
    static constexpr int kGrid = 8;
    static constexpr int kHalfGrid = 4;

    explicit Theme(QObject *parent = nullptr);
    /// Applies palette, style and fonts to the application. Again with Mode::System, it looks at the system
    /// anew.
    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    void setDensity(Density density);
    [[nodiscard]] Density density() const { return m_density; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] QColor color(Role role) const;
    [[nodiscard]] QFont font(TextSize size) const;
    /// For queries, ids and values; tabular figures.
    [[nodiscard]] QFont monospace(TextSize size = TextSize::Normal) const;
    /// Height of a row in tables and lists, in device-independent pixels.
    [[nodiscard]] int rowHeight() const;
    /// A line icon of our own (resources/icons/NAME.svg, 16 and 24), in the given colour.
    [[nodiscard]] QIcon icon(const QString &name, Role role = Role::Text) const;

Q_SIGNALS:
    void changed();

private:
    void apply();
    [[nodiscard]] bool systemIsDark() const;
    Mode m_mode = Mode::System;
    Density m_density = Density::Comfortable;
    bool m_dark = false;
    bool m_startedDark = false;
    QFont m_base;
};

} // namespace explorer::ui
