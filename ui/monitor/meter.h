#pragma once

#include <QWidget>

namespace explorer::ui
{

class Theme;

/// A share of something (CPU, memory, disk): its name, its exact value in words, a bar.
class Meter : public QWidget
{
    Q_OBJECT
public:
    /// `isBadWhenFull`: over 90 % it warns.
    Meter(Theme *theme, const QString &name, QWidget *parent = nullptr, bool isBadWhenFull = true);
    /// A negative share means that nothing is known yet.
    void setValue(double share, const QString &text);
    [[nodiscard]] QSize sizeHint() const override { return {240, 48}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme *m_theme;
    QString m_name;
    QString m_text;
    double m_share = -1;
    bool m_isBadWhenFull;
};

} // namespace explorer::ui
