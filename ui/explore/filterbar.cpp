#include "ui/explore/filterbar.h"

#include "ui/models/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

namespace
{

constexpr int kShownValue = 48;

/// A rounded pill; what it says is painted so that a switched-off filter is struck through and an inverted
/// one has its word.
class Pill : public QToolButton
{
public:
    Pill(const Filter &filter, Theme *theme, QWidget *parent)
        : QToolButton(parent), m_filter(filter), m_theme(theme)
    {
        setCheckable(true);
        setChecked(filter.isEnabled);
        setFocusPolicy(Qt::StrongFocus);
        setFont(theme->monospace(Theme::TextSize::Small));
        setCursor(Qt::PointingHandCursor);
    }

    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(label()) + 24 + (m_filter.isPinned ? 18 : 0), 24};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor accent = m_theme->color(m_filter.isNegated ? Theme::Role::Bad : Theme::Role::Accent);
        QColor fill = accent;
        fill.setAlphaF(isChecked() ? (underMouse() ? 0.22F : 0.14F) : 0.0F);
        painter.setBrush(fill);
        painter.setPen(QPen(hasFocus()    ? m_theme->color(Theme::Role::Accent)
                            : isChecked() ? accent
                                          : m_theme->color(Theme::Role::Border),
                            hasFocus() ? 2 : 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 11, 11);
        QRect text = rect().adjusted(12, 0, -12, 0);
        if (m_filter.isPinned) {
            m_theme->icon(QStringLiteral("pin"), Theme::Role::TextMuted)
                .paint(&painter, QRect(text.left() - 3, 5, 14, 14));
            text.setLeft(text.left() + 16);
        }
        QFont shown = font();
        shown.setStrikeOut(!isChecked());
        painter.setFont(shown);
        painter.setPen(m_theme->color(isChecked() ? Theme::Role::Text : Theme::Role::TextMuted));
        painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, label());
    }

private:
    QString label() const
    {
        const QString value = m_filter.value.size() > kShownValue
                                  ? m_filter.value.left(kShownValue) + QChar(0x2026)
                                  : m_filter.value;
        const QString match =
            m_filter.field.isEmpty() ? value : m_filter.field + QStringLiteral(": ") + value;
        return m_filter.isNegated ? FilterBar::tr("not %1").arg(match) : match;
    }

    Filter m_filter;
    Theme *m_theme;
};

} // namespace

FilterBar::FilterBar(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_layout(new QHBoxLayout(this))
{
    setAccessibleName(tr("Filters"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(2);
    connect(theme, &Theme::changed, this, &FilterBar::rebuild);
    rebuild();
}

void FilterBar::setFilters(const QList<Filter> &filters)
{
    m_filters = filters;
    rebuild();
}

void FilterBar::add(const Filter &filter)
{
    for (qsizetype i = 0; i < m_filters.size(); ++i) {
        if (m_filters[i].field == filter.field && m_filters[i].value == filter.value) {
            change(i, [&](Filter &known) {
                known.isNegated = filter.isNegated;
                known.isEnabled = true;
            });
            return;
        }
    }
    m_filters.append(filter);
    rebuild();
    Q_EMIT filtersChanged();
}

void FilterBar::change(qsizetype at, const std::function<void(Filter &)> &changeOne)
{
    if (at >= m_filters.size())
        return;
    changeOne(m_filters[at]);
    rebuild();
    Q_EMIT filtersChanged();
}

void FilterBar::remove(qsizetype at)
{
    if (at >= m_filters.size())
        return;
    m_filters.removeAt(at);
    rebuild();
    Q_EMIT filtersChanged();
}

QWidget *FilterBar::makePill(qsizetype at)
{
    const Filter &filter = m_filters[at];
    auto *pill = new Pill(filter, m_theme, this);
    pill->setProperty("position", int(at));
    pill->setAccessibleName(tr("Filter %1").arg(filter.toQuery()));
    pill->setToolTip(
        plainToolTip(tr("%1\nSpace: off and on, I: invert, P: pin, Delete: remove").arg(filter.toQuery())));
    pill->installEventFilter(this);
    pill->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto action = [&](const QString &text, const std::function<void()> &run) {
        auto *item = new QAction(text, pill);
        connect(item, &QAction::triggered, this, run, Qt::QueuedConnection);
        pill->addAction(item);
    };
    action(filter.isEnabled ? tr("Switch off") : tr("Switch on"),
           [this, at] { change(at, [](Filter &f) { f.isEnabled = !f.isEnabled; }); });
    action(tr("Invert"), [this, at] { change(at, [](Filter &f) { f.isNegated = !f.isNegated; }); });
    action(filter.isPinned ? tr("Unpin") : tr("Pin"),
           [this, at] { change(at, [](Filter &f) { f.isPinned = !f.isPinned; }); });
    action(tr("Remove"), [this, at] { remove(at); });
    connect(
        pill, &QToolButton::clicked, this,
        [this, at](bool isOn) { change(at, [isOn](Filter &f) { f.isEnabled = isOn; }); },
        Qt::QueuedConnection);
    return pill;
}

QWidget *FilterBar::makeRemover(qsizetype at)
{
    auto *remover = new QToolButton(this);
    remover->setAutoRaise(true);
    remover->setIcon(m_theme->icon(QStringLiteral("close"), Theme::Role::TextMuted));
    remover->setIconSize({12, 12});
    remover->setFixedSize(20, 22);
    remover->setFocusPolicy(Qt::NoFocus);
    remover->setToolTip(tr("Remove this filter"));
    remover->setAccessibleName(tr("Remove filter %1").arg(m_filters[at].toQuery()));
    connect(
        remover, &QToolButton::clicked, this, [this, at] { remove(at); }, Qt::QueuedConnection);
    return remover;
}

void FilterBar::rebuild()
{
    int focused = -1;
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            if (widget->hasFocus())
                focused = widget->property("position").toInt();
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    for (qsizetype i = 0; i < m_filters.size(); ++i) {
        QWidget *pill = makePill(i);
        m_layout->addWidget(pill);
        pill->show();
        QWidget *remover = makeRemover(i);
        m_layout->addWidget(remover);
        remover->show();
        if (i == std::min<qsizetype>(focused, m_filters.size() - 1))
            pill->setFocus();
    }
    if (m_filters.size() > 1) {
        auto *all = new QToolButton(this);
        all->setText(tr("Remove all"));
        all->setAutoRaise(true);
        connect(
            all, &QToolButton::clicked, this,
            [this] {
                m_filters.clear();
                rebuild();
                Q_EMIT filtersChanged();
            },
            Qt::QueuedConnection);
        m_layout->addWidget(all);
    }
    m_layout->addStretch();
    setVisible(!m_filters.isEmpty());
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const qsizetype at = watched->property("position").toInt();
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        remove(at);
        return true;
    case Qt::Key_I:
        change(at, [](Filter &f) { f.isNegated = !f.isNegated; });
        return true;
    case Qt::Key_P:
        change(at, [](Filter &f) { f.isPinned = !f.isPinned; });
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

} // namespace explorer::ui
