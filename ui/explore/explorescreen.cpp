#include "ui/explore/explorescreen.h"

#include "core/base/timestamp.h"
#include "ui/client/apiclient.h"
#include "ui/explore/documentpane.h"
#include "ui/explore/fieldspanel.h"
#include "ui/explore/fieldtype.h"
#include "ui/explore/filterbar.h"
#include "ui/explore/histogramchart.h"
#include "ui/explore/hitstable.h"
#include "ui/explore/keptwork.h"
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

namespace explorer::ui
{

namespace
{

constexpr int kSuggestions = 20;

} // namespace

ExploreScreen::ExploreScreen(const Workbench &bench, QWidget *parent)
    : Screen(parent), m_bench(bench), m_hits(new HitsModel(this)),
      m_runner(new SearchRunner(bench.client, this)), m_suggestions(new QuerySuggestions(bench.client, this)),
      m_head(new QueryPanel(bench.theme, this)), m_fields(new FieldsPanel(bench.theme)),
      m_results(new ResultPanel(bench.theme, m_hits)), m_document(new DocumentPane(bench.theme)),
      m_panel(nullptr), m_footer(new ResultFooter(bench.theme, this)),
      m_kept(new KeptWork(bench.client, this)), m_savedPane(new SavedPane(bench.theme, m_kept)),
      m_savedBar(m_head->savedBar()), m_splitter(new QSplitter(this)), m_refreshTimer(new QTimer(this)),
      m_retryTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("explore"));
    build();
    connectHead();
    connectRunner();
    connectPanes();
    connectKept();
    addDetails();
    addActions();
    addKeptActions();
    m_head->showState(m_state);
}

ExploreScreen::~ExploreScreen() = default;

void ExploreScreen::activate()
{
    if (!m_isLoaded && m_collectionsCall.isNull())
        loadCollections();
    m_kept->load();
    if (m_isUnavailable)
        m_retryTimer->start(0);
    m_refreshTimer->stop();
    if (m_state.refreshSeconds > 0)
        m_refreshTimer->start(m_state.refreshSeconds * 1000);
}

void ExploreScreen::hideEvent(QHideEvent *event)
{
    m_refreshTimer->stop();
    m_retryTimer->stop();
    Screen::hideEvent(event);
}

void ExploreScreen::refresh()
{
    m_isLoaded = false;
    m_runsWhenReady = true;
    loadCollections();
}

void ExploreScreen::loadCollections()
{
    if (m_collections.empty())
        m_panel->showLoading(tr("Loading collections"));
    m_collectionsCall =
        m_bench.client->collections(this, [this](const ApiResult<std::vector<api::CollectionInfo>> &answer) {
            m_collectionsCall.clear();
            if (answer) {
                takeCollections(*answer);
                return;
            }
            m_hasCollections = false;
            m_panel->showFailure(answer.error());
        });
}

void ExploreScreen::takeCollections(const std::vector<api::CollectionInfo> &collections)
{
    m_isLoaded = true;
    const bool isReload = m_hasCollections;
    m_hasCollections = true;
    m_collections = collections;
    if (m_collections.empty()) {
        m_head->setCollections({}, {});
        m_fields->hide();
        m_hits->clear();
        m_footer->clear();
        m_panel->setEmptyIcon(QStringLiteral("database"));
        m_panel->showEmpty(tr("Nothing to search yet"), tr("Import a file: NDJSON, JSON or CSV."),
                           tr("Import data"));
        return;
    }
    if (!collection())
        m_state.collection = QString::fromStdString(m_collections.front().name);
    m_head->setCollections(m_collections, m_state.collection);
    applySchema();
    m_head->showState(m_state);
    if (m_runsWhenReady)
        isReload ? runAgainKeepingPlace(true) : run();
    m_runsWhenReady = true;
}

const api::CollectionInfo *ExploreScreen::collection() const
{
    const std::string name = m_state.collection.toStdString();
    const auto found = std::find_if(m_collections.begin(), m_collections.end(),
                                    [&](const auto &c) { return c.name == name; });
    return found == m_collections.end() ? nullptr : &*found;
}

void ExploreScreen::chooseCollection(const QString &name)
{
    if (name == m_state.collection)
        return;
    m_state.collection = name;
    m_state.timeField.clear();
    m_state.columns.clear();
    m_state.sort.clear();
    m_state.query = m_head->editor()->query();
    m_state.filters.removeIf([](const Filter &filter) { return !filter.isPinned; });
    applySchema();
    m_head->showState(m_state);
    runByPerson();
}

void ExploreScreen::open(const QString &name, const QString &query)
{
    if (name != m_state.collection) {
        m_state.timeField.clear();
        m_state.columns.clear();
        m_state.sort.clear();
    }
    m_state.collection = name;
    m_state.query = query;
    m_state.isLiteral = false;
    m_state.time.from.clear();
    m_state.time.to.clear();
    m_state.filters.removeIf([](const Filter &filter) { return !filter.isPinned; });
    m_head->showState(m_state);
    m_state.saved.reset();
    m_isByPerson = true;
    // The collection may be newer than the list that is known.
    refresh();
}

void ExploreScreen::applySchema()
{
    const api::CollectionInfo *current = collection();
    m_schema = current ? current->schema : api::Schema();
    m_fields->setVisible(m_state.showsFields);
    m_fields->setSchema(m_schema);
    m_head->editor()->setSchema(m_schema);
    m_results->table()->setCompact(m_state.isCompact);
    m_hits->setZone(zoneByName(m_state.time.zone));
    m_document->setVisible(m_state.showsDocument);
    m_savedPane->setVisible(m_state.showsKept);
    applyColumns();
}

void ExploreScreen::applyColumns()
{
    m_hits->setLayout(m_schema, timeField(), m_state.columns);
    m_results->setTimeFields(dateFields(m_schema), timeField());
    m_fields->setColumns(m_state.columns);
    m_results->table()->arrange();
}

QString ExploreScreen::timeField() const
{
    const std::vector<QString> fields = dateFields(m_schema);
    if (std::find(fields.begin(), fields.end(), m_state.timeField) != fields.end())
        return m_state.timeField;
    return fields.empty() ? QString() : fields.front();
}

api::SearchRequest ExploreScreen::request() const
{
    ExploreState state = m_state;
    state.timeField = timeField();
    api::SearchRequest request = state.toRequest();
    if (!state.timeField.isEmpty()) {
        request.histogram = state.timeField.toStdString() + ":auto";
        // What has a time is read newest first; the rest best first.
        if (request.sort.empty())
            request.sort = {{state.timeField.toStdString(), true}};
    }
    return request;
}

void ExploreScreen::run(bool bypassCache)
{
    m_retryTimer->stop();
    m_isUnavailable = false;
    m_notesAnswer = std::exchange(m_isByPerson, false);
    m_keptRow = -1;
    m_keptId.clear();
    if (!m_hasCollections || !collection())
        return;
    m_state.query = m_state.query.trimmed();
    m_head->showState(m_state);
    // The editor has said what is wrong, and where; the server would say the same.
    if (!m_state.isLiteral && !m_head->editor()->errors().empty()) {
        m_runner->cancel();
        m_head->editor()->setFocus();
        return;
    }
    setWindowTitle(m_state.query.isEmpty() ? m_state.collection
                                           : tr("%1: %2").arg(m_state.collection, m_state.query));
    m_state.remember(m_state.query);
    m_head->editor()->setHistory(m_state.history);
    m_panel->showLoading(tr("Searching %1").arg(m_state.collection));
    const api::SearchRequest wanted = request();
    m_results->table()->setSort(wanted.sort);
    m_runner->run(wanted, bypassCache);
    showSaved();
    changed();
}

void ExploreScreen::runAgainKeepingPlace(bool bypassCache)
{
    HitsTable *table = m_results->table();
    const api::SearchHit *hit = m_hits->hit(table->currentIndex().row());
    const std::string id = hit ? hit->id : std::string();
    const int row = table->currentIndex().row();
    const int top = table->rowAt(0);
    run(bypassCache);
    m_keptId = id;
    m_keptRow = row;
    m_keptTop = std::max(0, top);
}

void ExploreScreen::showHit(int row)
{
    if (!m_state.showsDocument)
        return;
    if (const api::SearchHit *hit = m_hits->hit(row))
        showDetails(*hit);
}

void ExploreScreen::setDocumentShown(bool isShown)
{
    if (m_state.showsDocument == isShown && m_document->isVisible() == isShown)
        return;
    const bool hadFocus = m_document->isAncestorOf(QApplication::focusWidget());
    m_state.showsDocument = isShown;
    m_document->setVisible(isShown);
    if (!isShown && hadFocus)
        m_results->table()->setFocus();
    changed();
}

void ExploreScreen::toggleColumn(const QString &field)
{
    if (field == timeField())
        return;
    if (!m_state.columns.removeOne(field))
        m_state.columns.append(field);
    const int row = m_results->table()->currentIndex().row();
    applyColumns();
    m_results->table()->setSort(request().sort);
    if (row >= 0)
        m_results->table()->setCurrentIndex(m_hits->index(row, 0));
    showSaved();
    changed();
}

void ExploreScreen::toggleLiteral()
{
    m_state.query = m_head->editor()->query();
    m_state.isLiteral = !m_state.isLiteral;
    m_head->showState(m_state);
    runByPerson();
}

void ExploreScreen::askSuggestions(const QString &text, std::size_t cursor)
{
    if (!collection())
        return;
    const api::SearchRequest search = request();
    api::SuggestRequest wanted;
    wanted.collections = search.collections;
    wanted.text = text.toStdString();
    wanted.cursor = cursor;
    wanted.filters = search.filters;
    wanted.time = search.time;
    wanted.zone = search.zone;
    wanted.size = kSuggestions;
    m_suggestions->ask(wanted);
}

void ExploreScreen::addFilter(const QString &field, const QString &value, bool isNegated)
{
    Filter filter;
    filter.field = field;
    filter.value = value;
    filter.isNegated = isNegated;
    m_head->filterBar()->add(filter);
}

void ExploreScreen::autoRefresh()
{
    if (!isVisible() || m_runner->isRunning())
        return;
    // Rows do not move under somebody who reads further down.
    if (!m_results->table()->isAtTop()) {
        m_footer->setNotice(tr("Auto-refresh waits while you are further down"));
        return;
    }
    runAgainKeepingPlace(true);
}

void ExploreScreen::focusQuery()
{
    m_head->editor()->setFocus(Qt::ShortcutFocusReason);
    m_head->editor()->selectAll();
}

void ExploreScreen::focusNextPane()
{
    QList<QWidget *> panes{m_head->editor(),   m_savedPane,        m_fields->view(),
                           m_results->chart(), m_results->table(), m_document};
    const QWidget *focused = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focused && (panes[i] == focused || panes[i]->isAncestorOf(focused)))
            at = i;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *next = panes[(at + step) % panes.size()];
        if (!next->isVisible())
            continue;
        if (next == m_document)
            m_document->focusContent();
        else if (next == m_savedPane)
            m_savedPane->focusList();
        else
            next->setFocus(Qt::TabFocusReason);
        return;
    }
}

void ExploreScreen::changed()
{
    m_refreshTimer->stop();
    if (m_state.refreshSeconds > 0 && isVisible())
        m_refreshTimer->start(m_state.refreshSeconds * 1000);
    Q_EMIT stateChanged();
}

QByteArray ExploreScreen::saveState() const
{
    ExploreState state = m_state;
    state.query = m_head->editor()->query();
    state.title = windowTitle();
    state.widths = m_results->table()->widths();
    // What waits for the first answer is not open yet.
    state.openFields += m_fields->openFields();
    return state.toJson();
}

void ExploreScreen::restoreState(const QByteArray &json)
{
    m_state = ExploreState::fromJson(json);
    m_results->table()->setWidths(m_state.widths);
    m_head->showState(m_state);
    if (!m_hasCollections)
        return;
    m_head->setCollections(m_collections, m_state.collection);
    applySchema();
    run();
}

} // namespace explorer::ui
