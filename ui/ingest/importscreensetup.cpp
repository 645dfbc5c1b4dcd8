#include "ui/ingest/importscreen.h"

#include "ui/explore/spandelegate.h"
#include "ui/ingest/dropzone.h"
#include "ui/ingest/importjob.h"
#include "ui/ingest/ledgerbar.h"
#include "ui/ingest/stepcard.h"
#include "ui/ingest/typedelegate.h"
#include "ui/models/mappingmodel.h"
#include "ui/models/problemsmodel.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

/// The widgets of ImportScreen; what they do is in importscreen.cpp.
namespace explorer::ui
{

namespace
{

constexpr int kPageWidth = 960;

QLabel *plainLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QProgressBar *thinProgress(const QString &name, QWidget *parent)
{
    auto *bar = new QProgressBar(parent);
    bar->setRange(0, 1000);
    bar->setTextVisible(false);
    bar->setFixedHeight(8);
    bar->setAccessibleName(name);
    return bar;
}

void calmTable(QTableView *view)
{
    view->verticalHeader()->hide();
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setStretchLastSection(true);
}

} // namespace

void ImportScreen::build()
{
    m_scroll = new QScrollArea(this);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    auto *page = new QWidget;
    auto *centre = new QHBoxLayout(page);
    auto *column = new QWidget(page);
    column->setMaximumWidth(kPageWidth);
    column->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    centre->setContentsMargins(24, 24, 24, 24);
    centre->addStretch(1);
    centre->addWidget(column, 100);
    centre->addStretch(1);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    m_source = buildSource();
    m_mappingCard = buildMapping();
    m_checkCard = buildCheck();
    m_importCard = buildImport();
    for (StepCard *card : {m_source, m_mappingCard, m_checkCard, m_importCard})
        layout->addWidget(card);
    auto *foot = new QHBoxLayout;
    m_failure = plainLabel(column);
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_failure->setObjectName(QStringLiteral("failure"));
    m_retry = new QPushButton(tr("Try again"), column);
    m_cancel = new QPushButton(tr("Cancel"), column);
    foot->addWidget(m_failure, 1);
    foot->addWidget(m_retry, 0, Qt::AlignTop);
    foot->addWidget(m_cancel, 0, Qt::AlignTop);
    layout->addLayout(foot);
    layout->addStretch();
    m_scroll->setWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    connect(m_cancel, &QPushButton::clicked, this, &ImportScreen::cancel);
    connect(m_retry, &QPushButton::clicked, this, [this] {
        m_failure->hide();
        m_retry->hide();
        if (m_job->state() == ImportJob::State::Stopped) {
            m_tick->start();
            m_job->resume();
        } else if (!m_files.isEmpty()) {
            detect();
        }
    });
    const auto restyle = [this] {
        const auto tint = [this](QLabel *label, Theme::Role role) {
            QPalette palette = label->palette();
            palette.setColor(QPalette::WindowText, m_bench.theme->color(role));
            label->setPalette(palette);
        };
        tint(m_failure, Theme::Role::Bad);
        for (QLabel *label : {m_nameHint, m_checkText, m_progressText})
            tint(label, Theme::Role::TextMuted);
        for (QTableView *view : {m_mappingView, m_problemsView}) {
            view->setFont(m_bench.theme->monospace(Theme::TextSize::Small));
            view->horizontalHeader()->setFont(m_bench.theme->font(Theme::TextSize::Small));
            view->verticalHeader()->setDefaultSectionSize(m_bench.theme->rowHeight());
        }
    };
    connect(m_bench.theme, &Theme::changed, this, restyle);
    restyle();
}

StepCard *ImportScreen::buildSource()
{
    auto *card = new StepCard(m_bench.theme, 1, tr("Source"));
    m_drop = new DropZone(m_bench.theme, card);
    m_sourceText = plainLabel(card);
    auto *row = new QWidget(card);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    m_format = new QComboBox(row);
    m_format->addItem(QStringLiteral("NDJSON"), int(api::DocumentFormat::NdJson));
    m_format->addItem(QStringLiteral("JSON"), int(api::DocumentFormat::Json));
    m_format->addItem(QStringLiteral("CSV"), int(api::DocumentFormat::Csv));
    m_format->addItem(tr("Log lines"), int(api::DocumentFormat::Log));
    m_format->setAccessibleName(tr("Format"));
    auto *label = new QLabel(tr("&Read as"), row);
    label->setBuddy(m_format);
    layout->addWidget(label);
    layout->addWidget(m_format);
    layout->addStretch();
    m_another = new QPushButton(tr("Another source"), card);
    auto *head = new QHBoxLayout;
    head->addWidget(m_sourceText, 1);
    head->addWidget(row);
    head->addWidget(m_another);
    card->body()->addWidget(m_drop);
    card->body()->addLayout(head);
    connect(m_drop, &DropZone::filesGiven, this, &ImportScreen::takeFiles);
    connect(m_drop, &DropZone::textGiven, this, &ImportScreen::takeText);
    connect(m_another, &QPushButton::clicked, this, &ImportScreen::startOver);
    connect(m_format, &QComboBox::activated, this, [this] {
        m_job->cancel();
        setPhase(Phase::Detecting);
        askDetection(api::DocumentFormat(m_format->currentData().toInt()));
    });
    return card;
}

StepCard *ImportScreen::buildMapping()
{
    auto *card = new StepCard(m_bench.theme, 2, tr("Collection and fields"));
    auto *row = new QHBoxLayout;
    m_collection = new QComboBox(card);
    m_collection->setObjectName(QStringLiteral("importCollection"));
    m_collection->setEditable(true);
    m_collection->setMinimumWidth(240);
    m_collection->setAccessibleName(tr("Collection to import into"));
    auto *label = new QLabel(tr("&Collection"), card);
    label->setBuddy(m_collection);
    m_nameHint = plainLabel(card);
    row->addWidget(label);
    row->addWidget(m_collection);
    row->addWidget(m_nameHint, 1);
    card->body()->addLayout(row);
    m_mappingView = new QTableView(card);
    m_mappingView->setObjectName(QStringLiteral("mapping"));
    m_mappingView->setAccessibleName(tr("Fields and types"));
    m_mappingView->setModel(m_mapping);
    m_mappingView->setItemDelegateForColumn(MappingModel::Type,
                                            new TypeDelegate(m_bench.theme, m_mappingView));
    m_mappingView->setEditTriggers(QAbstractItemView::SelectedClicked | QAbstractItemView::DoubleClicked |
                                   QAbstractItemView::EditKeyPressed | QAbstractItemView::CurrentChanged);
    calmTable(m_mappingView);
    m_mappingView->horizontalHeader()->setStretchLastSection(false);
    m_mappingView->horizontalHeader()->setSectionResizeMode(MappingModel::Sample, QHeaderView::Stretch);
    m_mappingView->setColumnWidth(MappingModel::Name, 180);
    m_mappingView->setColumnWidth(MappingModel::Type, 130);
    m_mappingView->setColumnWidth(MappingModel::Readable, 150);
    card->body()->addWidget(m_mappingView);
    auto *ids = plainLabel(card);
    ids->setText(tr(
        "A document's id is its field \u201Cid\u201D; where there is none, one is made that sorts by time. "
        "The same id again replaces the document, the same content is a duplicate."));
    card->body()->addWidget(ids);
    connect(m_collection, &QComboBox::currentTextChanged, this, [this] {
        if (m_phase < Phase::Mapped)
            return;
        m_job->cancel();
        fillMapping();
        setPhase(Phase::Mapped);
    });
    return card;
}

StepCard *ImportScreen::buildCheck()
{
    auto *card = new StepCard(m_bench.theme, 3, tr("Check"));
    m_checkText = plainLabel(card);
    m_checkProgress = thinProgress(tr("Progress of the check"), card);
    m_checkLedger = new LedgerBar(m_bench.theme, card);
    m_problemsView = new QTableView(card);
    m_problemsView->setObjectName(QStringLiteral("problems"));
    m_problemsView->setAccessibleName(tr("Errors, grouped"));
    m_problemsView->setModel(m_problems);
    m_problemsView->setItemDelegate(new SpanDelegate(m_bench.theme, false, m_problemsView));
    m_problemsView->setEditTriggers(QAbstractItemView::NoEditTriggers);
    calmTable(m_problemsView);
    m_problemsView->setColumnWidth(ProblemsModel::Count, 80);
    m_problemsView->setColumnWidth(ProblemsModel::Code, 150);
    m_problemsView->setColumnWidth(ProblemsModel::Field, 130);
    m_problemsView->setColumnWidth(ProblemsModel::FirstLine, 90);
    m_check = new QPushButton(tr("Check the whole source"), card);
    m_check->setObjectName(QStringLiteral("check"));
    m_check->setAutoDefault(true);
    m_check->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    for (QWidget *widget : {static_cast<QWidget *>(m_checkText), static_cast<QWidget *>(m_checkProgress),
                            static_cast<QWidget *>(m_checkLedger), static_cast<QWidget *>(m_problemsView),
                            static_cast<QWidget *>(m_check)})
        card->body()->addWidget(widget);
    connect(m_check, &QPushButton::clicked, this, &ImportScreen::check);
    return card;
}

StepCard *ImportScreen::buildImport()
{
    auto *card = new StepCard(m_bench.theme, 4, tr("Import"));
    m_progressText = plainLabel(card);
    m_progress = thinProgress(tr("Progress of the import"), card);
    m_ledger = new LedgerBar(m_bench.theme, card);
    m_import = new QPushButton(tr("Import"), card);
    m_import->setObjectName(QStringLiteral("importNow"));
    m_open = new QPushButton(card);
    m_open->setObjectName(QStringLiteral("openInExplore"));
    for (QPushButton *button : {m_import, m_open}) {
        button->setAutoDefault(true);
        button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }
    for (QWidget *widget :
         {static_cast<QWidget *>(m_progressText), static_cast<QWidget *>(m_progress),
          static_cast<QWidget *>(m_ledger), static_cast<QWidget *>(m_import), static_cast<QWidget *>(m_open)})
        card->body()->addWidget(widget);
    connect(m_import, &QPushButton::clicked, this, [this] {
        m_problems->clear();
        m_ledger->setLedger({}, false);
        setPhase(Phase::Importing);
        prepareCollection([this] { startJob(false); });
    });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openInExplore(collectionName(), {}); });
    return card;
}

} // namespace explorer::ui
