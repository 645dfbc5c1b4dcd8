#include "ui/explore/resultfooter.h"

#include "ui/models/timetext.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

ResultFooter::ResultFooter(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_total(new QLabel(this)), m_cache(new QLabel(this)),
      m_mark(new QLabel(this)), m_notice(new QLabel(this)), m_moment(new QLabel(this)),
      m_timer(new QTimer(this))
{
    setAccessibleName(tr("About the result"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 4);
    layout->setSpacing(16);
    for (QLabel *label : {m_total, m_cache, m_mark, m_notice}) {
        label->setTextFormat(Qt::PlainText);
        layout->addWidget(label);
    }
    layout->addStretch();
    m_moment->setTextFormat(Qt::PlainText);
    layout->addWidget(m_moment);
    m_total->setObjectName(QStringLiteral("total"));
    m_timer->setInterval(1000);
    connect(m_timer, &QTimer::timeout, this, &ResultFooter::show);
    connect(theme, &Theme::changed, this, &ResultFooter::restyle);
    restyle();
    clear();
}

void ResultFooter::restyle()
{
    for (QLabel *label : {m_total, m_cache, m_mark, m_notice, m_moment}) {
        label->setFont(m_theme->font(Theme::TextSize::Small));
        QPalette palette = label->palette();
        const Theme::Role role = label == m_total  ? Theme::Role::Text
                                 : label == m_mark ? Theme::Role::Warning
                                                   : Theme::Role::TextMuted;
        palette.setColor(QPalette::WindowText, m_theme->color(role));
        label->setPalette(palette);
    }
}

void ResultFooter::setAnswer(const api::SearchAnswer &answer)
{
    m_answer = answer;
    // The hits are the table's.
    m_answer.hits.clear();
    m_since.start();
    m_answered = QDateTime::currentDateTime();
    m_timer->start();
    setNotice({});
    show();
}

void ResultFooter::show()
{
    const QLocale locale;
    QString total = locale.toString(qint64(m_answer.total));
    if (m_answer.totalRelation == "gte")
        total = tr("at least %1").arg(total);
    m_total->setText(m_answer.total == 1 ? tr("1 hit in %1").arg(durationText(m_answer.tookMillis))
                                         : tr("%1 hits in %2").arg(total, durationText(m_answer.tookMillis)));
    const double age = double(m_answer.cache.ageMillis + m_since.elapsed());
    const bool isCached = m_answer.cache.status == "hit" || m_answer.cache.status == "stale";
    m_cache->setText(isCached ? tr("cached %1 ago \u2013 F5").arg(durationText(std::floor(age / 1000) * 1000))
                              : QString());
    m_cache->setVisible(isCached);
    QStringList marks;
    if (m_answer.partial)
        marks.append(tr("\u25B2 partial: the search ran out of time"));
    if (m_answer.cache.status == "stale")
        marks.append(tr("\u25B2 stale: the index did not answer"));
    m_mark->setText(marks.join(QStringLiteral("   ")));
    m_mark->setVisible(!marks.isEmpty());
    // A cached answer is as old as it was when it came, and stays what it was.
    const QDateTime at = m_answered.addMSecs(-m_answer.cache.ageMillis);
    m_moment->setText(tr("as of %1, index generation %2")
                          .arg(locale.toString(at.time(), QStringLiteral("HH:mm:ss")),
                               QString::number(m_answer.generation)));
    m_moment->setToolTip(tr("When the server looked this up, and in which state of the index"));
}

void ResultFooter::setNotice(const QString &text)
{
    m_notice->setText(text);
    m_notice->setVisible(!text.isEmpty());
}

void ResultFooter::clear()
{
    m_timer->stop();
    for (QLabel *label : {m_total, m_cache, m_mark, m_moment})
        label->clear();
    setNotice({});
}

QString ResultFooter::text() const
{
    QStringList parts;
    for (const QLabel *label : {m_total, m_cache, m_mark, m_notice}) {
        if (!label->text().isEmpty())
            parts.append(label->text());
    }
    return parts.join(QStringLiteral(" | "));
}

} // namespace explorer::ui
