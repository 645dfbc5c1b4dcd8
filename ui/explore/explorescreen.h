#pragma once

#include "core/api/documents.h"
#include "ui/explore/explorestate.h"
#include "ui/shell/screen.h"

#include <QPointer>

#include <functional>

class QSplitter;
class QTimer;

namespace explorer::ui
{

class ContextView;
class DocumentPane;
class ExplanationView;
class FieldsPanel;
class HitsModel;
class KeptWork;
class QueryPanel;
class QuerySuggestions;
class ResultFooter;
class ResultPanel;
class SavedBar;
class SavedPane;
class SearchRunner;
class StatePanel;
struct ApiFailure;

/// Explore: search one collection, see its hits over time, its fields' values, its documents. One
/// ExploreState decides everything; each change of it is one run, and only the last run's answer is shown.
class ExploreScreen : public Screen
{
    Q_OBJECT
public:
    explicit ExploreScreen(const Workbench &bench, QWidget *parent = nullptr);
    ~ExploreScreen() override;
    void activate() override;
    void refresh() override;
    void cancel() override;
    void focusQuery() override;
    void focusNextPane() override;
    [[nodiscard]] QByteArray saveState() const override;
    void restoreState(const QByteArray &state) override;
    /// Opens a collection with a query; what is pinned stays.
    void open(const QString &collection, const QString &query);
    /// Shows the document, and the values of these fields, for who sees a collection for the first time.
    void present(const QStringList &openFields);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void connectHead();
    void connectRunner();
    void connectPanes();
    void addActions();
    void loadCollections();
    void takeCollections(const std::vector<api::CollectionInfo> &collections);
    void chooseCollection(const QString &name);
    void applySchema();
    void applyColumns();
    void run(bool bypassCache = false);
    /// A run that the history keeps.
    void runByPerson();
    void noteInHistory(const api::SearchAnswer &answer);
    void connectKept();
    void addKeptActions();
    /// Into the saved search that is open; a new one where none is.
    void saveSearch();
    void saveSearchAs();
    void openSaved(const api::SavedSearch &search);
    void openKept(const api::KeptSearch &search);
    [[nodiscard]] api::KeptSearch shownSearch() const;
    void showSaved();
    void setKeptShown(bool isShown);
    void addCommand(const QString &id, const QString &text, const QKeySequence &keys, const QString &icon,
                    const std::function<void()> &act);
    void runAgainKeepingPlace(bool bypassCache);
    void takeAnswer(const api::SearchAnswer &answer);
    void takePage(int page, const api::SearchAnswer &answer);
    void takeFailure(const ApiFailure &failure);
    [[nodiscard]] const ErrorDetail *didYouMean() const;
    void showNoMatches();
    void widen();
    /// The first-use state's next step.
    void goToImport();
    void keepPlace();
    void showHit(int row);
    void addDetails();
    void showDetails(const api::SearchHit &hit);
    void toggleColumn(const QString &field);
    void toggleLiteral();
    void askSuggestions(const QString &text, std::size_t cursor);
    void exportHits();
    void addFilter(const QString &field, const QString &value, bool isNegated);
    void setDocumentShown(bool isShown);
    void autoRefresh();
    void changed();
    [[nodiscard]] const api::CollectionInfo *collection() const;
    [[nodiscard]] QString timeField() const;
    [[nodiscard]] api::SearchRequest request() const;

    Workbench m_bench;
    ExploreState m_state;
    std::vector<api::CollectionInfo> m_collections;
    bool m_hasCollections = false;
    api::Schema m_schema;
    HitsModel *m_hits;
    SearchRunner *m_runner;
    QuerySuggestions *m_suggestions;
    QueryPanel *m_head;
    FieldsPanel *m_fields;
    ResultPanel *m_results;
    DocumentPane *m_document;
    ContextView *m_context = nullptr;
    ExplanationView *m_explanation = nullptr;
    StatePanel *m_panel;
    ResultFooter *m_footer;
    KeptWork *m_kept;
    SavedPane *m_savedPane;
    SavedBar *m_savedBar;
    QSplitter *m_splitter;
    QTimer *m_refreshTimer;
    /// Asks again where the server has said when that is worth it.
    QTimer *m_retryTimer;
    QPointer<QObject> m_collectionsCall;
    std::string m_keptId;
    int m_keptRow = -1;
    int m_keptTop = 0;
    bool m_isLoaded = false;
    bool m_runsWhenReady = true;
    /// The last answer was that there is none for now.
    bool m_isUnavailable = false;
    /// The next run is a person's; the answer that comes is to a person's run.
    bool m_isByPerson = false;
    bool m_notesAnswer = false;
};

} // namespace explorer::ui
