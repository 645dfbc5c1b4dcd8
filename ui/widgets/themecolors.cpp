#include "ui/widgets/themecolors.h"

#include <array>
#include <cmath>

namespace explorer::ui
{

namespace
{

struct Pair {
    QRgb light;
    QRgb dark;
};

Pair pairOf(Theme::Role role)
{
    using Role = Theme::Role;
    switch (role) {
    case Role::Window:
        return {0xfff4f5f7, 0xff15171c};
    case Role::Surface:
        return {0xffffffff, 0xff1b1e24};
    case Role::SurfaceRaised:
        return {0xffebedf1, 0xff252931};
    case Role::Border:
        return {0xffd3d7de, 0xff353a45};
    case Role::Text:
        return {0xff1a1d23, 0xffe3e6eb};
    case Role::TextMuted:
        return {0xff59606c, 0xff9aa2b0};
    case Role::Accent:
        return {0xff0b62b8, 0xff6aaef8};
    case Role::AccentText:
        return {0xffffffff, 0xff0b1420};
    case Role::Selection:
        return {0xffd6e6f8, 0xff1f3a58};
    case Role::Good:
        return {0xff0d6b62, 0xff4fc4ae};
    case Role::Warning:
        return {0xff8a5000, 0xffe8b04f};
    case Role::Bad:
        return {0xffb3261e, 0xffff8f82};
    case Role::Neutral:
        return {0xff59606c, 0xff9aa2b0};
    case Role::Squiggle:
        return {0xffd13d34, 0xffff7466};
    case Role::SyntaxField:
        return {0xff0b5aa8, 0xff7fb9f9};
    case Role::SyntaxOperator:
        return {0xff59606c, 0xffa8b0be};
    case Role::SyntaxKeyword:
        return {0xff7a3aa8, 0xffcf9cf2};
    case Role::SyntaxValue:
        return {0xff1a1d23, 0xffe3e6eb};
    case Role::SyntaxPhrase:
        return {0xff0d6b62, 0xff6cd0bd};
    case Role::SyntaxError:
        return {0xffb3261e, 0xffff8f82};
    case Role::Highlight:
        return {0xffffe7a0, 0xff5b4a14};
    case Role::ChartLine:
        return {0xff2f7fd0, 0xff6aaef8};
    case Role::ChartFill:
        return {0xffa9cbee, 0xff2c5680};
    case Role::ChartGrid:
        return {0xffe4e7ec, 0xff2a2e37};
    }
    return {0xff000000, 0xffffffff};
}

double linear(double channel)
{
    return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor themeColor(Theme::Role role, bool dark)
{
    const Pair pair = pairOf(role);
    return QColor::fromRgba(dark ? pair.dark : pair.light);
}

QPalette themePalette(bool dark)
{
    using Role = Theme::Role;
    const auto color = [dark](Role role) { return themeColor(role, dark); };
    QPalette palette;
    palette.setColor(QPalette::Window, color(Role::Window));
    palette.setColor(QPalette::WindowText, color(Role::Text));
    palette.setColor(QPalette::Base, color(Role::Surface));
    palette.setColor(QPalette::AlternateBase, color(Role::Window));
    palette.setColor(QPalette::Text, color(Role::Text));
    palette.setColor(QPalette::PlaceholderText, color(Role::TextMuted));
    palette.setColor(QPalette::Button, color(Role::SurfaceRaised));
    palette.setColor(QPalette::ButtonText, color(Role::Text));
    palette.setColor(QPalette::BrightText, color(Role::Bad));
    palette.setColor(QPalette::ToolTipBase, color(Role::SurfaceRaised));
    palette.setColor(QPalette::ToolTipText, color(Role::Text));
    palette.setColor(QPalette::Highlight, color(Role::Selection));
    palette.setColor(QPalette::HighlightedText, color(Role::Text));
    palette.setColor(QPalette::Link, color(Role::Accent));
    palette.setColor(QPalette::LinkVisited, color(Role::Accent));
    palette.setColor(QPalette::Light, color(Role::Surface));
    palette.setColor(QPalette::Midlight, color(Role::SurfaceRaised));
    palette.setColor(QPalette::Mid, color(Role::Border));
    palette.setColor(QPalette::Dark, color(Role::Border).darker(dark ? 90 : 110));
    palette.setColor(QPalette::Shadow, color(Role::Border).darker(120));
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(Role::TextMuted));
    return palette;
}

double contrastRatio(const QColor &one, const QColor &other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

} // namespace explorer::ui
