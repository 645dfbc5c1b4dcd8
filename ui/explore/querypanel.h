#pragma once

#include "core/api/documents.h"
#include "ui/explore/explorestate.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QTimer;
class QToolButton;

namespace explorer::ui
{

class FilterBar;
class ProblemList;
class QueryEditor;
class SavedBar;
class Theme;
class TimePicker;

/// The head of Explore: what is searched, for what, when; Run that becomes Cancel; what is wrong with the
/// query and its fix.
class QueryPanel : public QWidget
{
    Q_OBJECT
public:
    explicit QueryPanel(Theme *theme, QWidget *parent = nullptr);
    void setCollections(const std::vector<api::CollectionInfo> &collections, const QString &current);
    void setRunning(bool isRunning);
    void showState(const ExploreState &state);
    [[nodiscard]] QueryEditor *editor() const { return m_editor; }
    [[nodiscard]] TimePicker *timePicker() const { return m_time; }
    [[nodiscard]] FilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] SavedBar *savedBar() const { return m_saved; }

Q_SIGNALS:
    void collectionChosen(const QString &name);
    void runRequested();
    void cancelRequested();
    void literalToggled();
    void refreshChosen(int seconds);
    void fieldsToggled();

private:
    void build();
    void takeFix(const ErrorDetail &problem);
    void noteProblems();
    void showProblems();
    void restyle();

    Theme *m_theme;
    QComboBox *m_collection;
    QueryEditor *m_editor;
    QToolButton *m_literal;
    TimePicker *m_time;
    QPushButton *m_run;
    QToolButton *m_refresh;
    FilterBar *m_filters;
    SavedBar *m_saved;
    ProblemList *m_problems;
    QTimer *m_problemTimer;
    bool m_isRunning = false;
};

} // namespace explorer::ui
