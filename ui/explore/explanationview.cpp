#include "ui/explore/explanationview.h"

#include "core/query/editor.h"
#include "ui/client/apiclient.h"
#include "ui/client/apifailure.h"
#include "ui/client/servertext.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

ExplanationView::ExplanationView(ApiClient *client, Theme *theme, QWidget *parent)
    : QWidget(parent), m_client(client), m_message(new QLabel(this)), m_tree(new QTreeWidget(this))
{
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_message->setContentsMargins(12, 6, 6, 6);
    m_tree->setAccessibleName(tr("Parts of the score"));
    m_tree->setColumnCount(2);
    m_tree->setHeaderLabels({tr("Score"), tr("From")});
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setWordWrap(true);
    m_tree->setEditTriggers(QAbstractItemView::NoEditTriggers);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_message);
    layout->addWidget(m_tree, 1);
    setFocusProxy(m_tree);
    const auto restyle = [this, theme] { m_tree->setFont(theme->font(Theme::TextSize::Small)); };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

void ExplanationView::setHit(const api::SearchHit &hit, const api::SearchRequest &search)
{
    m_hit = hit;
    m_search = search;
    m_isOld = true;
    if (isVisible())
        load();
}

void ExplanationView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isOld)
        load();
}

void ExplanationView::load()
{
    if (m_call)
        m_call->cancel();
    m_call.clear();
    m_isOld = false;
    m_tree->clear();
    if (m_hit.id.empty())
        return;
    api::SearchRequest request = m_search;
    request.filters.push_back("id:" + query::quoteValue(m_hit.id));
    request.size = 1;
    request.explain = true;
    request.highlight = false;
    request.cursor.clear();
    request.offset = 0;
    request.facets.clear();
    request.histogram.clear();
    request.statistics.clear();
    request.fields = {"id"};
    m_message->setText(tr("Loading\u2026"));
    m_call = m_client->search(this, request, false, [this](const ApiResult<api::SearchAnswer> &answer) {
        m_call.clear();
        if (answer)
            take(*answer);
        else
            m_message->setText(answer.error().message);
    });
}

void ExplanationView::take(const api::SearchAnswer &answer)
{
    if (answer.hits.empty() || !answer.hits.front().explanation) {
        m_message->setText(tr("The search does not find this document."));
        return;
    }
    const bool isRanked = m_search.sort.empty() || m_search.sort.front().field == "score";
    if (isRanked)
        m_message->setText(tr("The hits stand by their score, the highest first."));
    else
        m_message->setText(tr("The hits stand by %1; the score plays no part.")
                               .arg(QString::fromStdString(m_search.sort.front().field)));
    add(*answer.hits.front().explanation, m_tree->invisibleRootItem());
    m_tree->expandAll();
    m_tree->resizeColumnToContents(0);
}

void ExplanationView::add(const api::Explanation &explanation, QTreeWidgetItem *parent)
{
    const QString text = serverText(explanation.description);
    auto *item = new QTreeWidgetItem(parent, {QLocale().toString(explanation.value, 'f', 3), text});
    item->setToolTip(1, text.toHtmlEscaped());
    for (const api::Explanation &detail : explanation.details)
        add(detail, item);
}

} // namespace explorer::ui
