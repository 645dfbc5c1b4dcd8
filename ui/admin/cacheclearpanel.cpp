#include "ui/admin/cacheclearpanel.h"

#include "ui/models/plural.h"
#include "ui/widgets/statusline.h"
#include "ui/widgets/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace explorer::ui
{

CacheClearPanel::CacheClearPanel(Theme *theme, QWidget *parent)
    : QWidget(parent), m_what(new QComboBox(this)), m_collection(new QComboBox(this)),
      m_text(new QLineEdit(this)), m_strategy(new QComboBox(this)), m_preview(new QPushButton(this)),
      m_clear(new QPushButton(this)), m_warm(new QPushButton(this)), m_status(new StatusLine(theme, this))
{
    m_what->setObjectName(QStringLiteral("clearWhat"));
    m_what->setAccessibleName(tr("What to clear"));
    m_what->addItems({tr("All answers"), tr("Of a collection"), tr("By tag"), tr("Of a query")});
    m_collection->setObjectName(QStringLiteral("clearCollection"));
    m_collection->setAccessibleName(tr("Collection"));
    m_collection->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_text->setObjectName(QStringLiteral("clearText"));
    m_text->setFont(theme->monospace());
    m_strategy->setAccessibleName(tr("Strategy"));
    fillStrategies();
    m_preview->setObjectName(QStringLiteral("clearPreview"));
    m_preview->setText(tr("Preview"));
    m_clear->setObjectName(QStringLiteral("clearNow"));
    m_warm->setObjectName(QStringLiteral("warm"));
    m_warm->setText(tr("Warm"));
    m_warm->setToolTip(
        tr("Answers popular searches beforehand: of the chosen collection, or of all where none is chosen"));
    auto *row = new QHBoxLayout;
    row->setSpacing(Theme::kGrid);
    for (QWidget *widget : {static_cast<QWidget *>(m_what), static_cast<QWidget *>(m_collection),
                            static_cast<QWidget *>(m_text), static_cast<QWidget *>(m_strategy),
                            static_cast<QWidget *>(m_preview), static_cast<QWidget *>(m_clear)})
        row->addWidget(widget, widget == m_text ? 1 : 0);
    row->addStretch();
    row->addWidget(m_warm);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Theme::kHalfGrid);
    layout->addLayout(row);
    layout->addWidget(m_status);
    for (QComboBox *choice : {m_what, m_collection, m_strategy})
        connect(choice, &QComboBox::currentIndexChanged, this, &CacheClearPanel::orderChanged);
    connect(m_text, &QLineEdit::textChanged, this, &CacheClearPanel::orderChanged);
    connect(m_text, &QLineEdit::returnPressed, m_preview, &QPushButton::click);
    connect(m_preview, &QPushButton::clicked, this, [this] { Q_EMIT orderGiven(order(true)); });
    connect(m_clear, &QPushButton::clicked, this, [this] { Q_EMIT orderGiven(order(false)); });
    connect(m_warm, &QPushButton::clicked, this, [this] {
        Q_EMIT warmWanted(what() == What::Collection ? QStringList{m_collection->currentText()}
                                                     : QStringList());
    });
    orderChanged();
}

void CacheClearPanel::fillStrategies()
{
    m_strategy->addItem(tr("immediate: now"), QStringLiteral("immediate"));
    m_strategy->addItem(tr("lazy: not renewed when their time is up"), QStringLiteral("lazy"));
    m_strategy->addItem(tr("batch: at the end of running bulks"), QStringLiteral("batch"));
    m_strategy->addItem(tr("cascade: with saved searches and aggregates"), QStringLiteral("cascade"));
}

CacheClearPanel::What CacheClearPanel::what() const { return What(m_what->currentIndex()); }

void CacheClearPanel::setCollections(const QStringList &names)
{
    QStringList known;
    for (int i = 0; i < m_collection->count(); ++i)
        known.append(m_collection->itemText(i));
    if (names == known)
        return;
    const QString chosen = m_collection->currentText();
    m_collection->clear();
    m_collection->addItems(names);
    m_collection->setCurrentIndex(std::max(0, int(names.indexOf(chosen))));
}

api::InvalidationRequest CacheClearPanel::order(bool isPreview) const
{
    api::InvalidationRequest request;
    const std::string text = m_text->text().trimmed().toStdString();
    switch (what()) {
    case What::All:
        request.collection = "*";
        break;
    case What::Collection:
        request.collection = m_collection->currentText().toStdString();
        break;
    case What::Tag:
        request.tags = {text};
        break;
    case What::Query:
        request.query = text;
        request.hasQuery = true;
        break;
    }
    request.strategy = m_strategy->currentData().toString().toStdString();
    request.preview = isPreview;
    return request;
}

void CacheClearPanel::orderChanged()
{
    const bool isText = what() == What::Tag || what() == What::Query;
    m_collection->setVisible(what() == What::Collection);
    m_text->setVisible(isText);
    m_text->setPlaceholderText(what() == What::Tag ? QStringLiteral("kind:aggregate")
                                                   : QStringLiteral("status:>=500"));
    m_text->setAccessibleName(what() == What::Tag ? tr("Tag") : tr("Query"));
    // The empty query is one, too: every document.
    m_preview->setEnabled(what() != What::Tag || !m_text->text().trimmed().isEmpty());
    m_clear->setText(tr("Clear"));
    m_clear->setEnabled(false);
    m_clear->setToolTip(tr("Preview first: it counts what would go"));
    m_status->clear();
}

void CacheClearPanel::showAnswer(const api::InvalidationAnswer &answer)
{
    const int count = countOf(answer.count);
    const QString aggregates =
        tr("%n of them with facets, a histogram or statistics", nullptr, countOf(answer.aggregates));
    const QString saved = tr("%n saved search(es) name it", nullptr, countOf(answer.savedSearches));
    const QString lead = answer.preview ? tr("%Ln answer(s) would go", nullptr, count)
                                        : tr("%Ln answer(s) cleared", nullptr, count);
    m_status->show(answer.preview ? QStringLiteral("info") : QStringLiteral("check"),
                   answer.preview ? Theme::Role::Neutral : Theme::Role::Good,
                   tr("%1; %2; %3.").arg(lead, aggregates, saved));
    m_clear->setEnabled(answer.preview && answer.count > 0);
    m_clear->setText(answer.preview ? tr("Clear %Ln answer(s)", nullptr, count) : tr("Clear"));
    m_clear->setToolTip({});
}

void CacheClearPanel::showFailure(const QString &text)
{
    m_status->show(QStringLiteral("error"), Theme::Role::Bad, text);
}

void CacheClearPanel::showNotice(const QString &text)
{
    m_status->show(QStringLiteral("info"), Theme::Role::Neutral, text);
}

} // namespace explorer::ui
