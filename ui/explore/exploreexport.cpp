#include "ui/explore/contextview.h"
#include "ui/explore/documentpane.h"
#include "ui/explore/explanationview.h"
#include "ui/explore/explorescreen.h"
#include "ui/explore/exportdialog.h"
#include "ui/explore/hitstable.h"
#include "ui/explore/resultfooter.h"
#include "ui/explore/resultpanel.h"
#include "ui/models/hitsmodel.h"

#include <QtWidgets>

// What Explore hands its hits to: an export, and what is told about one of them.
namespace explorer::ui
{

namespace
{

/// So many of the rows at hand tell how large the others are.
constexpr int kMeasuredRows = 100;

} // namespace

void ExploreScreen::addDetails()
{
    m_context = new ContextView(m_bench.client, m_bench.theme);
    m_explanation = new ExplanationView(m_bench.client, m_bench.theme);
    m_document->addView(m_context, tr("Around"));
    m_document->addView(m_explanation, tr("Why here?"));
    connect(m_context, &ContextView::documentChosen, this, [this](const api::SearchHit &hit) {
        m_document->setHit(hit);
        m_explanation->setHit(hit, request());
    });
}

void ExploreScreen::showDetails(const api::SearchHit &hit)
{
    m_document->setHit(hit);
    m_context->setHit(hit, request());
    m_explanation->setHit(hit, request());
}

void ExploreScreen::exportHits()
{
    if (!collection() || m_hits->rowCount() == 0) {
        m_footer->setNotice(tr("There is nothing to export"));
        return;
    }
    ExportDialog::Hits hits;
    hits.search = request();
    hits.total = m_footer->total();
    qint64 measured = 0;
    for (int row = 0; row < std::min(kMeasuredRows, m_hits->rowCount()); ++row) {
        if (const api::SearchHit *hit = m_hits->hit(row)) {
            hits.bytesEach += qint64(hit->source.size()) + 1;
            ++measured;
        }
    }
    hits.bytesEach /= std::max<qint64>(1, measured);
    const QModelIndexList rows = m_results->table()->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        // A row far from what is looked at may be gone: half a selection is none.
        const api::SearchHit *hit = m_hits->hit(index.row());
        if (!hit) {
            hits.selectedIds.clear();
            break;
        }
        hits.selectedIds.push_back(hit->id);
    }
    hits.fields << QStringLiteral("id");
    for (const auto &[name, field] : m_schema.fields)
        hits.fields << QString::fromStdString(name);
    if (!m_state.columns.isEmpty())
        hits.columns = m_state.columns + QStringList{timeField()};
    auto *dialog = new ExportDialog(m_bench.client, m_bench.theme, std::move(hits), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

} // namespace explorer::ui
