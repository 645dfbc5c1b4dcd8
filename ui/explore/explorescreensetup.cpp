#include "ui/explore/explorescreen.h"

#include "core/base/timestamp.h"
#include "ui/client/apiclient.h"
#include "ui/explore/documentpane.h"
#include "ui/explore/fieldspanel.h"
#include "ui/explore/fieldtype.h"
#include "ui/explore/filterbar.h"
#include "ui/explore/histogramchart.h"
#include "ui/explore/hitstable.h"
#include "ui/explore/queryeditor.h"
#include "ui/explore/querypanel.h"
#include "ui/explore/querysuggestions.h"
#include "ui/explore/resultfooter.h"
#include "ui/explore/resultpanel.h"
#include "ui/explore/savedpane.h"
#include "ui/explore/searchrunner.h"
#include "ui/explore/timepicker.h"
#include "ui/models/hitsmodel.h"
#include "ui/models/timetext.h"
#include "ui/shell/actionregistry.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

/// The widgets of ExploreScreen and what they are connected to; what they do is in explorescreen.cpp.
namespace explorer::ui
{

void ExploreScreen::build()
{
    m_panel = new StatePanel(m_bench.theme, m_results);
    m_splitter->addWidget(m_savedPane);
    m_splitter->addWidget(m_fields);
    m_splitter->addWidget(m_panel);
    m_splitter->addWidget(m_document);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({300, 232, 800, 380});
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_fields->setMinimumWidth(160);
    m_document->setMinimumWidth(240);
    m_panel->setMinimumWidth(320);
    m_savedPane->setMinimumWidth(240);
    m_savedPane->hide();
    m_document->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const auto line = [this] {
        auto *rule = new QFrame(this);
        rule->setFrameShape(QFrame::HLine);
        rule->setFixedHeight(1);
        const auto restyle = [this, rule] {
            QPalette palette = rule->palette();
            palette.setColor(QPalette::WindowText, m_bench.theme->color(Theme::Role::Border));
            rule->setPalette(palette);
            rule->setFrameShadow(QFrame::Plain);
        };
        connect(m_bench.theme, &Theme::changed, rule, restyle);
        restyle();
        return rule;
    };
    layout->addWidget(m_head);
    layout->addWidget(line());
    layout->addWidget(m_splitter, 1);
    layout->addWidget(line());
    layout->addWidget(m_footer);
}

void ExploreScreen::connectHead()
{
    connect(m_head, &QueryPanel::collectionChosen, this, &ExploreScreen::chooseCollection);
    connect(m_head, &QueryPanel::runRequested, this, [this] {
        m_state.query = m_head->editor()->query();
        runByPerson();
    });
    connect(m_head, &QueryPanel::cancelRequested, this, &ExploreScreen::cancel);
    connect(m_head, &QueryPanel::literalToggled, this, &ExploreScreen::toggleLiteral);
    connect(m_head, &QueryPanel::refreshChosen, this, [this](int seconds) {
        m_state.refreshSeconds = seconds;
        m_head->showState(m_state);
        changed();
    });
    connect(m_head->timePicker(), &TimePicker::choiceChanged, this, [this] {
        m_state.time = m_head->timePicker()->choice();
        m_hits->setZone(zoneByName(m_state.time.zone));
        m_state.query = m_head->editor()->query();
        runByPerson();
    });
    connect(m_head->filterBar(), &FilterBar::filtersChanged, this, [this] {
        m_state.filters = m_head->filterBar()->filters();
        m_state.query = m_head->editor()->query();
        runByPerson();
    });
    connect(m_head->editor(), &QueryEditor::suggestionsWanted, this, &ExploreScreen::askSuggestions);
    connect(m_head->editor(), &QueryEditor::suggestionsUnwanted, m_suggestions, &QuerySuggestions::drop);
    connect(m_suggestions, &QuerySuggestions::arrived, this,
            [this](const api::SuggestRequest &asked, const api::SuggestAnswer &answer) {
                m_head->editor()->setSuggestions(asked.text, asked.cursor.value_or(0), answer);
            });
    connect(m_head->editor(), &QueryEditor::textChanged, this, &ExploreScreen::stateChanged);
    connect(m_refreshTimer, &QTimer::timeout, this, &ExploreScreen::autoRefresh);
    m_retryTimer->setSingleShot(true);
    connect(m_retryTimer, &QTimer::timeout, this, [this] {
        m_isByPerson = m_notesAnswer;
        run(true);
    });
}

void ExploreScreen::connectRunner()
{
    connect(m_runner, &SearchRunner::runningChanged, m_head, &QueryPanel::setRunning);
    connect(m_runner, &SearchRunner::dropped, m_hits, &HitsModel::forgetRequests);
    connect(m_runner, &SearchRunner::finished, this, &ExploreScreen::takeAnswer);
    connect(m_runner, &SearchRunner::failed, this, &ExploreScreen::takeFailure);
    connect(m_runner, &SearchRunner::pageArrived, this,
            [this](int page, const api::SearchAnswer &answer) { takePage(page, answer); });
    connect(m_runner, &SearchRunner::pageFailed, this, [this](int page, const ApiFailure &failure) {
        m_hits->setPageFailed(page);
        m_footer->setNotice(tr("Further rows did not come: %1").arg(failure.message));
    });
    connect(m_runner, &SearchRunner::snapshotExpired, this, [this] {
        runAgainKeepingPlace(true);
        m_footer->setNotice(tr("The result's snapshot has expired on the server; searching again."));
    });
    connect(m_runner, &SearchRunner::valuesArrived, m_fields, &FieldsPanel::setValues);
    connect(m_runner, &SearchRunner::valuesFailed, m_fields, &FieldsPanel::setFailure);
    connect(m_hits, &HitsModel::pageWanted, m_runner, &SearchRunner::fetchPage);
    connect(m_hits, &HitsModel::reaching, this, [this](int row, int target) {
        m_footer->setNotice(target == 0 ? QString()
                                        : tr("Going to row %1: %2 % (Esc stops)")
                                              .arg(QLocale().toString(target + 1))
                                              .arg(qint64(row) * 100 / target));
    });
    connect(m_panel, &StatePanel::cancelRequested, this, &ExploreScreen::cancel);
    connect(m_panel, &StatePanel::retryRequested, this,
            [this] { m_hasCollections ? run(true) : loadCollections(); });
    connect(m_panel, &StatePanel::actionRequested, this, &ExploreScreen::widen);
}

void ExploreScreen::connectPanes()
{
    connect(m_fields, &FieldsPanel::valuesWanted, m_runner, &SearchRunner::fetchValues);
    connect(m_fields, &FieldsPanel::filterAdded, m_head->filterBar(), &FilterBar::add);
    connect(m_fields, &FieldsPanel::columnToggled, this, &ExploreScreen::toggleColumn);
    HitsTable *table = m_results->table();
    connect(table, &HitsTable::rowChanged, this, [this](int row) {
        if (m_state.showsDocument)
            showHit(row);
    });
    connect(table, &HitsTable::opened, this, [this](int row) {
        setDocumentShown(true);
        showHit(row);
    });
    connect(table, &HitsTable::sortRequested, this, [this](const api::SortField &sort) {
        m_state.sort = {sort};
        run();
    });
    connect(table, &HitsTable::columnToggled, this, &ExploreScreen::toggleColumn);
    connect(table, &HitsTable::columnsMoved, this, [this](const QStringList &order) {
        m_state.columns = order;
        m_state.columns.removeAll(timeField());
        applyColumns();
        changed();
    });
    connect(table, &HitsTable::widthsChanged, this, &ExploreScreen::changed);
    connect(table, &HitsTable::filterRequested, this, &ExploreScreen::addFilter);
    connect(table, &HitsTable::densityToggled, this, [this] {
        m_state.isCompact = !m_state.isCompact;
        m_results->table()->setCompact(m_state.isCompact);
        changed();
    });
    connect(m_document, &DocumentPane::closeRequested, this, [this] { setDocumentShown(false); });
    connect(m_document, &DocumentPane::filterRequested, this, &ExploreScreen::addFilter);
    connect(m_document, &DocumentPane::stepRequested, this, [this, table](int rows) {
        const int row = std::clamp(table->currentIndex().row() + rows, 0, m_hits->rowCount() - 1);
        table->setCurrentIndex(m_hits->index(row, std::max(0, table->currentIndex().column())));
    });
    connect(m_results, &ResultPanel::timeFieldChosen, this, [this](const QString &field) {
        m_state.timeField = field;
        applyColumns();
        run();
    });
    connect(m_results->chart(), &HistogramChart::rangeChosen, this, [this](UnixMillis from, UnixMillis to) {
        m_state.time.from = QString::fromStdString(toRfc3339(from));
        m_state.time.to = QString::fromStdString(toRfc3339(to));
        m_head->showState(m_state);
        runByPerson();
    });
}

void ExploreScreen::present(const QStringList &openFields)
{
    m_state.openFields = openFields;
    setDocumentShown(true);
}

void ExploreScreen::addCommand(const QString &id, const QString &text, const QKeySequence &keys,
                               const QString &icon, const std::function<void()> &act)
{
    QAction *action = m_bench.actions->add(id, text, keys, icon);
    addAction(action);
    // Tabs share the action; the one that is shown answers.
    connect(action, &QAction::triggered, this, [this, act] {
        if (isVisible())
            act();
    });
}

void ExploreScreen::addActions()
{
    addCommand(QStringLiteral("explore.run"), tr("Run the search"), QKeySequence(Qt::CTRL | Qt::Key_Return),
               QStringLiteral("play"), [this] {
                   m_state.query = m_head->editor()->query();
                   runByPerson();
               });
    addCommand(QStringLiteral("explore.literal"), tr("Search literally"),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), QStringLiteral("text"),
               [this] { toggleLiteral(); });
    addCommand(QStringLiteral("explore.time"), tr("Choose the time range"),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), QStringLiteral("clock"),
               [this] { m_head->timePicker()->open(); });
    addCommand(QStringLiteral("explore.find_field"), tr("Find a field"),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F), QStringLiteral("search"), [this] {
                   m_state.showsFields = true;
                   m_fields->show();
                   m_fields->focusSearch();
               });
    addCommand(QStringLiteral("explore.fields"), tr("Show or hide the fields"),
               QKeySequence(Qt::CTRL | Qt::Key_B), QStringLiteral("columns"), [this] {
                   m_state.showsFields = !m_state.showsFields;
                   m_fields->setVisible(m_state.showsFields);
                   changed();
               });
    addCommand(QStringLiteral("explore.document"), tr("Show or hide the document"),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), QStringLiteral("document"), [this] {
                   setDocumentShown(!m_state.showsDocument);
                   showHit(m_results->table()->currentIndex().row());
               });
    addCommand(QStringLiteral("explore.compare"), tr("Keep the document to compare others with it"),
               QKeySequence(Qt::CTRL | Qt::Key_M), QStringLiteral("pin"), [this] {
                   setDocumentShown(true);
                   showHit(m_results->table()->currentIndex().row());
                   m_document->keepForComparing();
               });
    addCommand(QStringLiteral("explore.export"), tr("Export the hits"), QKeySequence(Qt::CTRL | Qt::Key_E),
               QStringLiteral("disk"), [this] { exportHits(); });
    addCommand(QStringLiteral("explore.density"), tr("Compact or roomy rows"), {}, {},
               [this] { Q_EMIT m_results->table()->densityToggled(); });
}

void ExploreScreen::addKeptActions()
{
    addCommand(QStringLiteral("explore.save"), tr("Save the search"), QKeySequence(Qt::CTRL | Qt::Key_S),
               QStringLiteral("disk"), [this] { saveSearch(); });
    addCommand(QStringLiteral("explore.save_as"), tr("Save the search as a new one"),
               QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), QStringLiteral("copy"),
               [this] { saveSearchAs(); });
    addCommand(QStringLiteral("explore.saved"), tr("Saved searches and history"),
               QKeySequence(Qt::CTRL | Qt::Key_H), QStringLiteral("clock"),
               [this] { setKeptShown(!m_state.showsKept); });
}

} // namespace explorer::ui
