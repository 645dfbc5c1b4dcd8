#pragma once

#include "ui/explore/keptwork.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QToolButton;
class QTreeView;

namespace explorer::ui
{

class Theme;

/// Two lists: the saved searches (Enter runs, F2 renames, Ctrl+D duplicates, Delete deletes) and the history,
/// newest first (Enter runs, Delete forgets). What goes can be undone; both go to files and come from them.
class SavedPane : public QWidget
{
    Q_OBJECT
public:
    SavedPane(Theme *theme, KeptWork *work, QWidget *parent = nullptr);
    void focusList();

Q_SIGNALS:
    void savedChosen(const explorer::api::SavedSearch &search);
    void historyChosen(const explorer::api::KeptSearch &search);
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QBoxLayout *buildHead();
    QBoxLayout *buildHistoryHead();
    QBoxLayout *buildButtons();
    QBoxLayout *buildNotice();
    QToolButton *addButton(QBoxLayout *row, const char *name, const char *icon, const QString &text);
    void setUpLists();
    [[nodiscard]] int savedRow() const;
    void runSaved();
    void runHistory();
    void editSaved();
    void say(const QString &text, bool hasUndo);
    void showHints();
    void askImport(KeptWork::List list);
    void askExport(KeptWork::List list);

    Theme *m_theme;
    KeptWork *m_work;
    QSortFilterProxyModel *m_proxy;
    QLineEdit *m_search;
    QTreeView *m_saved;
    QTreeView *m_history;
    /// What an empty list is for.
    QLabel *m_savedHint;
    QLabel *m_historyHint;
    QLabel *m_notice;
    QToolButton *m_undo;
    /// Only of use while a saved search is chosen.
    QList<QToolButton *> m_rowButtons;
};

} // namespace explorer::ui
