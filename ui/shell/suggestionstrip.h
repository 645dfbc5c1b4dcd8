#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QHBoxLayout;
class QLabel;

namespace explorer::ui
{

class Theme;

/// One quiet line above the work that offers a few actions as next steps, until it is dismissed.
class SuggestionStrip : public QFrame
{
    Q_OBJECT
public:
    explicit SuggestionStrip(const Theme *theme, QWidget *parent = nullptr);
    /// The actions' texts are the buttons'; a text after the last ": " is enough for a button.
    void suggest(const QString &lead, const QList<QAction *> &actions);
    void dismiss();
    [[nodiscard]] bool hasSuggestions() const { return !m_buttons.isEmpty(); }

Q_SIGNALS:
    /// By the person.
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme *m_theme;
    QLabel *m_lead;
    QHBoxLayout *m_row;
    QList<QWidget *> m_buttons;
};

} // namespace explorer::ui
