#include "ui/explore/querypanel.h"

#include "ui/client/servertext.h"
#include "ui/explore/filterbar.h"
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
      m_problemIcon(new QLabel(this)), m_problem(new QLabel(this)), m_fix(new QToolButton(this)),
      m_literally(new QToolButton(this)), m_problemRow(new QWidget(this)), m_problemTimer(new QTimer(this))
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
    connect(m_literally, &QToolButton::clicked, this, &QueryPanel::literalToggled);
    connect(m_fix, &QToolButton::clicked, this, [this] {
        m_editor->applyFix();
        m_editor->setFocus();
    });
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
    m_problemRow->setLayout(buildProblemRow());
    layout->addWidget(m_problemRow);
    layout->addWidget(m_filters);
    layout->addWidget(m_saved);
}

QHBoxLayout *QueryPanel::buildProblemRow()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_problem->setWordWrap(true);
    m_problem->setObjectName(QStringLiteral("problem"));
    m_literally->setText(tr("Search it literally  Ctrl+Shift+L"));
    for (QToolButton *button : {m_fix, m_literally})
        button->setFocusPolicy(Qt::TabFocus);
    row->addWidget(m_problemIcon);
    row->addWidget(m_problem, 1);
    row->addWidget(m_fix);
    row->addWidget(m_literally);
    return row;
}

void QueryPanel::restyle()
{
    for (QWidget *widget :
         {static_cast<QWidget *>(m_collection), static_cast<QWidget *>(m_time), static_cast<QWidget *>(m_run),
          static_cast<QWidget *>(m_refresh), static_cast<QWidget *>(m_literal)})
        widget->setFixedHeight(std::max(28, m_editor->fontMetrics().lineSpacing() + 14));
    m_refresh->setIcon(m_theme->icon(QStringLiteral("refresh"), Theme::Role::TextMuted));
    m_problem->setFont(m_theme->font(Theme::TextSize::Small));
    setRunning(m_isRunning);
    showProblems();
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
    const bool hasErrors = !m_editor->errors().empty();
    const auto &problems = hasErrors ? m_editor->errors() : m_editor->warnings();
    m_problemRow->setVisible(!problems.empty());
    if (problems.empty())
        return;
    const ErrorDetail *fixable = nullptr;
    for (const ErrorDetail &problem : problems) {
        if (problem.fix && problem.offset && !fixable)
            fixable = &problem;
    }
    const QString first = serverText((fixable ? fixable : &problems.front())->message);
    const int more = int(problems.size()) - 1;
    m_problem->setText(more > 0 ? tr("%1 (and %n more)", nullptr, more).arg(first) : first);
    m_problem->setAccessibleName(hasErrors ? tr("Error: %1").arg(first) : tr("Warning: %1").arg(first));
    const Theme::Role role = hasErrors ? Theme::Role::Bad : Theme::Role::Warning;
    QPalette palette = m_problem->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(role));
    m_problem->setPalette(palette);
    m_problemIcon->setPixmap(
        m_theme->icon(hasErrors ? QStringLiteral("error") : QStringLiteral("warning"), role).pixmap(16, 16));
    m_fix->setVisible(fixable);
    if (fixable) {
        QString fix = QString::fromStdString(*fixable->fix);
        m_fix->setText(tr("Use %1  Alt+Enter").arg(fix.replace(QLatin1Char('&'), QStringLiteral("&&"))));
    }
    m_literally->setVisible(hasErrors);
}

} // namespace explorer::ui
