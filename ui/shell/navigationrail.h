#pragma once

#include <QFrame>

class QAction;
class QActionGroup;
class QVBoxLayout;

namespace explorer::ui
{

class Theme;

/// The areas, one below the other, each with icon and name. Fed by checkable actions of the registry.
class NavigationRail : public QFrame
{
    Q_OBJECT
public:
    explicit NavigationRail(const Theme *theme, QWidget *parent = nullptr);
    void addArea(QAction *action);
    /// At the foot, for what is not an area.
    void addFoot(QAction *action);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class QToolButton *makeButton(QAction *action);

    const Theme *m_theme;
    QActionGroup *m_group;
    QVBoxLayout *m_areas;
    QVBoxLayout *m_foot;
};

} // namespace explorer::ui
