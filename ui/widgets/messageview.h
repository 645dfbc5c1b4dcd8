#pragma once

#include <QPushButton>
#include <QWidget>

class QLabel;

namespace explorer::ui
{

class Theme;

/// A centred sentence or two with an icon and the next steps as buttons: what an empty or failed place says
/// about itself.
class MessageView : public QWidget
{
    Q_OBJECT
public:
    explicit MessageView(const Theme *theme, QWidget *parent = nullptr);
    /// Texts are shown as plain text. `iconRole` is a theme's Role.
    void setMessage(const QIcon &icon, const QString &title, const QString &text);
    void setFootnote(const QString &text);
    /// An empty text hides the button.
    void setActions(const QString &primary, const QString &secondary);
    [[nodiscard]] QString title() const;
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void primaryClicked();
    void secondaryClicked();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void restyle();
    void fitTexts();

    const Theme *m_theme;
    QIcon m_icon;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_text;
    QLabel *m_footnote;
    QPushButton *m_primary;
    QPushButton *m_secondary;
};

} // namespace explorer::ui
