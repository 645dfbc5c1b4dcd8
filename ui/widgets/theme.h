#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>

namespace explorer::ui {

/// Colours, text sizes and icons of the look, one palette each for light and dark over Fusion. Interface thread.
/// Contrast of text at least 4.5:1 on every surface.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    enum class Role {
        Window, Surface, SurfaceRaised, Border, Text, TextMuted, Accent, AccentText, Selection,
        Good, Warning, Bad, Neutral, Squiggle,
        SyntaxField, SyntaxOperator, SyntaxKeyword, SyntaxValue, SyntaxPhrase, SyntaxError,
        Highlight, ChartLine, ChartFill, ChartGrid
    };
    enum class TextSize { Small, Normal, Large };

    explicit Theme(QObject *parent = nullptr);
    /// Applies palette, style and fonts to the application.
    void setMode(Mode mode);
    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] QColor color(Role role) const;
    [[nodiscard]] QFont font(TextSize size) const;
    /// For queries, ids and values; tabular figures.
    [[nodiscard]] QFont monospace(TextSize size = TextSize::Normal) const;
    /// A line icon of our own (resources/icons/NAME.svg, 16 and 24), in the given colour.
    [[nodiscard]] QIcon icon(const QString &name, Role role = Role::Text) const;

Q_SIGNALS:
    void changed();

private:
    void apply();
    Mode m_mode = Mode::System;
    bool m_dark = false;
};

} // namespace explorer::ui
