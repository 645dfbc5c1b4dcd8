#include "ui/monitor/loadchart.h"

#include "ui/widgets/theme.h"

#include <QChart>
#include <QChartView>
#include <QDateTimeAxis>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

namespace explorer::ui
{

namespace
{

constexpr int kHeight = 180;
constexpr int kTicks = 4;
constexpr int kTimeTicks = 7;
constexpr qint64 kHourMillis = 3'600'000;

} // namespace

LoadChart::LoadChart(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_chart(new QChart), m_view(new QChartView(m_chart, this)),
      m_requests(new QLineSeries(this)), m_searches(new QLineSeries(this)), m_time(new QDateTimeAxis(this)),
      m_rate(new QValueAxis(this))
{
    setObjectName(QStringLiteral("load"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_view);
    m_view->setFixedHeight(kHeight);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_chart->setMargins({0, 0, 0, 0});
    m_chart->setBackgroundRoundness(0);
    m_chart->legend()->setAlignment(Qt::AlignTop);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    m_requests->setName(tr("Requests per second"));
    m_searches->setName(tr("Searches per second"));
    m_time->setFormat(QStringLiteral("HH:mm"));
    m_time->setTickCount(kTimeTicks);
    m_rate->setTickCount(kTicks);
    m_rate->setLabelFormat(QStringLiteral("%.1f"));
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_rate, Qt::AlignLeft);
    for (QLineSeries *series : {m_requests, m_searches}) {
        m_chart->addSeries(series);
        series->attachAxis(m_time);
        series->attachAxis(m_rate);
        connect(series, &QLineSeries::hovered, this, [series](const QPointF &point, bool isOver) {
            if (!isOver) {
                QToolTip::hideText();
                return;
            }
            const QDateTime at = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(point.x()));
            QToolTip::showText(QCursor::pos(),
                               QStringLiteral("%1\n%2: %3")
                                   .arg(QLocale().toString(at, QLocale::ShortFormat), series->name(),
                                        QLocale().toString(point.y(), 'f', 2)));
        });
    }
    connect(theme, &Theme::changed, this, &LoadChart::restyle);
    restyle();
    setSamples({});
}

void LoadChart::setSamples(const std::vector<api::HealthSample> &samples)
{
    QList<QPointF> requests;
    QList<QPointF> searches;
    double highest = 1;
    for (const api::HealthSample &sample : samples) {
        const auto at = static_cast<double>(sample.at);
        requests.append({at, sample.figures.requestsPerSecond});
        searches.append({at, sample.figures.searchesPerSecond});
        highest = std::max({highest, sample.figures.requestsPerSecond, sample.figures.searchesPerSecond});
    }
    m_requests->replace(requests);
    m_searches->replace(searches);
    const qint64 last = samples.empty() ? QDateTime::currentMSecsSinceEpoch() : samples.back().at;
    m_time->setRange(QDateTime::fromMSecsSinceEpoch(last - kHourMillis),
                     QDateTime::fromMSecsSinceEpoch(last));
    m_rate->setRange(0, highest);
    m_rate->applyNiceNumbers();
    describe(samples);
}

/// What the picture says, for those who do not see it.
void LoadChart::describe(const std::vector<api::HealthSample> &samples)
{
    setAccessibleName(tr("Load of the last hour"));
    m_view->setAccessibleName(accessibleName());
    if (samples.empty()) {
        setAccessibleDescription(tr("No samples yet."));
        return;
    }
    const api::HealthFigures &now = samples.back().figures;
    setAccessibleDescription(tr("Now %1 requests and %2 searches per second.")
                                 .arg(QLocale().toString(now.requestsPerSecond, 'f', 1),
                                      QLocale().toString(now.searchesPerSecond, 'f', 1)));
}

void LoadChart::restyle()
{
    const QColor muted = m_theme->color(Theme::Role::TextMuted);
    m_chart->setBackgroundBrush(m_theme->color(Theme::Role::Window));
    m_view->setBackgroundBrush(m_theme->color(Theme::Role::Window));
    m_requests->setPen(QPen(m_theme->color(Theme::Role::ChartLine), 2));
    // Told apart by the dashes too, not by the colour alone.
    m_searches->setPen(QPen(m_theme->color(Theme::Role::Good), 2, Qt::DashLine));
    m_chart->legend()->setLabelColor(muted);
    m_chart->legend()->setFont(m_theme->font(Theme::TextSize::Small));
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(m_time), static_cast<QAbstractAxis *>(m_rate)}) {
        axis->setLabelsColor(muted);
        axis->setLabelsFont(m_theme->font(Theme::TextSize::Small));
        axis->setLinePen(QPen(m_theme->color(Theme::Role::ChartGrid)));
        axis->setGridLinePen(QPen(m_theme->color(Theme::Role::ChartGrid)));
    }
    m_time->setGridLineVisible(false);
}

} // namespace explorer::ui
