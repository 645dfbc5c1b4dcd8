#pragma once

#include <QAbstractButton>

namespace explorer::ui
{

class Theme;

/// A choice as a card: icon, title and what will happen. One may be the default: it has the accent line and
/// takes Enter.
class CardButton : public QAbstractButton
{
    Q_OBJECT
public:
    CardButton(const Theme *theme, const QString &icon, const QString &title, const QString &description,
               QWidget *parent = nullptr);
    void setPreferred(bool preferred);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    const Theme *m_theme;
    QString m_iconName;
    QString m_description;
    bool m_preferred = false;
};

} // namespace explorer::ui
