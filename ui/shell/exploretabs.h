#pragma once

#include "ui/shell/screen.h"

#include <QList>
#include <QWidget>

#include <functional>

class QStackedWidget;
class QTabBar;

namespace explorer::ui
{

/// The tabs of Explore, each with a screen of its own. A tab that was restored gets its screen when it is
/// first shown, so that twenty tabs start as fast as one. There is always one tab.
class ExploreTabs : public QWidget
{
    Q_OBJECT
public:
    using Factory = std::function<Screen *(QWidget *parent)>;
    ExploreTabs(const Theme *theme, Factory factory, QWidget *parent = nullptr);

    void restore(const QList<QByteArray> &states, int current);
    [[nodiscard]] QList<QByteArray> states() const;
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] int count() const { return static_cast<int>(m_tabs.size()); }
    /// Made if it was not yet.
    Screen *currentScreen();

public Q_SLOTS:
    void newTab();
    void closeTab(int index);
    void closeCurrentTab() { closeTab(currentIndex()); }
    void reopenTab();
    void nextTab() { step(1); }
    void previousTab() { step(-1); }

Q_SIGNALS:
    void screenMade(explorer::ui::Screen *screen);
    void currentChanged();
    void stateChanged();

private:
    struct Tab {
        Screen *screen = nullptr;
        QByteArray state;
        QString title;
    };
    void addTab(const QByteArray &state, const QString &title);
    void show(int index);
    void step(int by);
    void moved(int from, int to);
    void updateTitle(Screen *screen);

    const Theme *m_theme;
    Factory m_factory;
    QTabBar *m_bar;
    QStackedWidget *m_stack;
    QList<Tab> m_tabs;
    QList<Tab> m_closed;
};

} // namespace explorer::ui
