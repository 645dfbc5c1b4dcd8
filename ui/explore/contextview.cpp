#include "ui/explore/contextview.h"

#include "ui/client/apiclient.h"
#include "ui/client/apifailure.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kFirstEach = 5;
constexpr int kMostEach = 100;
/// More of a document is not seen in one line.
constexpr qsizetype kLineCharacters = 400;

} // namespace

ContextView::ContextView(ApiClient *client, Theme *theme, QWidget *parent)
    : QWidget(parent), m_client(client), m_theme(theme), m_filtered(new QToolButton(this)),
      m_more(new QToolButton(this)), m_message(new QLabel(this)), m_list(new QListWidget(this)),
      m_each(kFirstEach)
{
    m_filtered->setText(tr("Matches only"));
    m_filtered->setCheckable(true);
    m_filtered->setToolTip(tr("Only documents that the search finds"));
    m_more->setText(tr("More"));
    m_more->setToolTip(tr("Further before and after"));
    m_message->setTextFormat(Qt::PlainText);
    m_message->setWordWrap(true);
    m_list->setAccessibleName(tr("Documents before and after"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(12, 4, 6, 4);
    head->addWidget(m_message, 1);
    head->addWidget(m_filtered);
    head->addWidget(m_more);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(m_list, 1);
    setFocusProxy(m_list);
    connect(m_filtered, &QToolButton::toggled, this, &ContextView::load);
    connect(m_more, &QToolButton::clicked, this, [this] {
        m_each = std::min(kMostEach, m_each * 4);
        load();
    });
    connect(m_list, &QListWidget::itemActivated, this, &ContextView::choose);
    const auto restyle = [this] { m_list->setFont(m_theme->monospace(Theme::TextSize::Small)); };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

void ContextView::setHit(const api::SearchHit &hit, const api::SearchRequest &search)
{
    m_search = search;
    if (hit.id == m_hit.id && hit.collection == m_hit.collection && !m_filtered->isChecked())
        return;
    m_hit = hit;
    m_each = kFirstEach;
    m_isOld = true;
    if (isVisible())
        load();
}

void ContextView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_isOld)
        load();
}

void ContextView::load()
{
    if (m_call)
        m_call->cancel();
    m_call.clear();
    m_isOld = false;
    if (m_hit.id.empty())
        return;
    ApiClient::ContextWanted wanted;
    wanted.collection = QString::fromStdString(m_hit.collection);
    wanted.id = QString::fromStdString(m_hit.id);
    wanted.before = m_each;
    wanted.after = m_each;
    // A literal query has no meaning as a filter's text.
    if (m_filtered->isChecked() && !m_search.literal) {
        wanted.query = QString::fromStdString(m_search.query);
        for (const std::string &filter : m_search.filters)
            wanted.filters << QString::fromStdString(filter);
    }
    m_message->setText(tr("Loading\u2026"));
    m_call = m_client->documentContext(this, wanted, [this](const ApiResult<api::DocumentContext> &answer) {
        m_call.clear();
        if (answer)
            return take(*answer);
        m_list->clear();
        m_shown.clear();
        m_message->setText(answer.error().message);
    });
}

void ContextView::take(const api::DocumentContext &context)
{
    m_list->clear();
    m_shown.clear();
    for (const api::SearchHit &hit : context.before)
        add(hit, false);
    add(context.document, true);
    for (const api::SearchHit &hit : context.after)
        add(hit, false);
    m_list->setCurrentRow(int(context.before.size()));
    m_list->scrollToItem(m_list->currentItem(), QAbstractItemView::PositionAtCenter);
    m_message->setText(tr("%1 before, %2 after").arg(context.before.size()).arg(context.after.size()));
    const bool hasMore = int(context.before.size()) == m_each || int(context.after.size()) == m_each;
    m_more->setEnabled(hasMore && m_each < kMostEach);
}

void ContextView::add(const api::SearchHit &hit, bool isSelf)
{
    const QString line = QString::fromStdString(hit.source).left(kLineCharacters).simplified();
    auto *item =
        new QListWidgetItem((isSelf ? QStringLiteral("\u25B6 ") : QStringLiteral("  ")) + line, m_list);
    item->setData(Qt::AccessibleTextRole, isSelf ? tr("This document: %1").arg(line) : line);
    m_shown.push_back(hit);
}

void ContextView::choose(const QListWidgetItem *item)
{
    const auto row = std::size_t(m_list->row(item));
    if (row < m_shown.size()) {
        const api::SearchHit hit = m_shown[row];
        Q_EMIT documentChosen(hit);
    }
}

} // namespace explorer::ui
