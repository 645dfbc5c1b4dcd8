#pragma once

#include "ui/settings/preferences.h"

#include <QWidget>

class QComboBox;

namespace explorer::ui
{

/// Language, theme and density. Theme and density apply at once; the language when the program is started
/// again, as it says.
class SettingsPage : public QWidget
{
    Q_OBJECT
public:
    SettingsPage(Theme *theme, const Preferences &preferences, QWidget *parent = nullptr);

Q_SIGNALS:
    void preferencesChanged(const explorer::ui::Preferences &preferences);
    void closeRequested();

private:
    QComboBox *addChoice(class QFormLayout *form, const QString &label, const QStringList &texts,
                         int current);
    void collect();

    Theme *m_theme;
    Preferences m_preferences;
    QComboBox *m_language = nullptr;
    QComboBox *m_mode = nullptr;
    QComboBox *m_density = nullptr;
    QWidget *m_languageHint = nullptr;
};

} // namespace explorer::ui
