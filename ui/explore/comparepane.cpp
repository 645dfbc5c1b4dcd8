#include "ui/explore/comparepane.h"

#include "ui/models/comparemodel.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace explorer::ui
{

namespace
{

/// Rows past this keep the usual height: measuring text is what costs.
constexpr int kMeasuredRows = 256;

} // namespace

ComparePane::ComparePane(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_model(new CompareModel(this)),
      m_proxy(new QSortFilterProxyModel(this)), m_text(new QLabel(this)), m_keep(new QToolButton(this)),
      m_onlyDifferent(new QCheckBox(tr("Only what differs"), this)), m_view(new QTableView(this))
{
    m_text->setObjectName(QStringLiteral("compareText"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_keep->setObjectName(QStringLiteral("keepDocument"));
    m_keep->setText(tr("Keep this document  Ctrl+M"));
    m_keep->setFocusPolicy(Qt::StrongFocus);
    m_onlyDifferent->setObjectName(QStringLiteral("onlyDifferent"));
    m_proxy->setSourceModel(m_model);
    m_proxy->setFilterRole(CompareModel::DifferentRole);
    m_view->setObjectName(QStringLiteral("comparison"));
    m_view->setAccessibleName(tr("Two documents side by side"));
    m_view->setModel(m_proxy);
    m_view->verticalHeader()->hide();
    m_view->setShowGrid(false);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setTabKeyNavigation(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto *row = new QHBoxLayout;
    row->addWidget(m_keep);
    row->addStretch();
    row->addWidget(m_onlyDifferent);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addLayout(row);
    layout->addWidget(m_view, 1);
    layout->addStretch();
    connect(m_keep, &QToolButton::clicked, this, &ComparePane::keepRequested);
    connect(m_onlyDifferent, &QCheckBox::toggled, this,
            [this](bool isOn) { m_proxy->setFilterFixedString(isOn ? QStringLiteral("true") : QString()); });
    connect(m_view->horizontalHeader(), &QHeaderView::sectionResized, this, &ComparePane::resizeRows,
            Qt::QueuedConnection);
    connect(theme, &Theme::changed, this, &ComparePane::restyle);
    restyle();
    show();
}

void ComparePane::restyle()
{
    m_text->setFont(m_theme->font(Theme::TextSize::Small));
    m_view->setFont(m_theme->monospace(Theme::TextSize::Small));
}

void ComparePane::resizeRows()
{
    for (int row = 0; row < std::min(kMeasuredRows, m_proxy->rowCount()); ++row)
        m_view->resizeRowToContents(row);
}

void ComparePane::keep(const api::SearchHit &hit)
{
    m_kept = hit;
    show();
}

void ComparePane::setShown(const api::SearchHit &hit)
{
    m_shown = hit;
    show();
}

void ComparePane::clear()
{
    m_shown.reset();
    show();
}

void ComparePane::show()
{
    m_keep->setEnabled(m_shown.has_value());
    const bool isPair = m_kept && m_shown && m_kept->id != m_shown->id;
    m_view->setVisible(isPair);
    m_onlyDifferent->setVisible(isPair);
    if (!m_kept) {
        m_text->setText(tr("Keep this document, then go to another one: both stand here side by side."));
    } else if (!isPair) {
        m_text->setText(tr("%1 is kept. Go to another document to see them side by side.")
                            .arg(QString::fromStdString(m_kept->id)));
    } else {
        m_model->setDocuments(*m_kept, *m_shown);
        resizeRows();
        m_text->setText(m_model->differences() == 0
                            ? tr("The two documents hold the same.")
                            : tr("%n field(s) differ", nullptr, m_model->differences()));
    }
}

} // namespace explorer::ui
