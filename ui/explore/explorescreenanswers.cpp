#include "ui/client/servertext.h"
#include "ui/explore/documentpane.h"
#include "ui/explore/explorescreen.h"
#include "ui/explore/fieldspanel.h"
#include "ui/explore/hitstable.h"
#include "ui/explore/queryeditor.h"
#include "ui/explore/querypanel.h"
#include "ui/explore/resultfooter.h"
#include "ui/explore/resultpanel.h"
#include "ui/explore/searchrunner.h"
#include "ui/models/hitsmodel.h"
#include "ui/models/timetext.h"
#include "ui/shell/actionregistry.h"
#include "ui/widgets/statepanel.h"

#include <QAction>
#include <QLocale>
#include <QTimer>

/// What ExploreScreen does with answers, with those that find nothing, and without one.
namespace explorer::ui
{

namespace
{

constexpr int kUnavailable = 503;

} // namespace

void ExploreScreen::takeAnswer(const api::SearchAnswer &answer)
{
    m_hits->setFirstPage(answer);
    m_results->setHistogram(answer.histogram, zoneByName(m_state.time.zone));
    m_results->table()->arrange();
    m_footer->setAnswer(answer);
    noteInHistory(answer);
    m_head->editor()->setServerProblems({}, answer.warnings);
    m_fields->searchChanged();
    m_fields->setOpenFields(m_state.openFields);
    m_state.openFields.clear();
    if (answer.total == 0) {
        m_document->clear();
        showNoMatches();
    } else {
        m_panel->showContent();
        keepPlace();
        if (m_results->table()->currentIndex().row() < 0) {
            m_results->table()->setCurrentIndex(m_hits->index(0, 0));
            m_results->table()->scrollToTop();
        }
    }
    Q_EMIT statusChanged(m_footer->text());
}

void ExploreScreen::takePage(int page, const api::SearchAnswer &answer)
{
    if (answer.partial) {
        m_hits->setPageFailed(page);
        m_footer->setNotice(tr("Further rows did not come: the search ran out of time."));
        return;
    }
    m_hits->setPage(page, answer);
    // The row may have been gone to before its document was there.
    const int row = m_results->table()->currentIndex().row();
    if (row / HitsModel::kPageRows == page)
        showHit(row);
}

void ExploreScreen::keepPlace()
{
    if (m_keptRow < 0)
        return;
    HitsTable *table = m_results->table();
    const int found = m_hits->rowOf(m_keptId);
    const int row = found >= 0 ? found : std::min(m_keptRow, m_hits->rowCount() - 1);
    const int top = m_keptTop;
    m_keptRow = -1;
    table->setCurrentIndex(m_hits->index(row, 0));
    if (top < m_hits->rowCount())
        table->scrollTo(m_hits->index(top, 0), QAbstractItemView::PositionAtTop);
}

void ExploreScreen::takeFailure(const ApiFailure &failure)
{
    const bool isQuery = (failure.status == 400 || failure.status == 422) &&
                         std::any_of(failure.details.begin(), failure.details.end(),
                                     [](const auto &d) { return d.offset.has_value(); });
    if (isQuery) {
        m_head->editor()->setServerProblems(failure.details, {});
        m_head->editor()->setFocus();
    }
    m_footer->clear();
    m_fields->searchChanged();
    m_panel->showFailure(failure);
    m_isUnavailable = failure.status == kUnavailable && failure.retryAfterSeconds;
    if (m_isUnavailable && isVisible()) {
        m_retryTimer->start(std::max(1, *failure.retryAfterSeconds) * 1000);
        m_footer->setNotice(tr("It is tried again by itself."));
    }
    Q_EMIT statusChanged(failure.message);
}

const ErrorDetail *ExploreScreen::didYouMean() const
{
    const std::vector<ErrorDetail> &warnings = m_head->editor()->warnings();
    const auto found = std::find_if(warnings.begin(), warnings.end(), [](const ErrorDetail &warning) {
        return warning.code == "did_you_mean" && warning.fix && warning.offset;
    });
    return found == warnings.end() ? nullptr : &*found;
}

void ExploreScreen::showNoMatches()
{
    if (const ErrorDetail *meant = didYouMean()) {
        m_panel->setEmptyIcon(QStringLiteral("search"));
        m_panel->showEmpty(tr("No matches"), serverText(meant->message),
                           tr("Search %1 instead").arg(QString::fromStdString(*meant->fix)));
        return;
    }
    const bool hasFilters = std::any_of(m_state.filters.begin(), m_state.filters.end(),
                                        [](const Filter &f) { return f.isEnabled; });
    m_panel->setEmptyIcon(QStringLiteral("search"));
    if (!m_state.time.isAll() && !timeField().isEmpty())
        m_panel->showEmpty(
            tr("No matches in this time range"),
            tr("Nothing in %1 matches within \u201C%2\u201D.").arg(m_state.collection, m_state.time.label()),
            tr("Search all time"));
    else if (hasFilters)
        m_panel->showEmpty(tr("No matches"),
                           tr("Nothing in %1 matches the query and all filters.").arg(m_state.collection),
                           tr("Remove the filters"));
    else if (!m_state.query.isEmpty())
        m_panel->showEmpty(tr("No matches"),
                           tr("Nothing in %1 matches the query. Check the fields' values at the left.")
                               .arg(m_state.collection),
                           tr("Show all documents"));
    else
        m_panel->showEmpty(tr("%1 is empty").arg(m_state.collection), tr("It has no documents yet."),
                           tr("Import data"));
}

void ExploreScreen::widen()
{
    if (const ErrorDetail *meant = didYouMean()) {
        m_head->editor()->applyFix(ErrorDetail(*meant));
        m_state.query = m_head->editor()->query();
        runByPerson();
        return;
    }
    const bool hasFilters = std::any_of(m_state.filters.begin(), m_state.filters.end(),
                                        [](const Filter &f) { return f.isEnabled; });
    if (m_collections.empty()) {
        goToImport();
        return;
    }
    if (!m_state.time.isAll() && !timeField().isEmpty()) {
        m_state.time.from.clear();
        m_state.time.to.clear();
    } else if (hasFilters) {
        m_state.filters.clear();
    } else if (!m_state.query.isEmpty()) {
        m_state.query.clear();
    } else {
        goToImport();
        return;
    }
    m_head->showState(m_state);
    runByPerson();
}

void ExploreScreen::goToImport()
{
    if (QAction *area = m_bench.actions->find(QStringLiteral("area.import")))
        area->trigger();
}

void ExploreScreen::cancel()
{
    const bool wasRunning = m_runner->isRunning();
    const bool wasReaching = m_hits->isReaching();
    m_retryTimer->stop();
    m_isUnavailable = false;
    m_runner->stop();
    m_fields->searchChanged();
    if (wasReaching) {
        HitsTable *table = m_results->table();
        table->goTo(m_hits->nearestHeld(table->rowAt(0)));
        m_footer->setNotice(tr("Stopped at row %1").arg(QLocale().toString(table->currentIndex().row() + 1)));
    }
    if (!wasRunning)
        return;
    if (m_hits->rowCount() > 0)
        m_panel->showContent();
    else
        m_panel->showEmpty(tr("Search cancelled"), tr("It was stopped before an answer came."));
    m_footer->setNotice(tr("Search cancelled"));
}

} // namespace explorer::ui
