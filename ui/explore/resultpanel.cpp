#include "ui/explore/resultpanel.h"

#include "ui/explore/histogramchart.h"
#include "ui/explore/hitstable.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

ResultPanel::ResultPanel(Theme *theme, HitsModel *model, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_head(new QWidget(this)), m_timeField(new QComboBox(m_head)),
      m_interval(new QLabel(m_head)), m_chart(new HistogramChart(theme, this)),
      m_table(new HitsTable(theme, model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout(m_head);
    head->setContentsMargins(12, 6, 12, 0);
    head->setSpacing(8);
    m_timeField->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_timeField->setAccessibleName(tr("Time field"));
    m_timeField->setToolTip(tr("The field of the histogram and of the time range"));
    m_interval->setTextFormat(Qt::PlainText);
    head->addWidget(m_timeField);
    head->addWidget(m_interval);
    head->addStretch();
    layout->addWidget(m_head);
    layout->addWidget(m_chart);
    layout->addWidget(m_table, 1);
    connect(m_timeField, &QComboBox::activated, this,
            [this](int at) { Q_EMIT timeFieldChosen(m_timeField->itemText(at)); });
    const auto restyle = [this] {
        m_interval->setFont(m_theme->font(Theme::TextSize::Small));
        QPalette palette = m_interval->palette();
        palette.setColor(QPalette::WindowText, m_theme->color(Theme::Role::TextMuted));
        m_interval->setPalette(palette);
    };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
}

void ResultPanel::setTimeFields(const std::vector<QString> &fields, const QString &current)
{
    m_timeField->clear();
    for (const QString &field : fields)
        m_timeField->addItem(field);
    m_timeField->setCurrentText(current);
    m_timeField->setVisible(fields.size() > 1);
    m_head->setVisible(!fields.empty());
    m_chart->setVisible(!fields.empty());
}

void ResultPanel::setHistogram(const std::optional<api::Histogram> &histogram, const QTimeZone &zone)
{
    if (!histogram) {
        m_chart->clear();
        m_interval->clear();
        return;
    }
    m_chart->setHistogram(*histogram, zone);
    m_interval->setText(tr("%1, hits per %2, %3")
                            .arg(QString::fromStdString(histogram->field),
                                 QString::fromStdString(histogram->interval), QString::fromUtf8(zone.id())));
}

} // namespace explorer::ui
