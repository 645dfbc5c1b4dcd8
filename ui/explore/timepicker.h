#pragma once

#include "ui/explore/timechoice.h"

#include <QToolButton>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;

namespace explorer::ui
{

class Theme;

/// The button that shows the time range and opens its choice: presets, two dates in the query language's own
/// words, the zone.
class TimePicker : public QToolButton
{
    Q_OBJECT
public:
    explicit TimePicker(Theme *theme, QWidget *parent = nullptr);
    void setChoice(const TimeChoice &choice);
    [[nodiscard]] const TimeChoice &choice() const { return m_choice; }
    /// Opens the choice below the button.
    void open();

Q_SIGNALS:
    void choiceChanged();

private:
    void build();
    QWidget *buildPresets();
    QWidget *buildRange();
    /// Whether both dates can be read; says how, or why not.
    bool check();
    void choose(const TimeChoice &choice);
    void showChoice();

    Theme *m_theme;
    TimeChoice m_choice;
    QFrame *m_popup = nullptr;
    QList<QPushButton *> m_presets;
    QLineEdit *m_from = nullptr;
    QLineEdit *m_to = nullptr;
    QComboBox *m_zone = nullptr;
    QLabel *m_meaning = nullptr;
    QPushButton *m_apply = nullptr;
};

} // namespace explorer::ui
