#pragma once

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace explorer::ui
{

class Theme;

/// One step of a page: a number, a title, a line that sums it up, and what belongs to it.
class StepCard : public QFrame
{
    Q_OBJECT
public:
    StepCard(Theme *theme, int number, const QString &title, QWidget *parent = nullptr);
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    void setDone(bool isDone);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void restyle();
    Theme *m_theme;
    int m_number;
    bool m_isDone = false;
    QLabel *m_badge;
    QLabel *m_title;
    QVBoxLayout *m_body;
};

} // namespace explorer::ui
