#include "ui/explore/querypanel.h"

#include "ui/explore/filterbar.h"
#include "ui/explore/problemlist.h"
#include "ui/explore/queryeditor.h"
#include "ui/explore/savedbar.h"
#include "ui/explore/timepicker.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kProblemDelayMillis = 600;

} // namespace

QueryPanel::QueryPanel(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_collection(new QComboBox(this)),
      m_editor(new QueryEditor(theme, this)), m_literal(new QToolButton(this)),
      m_time(new TimePicker(theme, this)), m_run(new QPushButton(this)), m_refresh(new QToolButton(this)),
      m_filters(new FilterBar(theme, this)), m_saved(new SavedBar(theme, this)),
      m_problems(new ProblemList(theme, this)), m_problemTimer(new QTimer(this))
{
    build();
    connect(m_collection, &QComboBox::activated, this,
            [this](int at) { Q_EMIT collectionChosen(m_collection->itemData(at).toString()); });
    connect(m_editor, &QueryEditor::runRequested, this, [this] {
        showProblems();
        Q_EMIT runRequested();
    });
    connect(m_editor, &QueryEditor::problemsChanged, this, &QueryPanel::noteProblems);
    m_problemTimer->setSingleShot(true);
    m_problemTimer->setInterval(kProblemDelayMillis);
    connect(m_problemTimer, &QTimer::timeout, this, &QueryPanel::showProblems);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_isRunning)
            Q_EMIT cancelRequested();
        else {
            showProblems();
            Q_EMIT runRequested();
        }
    });
    connect(m_literal, &QToolButton::clicked, this, &QueryPanel::literalToggled);
    connect(m_problems, &ProblemList::literalChosen, this, &QueryPanel::literalToggled);
    connect(m_problems, &ProblemList::fixChosen, this, &QueryPanel::takeFix);
    connect(theme, &Theme::changed, this, &QueryPanel::restyle);
    setRunning(false);
    restyle();
    showProblems();
}

void QueryPanel::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(6);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    m_collection->setObjectName(QStringLiteral("collection"));
    m_collection->setAccessibleName(tr("Collection"));
    m_collection->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_collection->setMinimumWidth(150);
    m_collection->setMaximumWidth(280);
    m_literal->setText(tr("literal"));
    m_literal->setCheckable(true);
    m_literal->setToolTip(tr("Search the text as plain words (Ctrl+Shift+L)"));
    m_literal->setAccessibleName(tr("Search literally"));
    m_run->setObjectName(QStringLiteral("run"));
    m_run->setDefault(true);
    m_run->setAutoDefault(true);
    m_refresh->setPopupMode(QToolButton::InstantPopup);
    m_refresh->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_refresh->setFocusPolicy(Qt::StrongFocus);
    auto *menu = new QMenu(m_refresh);
    const std::pair<int, QString> choices[] = {
        {0, tr("Auto-refresh off")}, {5, tr("Every 5 s")}, {30, tr("Every 30 s")}, {60, tr("Every minute")}};
    auto *group = new QActionGroup(menu);
    for (const auto &[seconds, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setData(seconds);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, chosen = seconds] { Q_EMIT refreshChosen(chosen); });
    }
    m_refresh->setMenu(menu);
    row->addWidget(m_collection, 0, Qt::AlignTop);
    row->addWidget(m_editor, 1, Qt::AlignTop);
    for (QWidget *widget : {static_cast<QWidget *>(m_literal), static_cast<QWidget *>(m_time),
                            static_cast<QWidget *>(m_run), static_cast<QWidget *>(m_refresh)})
        row->addWidget(widget, 0, Qt::AlignTop);
    layout->addLayout(row);
    layout->addWidget(m_problems);
    layout->addWidget(m_filters);
    layout->addWidget(m_saved);
}

void QueryPanel::restyle()
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_collection), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_run),
          static_cast<QWidget *>(m_refresh), static_cast<QWidget *>(m_literal)})
        widget->setFixedHeight(std::max(28, m_editor->fontMetrics().lineSpacing() + 14));
    m_refresh->setIcon(m_theme->icon(QStringLiteral("refresh"), Theme::Role::TextMuted));
    setRunning(m_isRunning);
}

void QueryPanel::setCollections(const std::vector<api::CollectionInfo> &collections, const QString &current)
{
    m_collection->clear();
    for (const api::CollectionInfo &collection : collections) {
        const QString name = QString::fromStdString(collection.name);
        m_collection->addItem(
            QStringLiteral("%1  (%2)").arg(name, QLocale().toString(qint64(collection.documentCount))), name);
    }
    m_collection->setCurrentIndex(m_collection->findData(current));
    m_collection->setEnabled(!collections.empty());
}

void QueryPanel::setRunning(bool isRunning)
{
    m_isRunning = isRunning;
    m_run->setText(isRunning ? tr("Cancel") : tr("Run"));
    m_run->setIcon(
        m_theme->icon(isRunning ? QStringLiteral("stop") : QStringLiteral("play"), Theme::Role::AccentText));
    m_run->setToolTip(isRunning ? tr("Stop the search (Esc)") : tr("Search (Enter)"));
    // Both words have room, so that nothing jumps when they change.
    m_run->setMinimumWidth(std::max(m_run->fontMetrics().horizontalAdvance(tr("Cancel")),
                                    m_run->fontMetrics().horizontalAdvance(tr("Run"))) +
                           48);
}

void QueryPanel::showState(const ExploreState &state)
{
    m_collection->setCurrentIndex(m_collection->findData(state.collection));
    m_editor->setHistory(state.history);
    m_editor->setLiteral(state.isLiteral);
    m_editor->setZone(state.time.zoneId());
    m_editor->setQuery(state.query);
    m_literal->setChecked(state.isLiteral);
    m_literal->setVisible(state.isLiteral);
    m_time->setChoice(state.time);
    if (m_filters->filters() != state.filters)
        m_filters->setFilters(state.filters);
    for (QAction *action : m_refresh->menu()->actions())
        action->setChecked(action->data().toInt() == state.refreshSeconds);
    m_refresh->setText(state.refreshSeconds == 0   ? tr("off")
                       : state.refreshSeconds < 60 ? tr("%1 s").arg(state.refreshSeconds)
                                                   : tr("1 min"));
    m_refresh->setToolTip(tr("Auto-refresh"));
    m_refresh->setAccessibleName(tr("Auto-refresh: %1").arg(m_refresh->text()));
}

void QueryPanel::noteProblems()
{
    // Half a query is no mistake yet: the sentence waits until the typing rests, the squiggle does not.
    if (m_editor->errors().empty() && m_editor->warnings().empty())
        showProblems();
    else
        m_problemTimer->start();
}

void QueryPanel::showProblems()
{
    m_problemTimer->stop();
    m_problems->setProblems(m_editor->errors(), m_editor->warnings());
}

void QueryPanel::takeFix(const ErrorDetail &problem)
{
    m_editor->applyFix(problem);
    m_editor->setFocus();
    showProblems();
    // Several mistakes are put right one after the other; the search waits for the last.
    if (m_editor->errors().empty())
        Q_EMIT runRequested();
}

} // namespace explorer::ui
