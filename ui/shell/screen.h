#pragma once

#include <QWidget>

namespace explorer::ui
{

class ApiClient;
class Theme;
class ActionRegistry;

/// What every screen is given, owned by the main window and outliving the screens.
struct Workbench {
    ApiClient *client = nullptr;
    Theme *theme = nullptr;
    ActionRegistry *actions = nullptr;
};

/// An area of the shell (Explore, Import, Monitor). Made when it is first shown. Its windowTitle() names its
/// tab.
class Screen : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Shown, or shown again: load what is old.
    virtual void activate() = 0;
    /// F5.
    virtual void refresh() = 0;
    /// Esc: stops what is running.
    virtual void cancel() {}
    /// Ctrl+L.
    virtual void focusQuery() {}
    /// F6: the next pane gets the focus.
    virtual void focusNextPane() {}
    /// Kept in the session and given back after a restart. Where it is a JSON object with a `title`, that
    /// names the tab until the screen is made.
    [[nodiscard]] virtual QByteArray saveState() const { return {}; }
    virtual void restoreState(const QByteArray &) {}

Q_SIGNALS:
    /// For the status bar: plain text.
    void statusChanged(const QString &text);
    void stateChanged();
    /// Asks the shell to open a query in Explore.
    void openInExplore(const QString &collection, const QString &query);
    void collectionsChanged();
};

} // namespace explorer::ui
