#pragma once

#include <QWidget>

class QLabel;
class QToolButton;

namespace explorer::ui
{

class Theme;

/// Which saved search is open, a dot where what is shown is not what was saved, and the two ways out: save or
/// revert. Hidden where none is open.
class SavedBar : public QWidget
{
    Q_OBJECT
public:
    explicit SavedBar(Theme *theme, QWidget *parent = nullptr);
    /// An empty name: none is open.
    void setSearch(const QString &name, bool isChanged);

Q_SIGNALS:
    void saveRequested();
    void revertRequested();

private:
    void restyle();

    Theme *m_theme;
    QLabel *m_name;
    QLabel *m_dot;
    QToolButton *m_save;
    QToolButton *m_revert;
};

} // namespace explorer::ui
