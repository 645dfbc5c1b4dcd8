#pragma once

#include <QWidget>

class QTextBrowser;

namespace explorer::ui
{

class ActionRegistry;
class Theme;

/// The keys, from the registry, and the query language on one page. A window of its own that may stay open
/// beside the work.
class HelpWindow : public QWidget
{
    Q_OBJECT
public:
    HelpWindow(const Theme *theme, const ActionRegistry *actions, QWidget *parent);

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    [[nodiscard]] QString keysTable() const;
    [[nodiscard]] QString languageTable() const;

    const Theme *m_theme;
    const ActionRegistry *m_actions;
    QTextBrowser *m_text;
};

} // namespace explorer::ui
