#include "ui/ingest/ledgerbar.h"

#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

struct LedgerBar::Part {
    QString word;
    qint64 count = 0;
    Theme::Role role = Theme::Role::Good;
    Qt::BrushStyle hatching = Qt::SolidPattern;
};

LedgerBar::LedgerBar(Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("ledger"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    setLedger({}, false);
}

void LedgerBar::setLedger(const api::Ledger &ledger, bool isDryRun)
{
    m_ledger = ledger;
    m_isDryRun = isDryRun;
    setAccessibleName(text());
    update();
}

std::vector<LedgerBar::Part> LedgerBar::parts() const
{
    return {{m_isDryRun ? tr("would be indexed") : tr("indexed"), m_ledger.indexed, Theme::Role::Good,
             Qt::SolidPattern},
            {tr("duplicate"), m_ledger.duplicate, Theme::Role::Neutral, Qt::Dense4Pattern},
            {tr("quarantined"), m_ledger.quarantined, Theme::Role::Warning, Qt::BDiagPattern},
            {tr("rejected"), m_ledger.rejected, Theme::Role::Bad, Qt::DiagCrossPattern}};
}

QString LedgerBar::text() const
{
    const QLocale locale;
    QStringList words;
    for (const Part &part : parts())
        words.append(tr("%1 %2").arg(locale.toString(part.count), part.word));
    return tr("%1 received = %2")
        .arg(locale.toString(qint64(m_ledger.received)), words.join(QStringLiteral(" + ")));
}

QSize LedgerBar::sizeHint() const
{
    return {560, 14 + 8 + QFontMetrics(m_theme->font(Theme::TextSize::Normal)).height() + 6};
}

void LedgerBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QLocale locale;
    const QRectF bar(0.5, 0.5, width() - 1, 13);
    QPainterPath shape;
    shape.addRoundedRect(bar, 4, 4);
    painter.save();
    painter.setClipPath(shape);
    painter.fillRect(bar, m_theme->color(Theme::Role::ChartGrid));
    double x = bar.left();
    for (const Part &part : parts()) {
        if (part.count == 0 || m_ledger.received == 0)
            continue;
        // A single bad record among millions is still to be seen.
        const double share = std::max(3.0, bar.width() * double(part.count) / double(m_ledger.received));
        QColor ground = m_theme->color(part.role);
        ground.setAlphaF(part.hatching == Qt::SolidPattern ? 1.0F : 0.35F);
        painter.fillRect(QRectF(x, bar.top(), share, bar.height()), ground);
        painter.fillRect(QRectF(x, bar.top(), share, bar.height()),
                         QBrush(m_theme->color(part.role), part.hatching));
        x += share;
    }
    painter.restore();
    painter.setFont(m_theme->font(Theme::TextSize::Normal));
    const QFontMetrics metrics = painter.fontMetrics();
    const double y = bar.bottom() + 8;
    double at = 0;
    const auto say = [&](const QString &text, Theme::Role role) {
        painter.setPen(m_theme->color(role));
        painter.drawText(QPointF(at, y + metrics.ascent()), text);
        at += metrics.horizontalAdvance(text);
    };
    say(tr("%1 received").arg(locale.toString(qint64(m_ledger.received))), Theme::Role::Text);
    QString sign = QStringLiteral("  =  ");
    for (const Part &part : parts()) {
        say(sign, Theme::Role::TextMuted);
        sign = QStringLiteral("  +  ");
        const QRectF mark(at, y + metrics.ascent() - 10, 10, 10);
        painter.setPen(m_theme->color(part.role));
        painter.setBrush(QBrush(m_theme->color(part.role), part.hatching));
        painter.drawRect(mark);
        at += 16;
        say(tr("%1 %2").arg(locale.toString(part.count), part.word),
            part.count == 0 ? Theme::Role::TextMuted : Theme::Role::Text);
    }
}

} // namespace explorer::ui
