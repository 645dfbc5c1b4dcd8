#include "ui/widgets/loadingview.h"

#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace explorer::ui
{

namespace
{
constexpr int kTellAfterMillis = 1000;
constexpr int kTickMillis = 100;
constexpr int kHeadHeight = 56;
} // namespace

LoadingView::LoadingView(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_text(new QLabel(this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    auto *row = new QHBoxLayout;
    row->addWidget(m_text, 1);
    row->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(2 * Theme::kGrid, Theme::kGrid, 2 * Theme::kGrid, Theme::kGrid);
    layout->addLayout(row);
    layout->addStretch(1);
    m_cancel->hide();
    m_timer.setInterval(kTickMillis);
    connect(&m_timer, &QTimer::timeout, this, &LoadingView::tick);
    connect(m_cancel, &QPushButton::clicked, this, &LoadingView::cancelRequested);
}

void LoadingView::start(const QString &what)
{
    m_what = what;
    m_text->setText(what);
    setAccessibleName(what);
    m_cancel->hide();
    m_elapsed.start();
    m_timer.start();
}

void LoadingView::stop() { m_timer.stop(); }

void LoadingView::tick()
{
    if (m_elapsed.elapsed() < kTellAfterMillis)
        return;
    const double seconds = static_cast<double>(m_elapsed.elapsed()) / 1000.0;
    m_text->setText(tr("%1 %2 s").arg(m_what, locale().toString(seconds, 'f', 1)));
    m_cancel->setAccessibleName(tr("Cancel: %1").arg(m_what));
    m_cancel->show();
}

void LoadingView::paintEvent(QPaintEvent *)
{
    constexpr std::array<double, 6> kWidths{0.82, 0.64, 0.91, 0.47, 0.73, 0.58};
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int step = m_theme->rowHeight() + Theme::kHalfGrid;
    const int left = 2 * Theme::kGrid;
    std::size_t row = 0;
    for (int y = kHeadHeight; y + step < height(); y += step) {
        QColor bar = m_theme->color(Theme::Role::SurfaceRaised);
        bar.setAlphaF(static_cast<float>(std::max(0.25, 1.0 - static_cast<double>(row) * 0.08)));
        painter.setBrush(bar);
        const double width = (this->width() - 2 * left) * kWidths.at(row % kWidths.size());
        painter.drawRoundedRect(QRectF(left, y, width, step - 12.0), 4, 4);
        ++row;
    }
}

} // namespace explorer::ui
