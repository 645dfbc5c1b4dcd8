#include "ui/explore/problemlist.h"

#include "ui/client/servertext.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace explorer::ui
{

ProblemList::ProblemList(Theme *theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_lines(new QVBoxLayout(this))
{
    setAccessibleName(tr("About the query"));
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(2);
    connect(theme, &Theme::changed, this, &ProblemList::rebuild);
    hide();
}

void ProblemList::setProblems(const std::vector<ErrorDetail> &errors,
                              const std::vector<ErrorDetail> &warnings)
{
    m_hasErrors = !errors.empty();
    m_problems = m_hasErrors ? errors : warnings;
    // What can be put right by a click is never among those that have no room.
    std::stable_partition(m_problems.begin(), m_problems.end(),
                          [](const ErrorDetail &problem) { return problem.fix && problem.offset; });
    rebuild();
}

void ProblemList::rebuild()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const int shown = std::min(kMostLines, int(m_problems.size()));
    for (int i = 0; i < shown; ++i) {
        const int unseen = i + 1 == shown ? int(m_problems.size()) - shown : 0;
        m_lines->addWidget(makeLine(m_problems[std::size_t(i)], i == 0, unseen));
    }
    setVisible(!m_problems.empty());
}

QWidget *ProblemList::makeLine(const ErrorDetail &problem, bool isFirst, int unseen)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    const QString sentence = serverText(problem.message);
    const Theme::Role role = m_hasErrors ? Theme::Role::Bad : Theme::Role::Warning;
    auto *icon = new QLabel(line);
    icon->setPixmap(m_theme->icon(m_hasErrors ? QStringLiteral("error") : QStringLiteral("warning"), role)
                        .pixmap(16, 16));
    auto *text =
        new QLabel(unseen > 0 ? tr("%1 (and %n more)", nullptr, unseen).arg(sentence) : sentence, line);
    text->setObjectName(QStringLiteral("problem"));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    text->setFont(m_theme->font(Theme::TextSize::Small));
    text->setAccessibleName(m_hasErrors ? tr("Error: %1").arg(sentence) : tr("Warning: %1").arg(sentence));
    QPalette palette = text->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(role));
    text->setPalette(palette);
    row->addWidget(icon);
    row->addWidget(text, 1);
    if (problem.fix && problem.offset)
        row->addWidget(makeFix(problem, isFirst));
    if (isFirst && m_hasErrors) {
        auto *literally = new QToolButton(line);
        literally->setText(tr("Search it literally  Ctrl+Shift+L"));
        literally->setFocusPolicy(Qt::TabFocus);
        connect(literally, &QToolButton::clicked, this, &ProblemList::literalChosen, Qt::QueuedConnection);
        row->addWidget(literally);
    }
    return line;
}

QToolButton *ProblemList::makeFix(const ErrorDetail &problem, bool isFirst)
{
    auto *fix = new QToolButton(this);
    fix->setObjectName(QStringLiteral("fix"));
    const QString text = QString::fromStdString(*problem.fix);
    QString shown = text.simplified();
    shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
    // Alt+Enter takes the first.
    fix->setText(shown.isEmpty() ? tr("Remove it") : tr("Use %1").arg(shown));
    if (isFirst)
        fix->setText(tr("%1  Alt+Enter").arg(fix->text()));
    fix->setAccessibleName(shown.isEmpty() ? tr("Remove it") : tr("Use %1").arg(text));
    fix->setFocusPolicy(Qt::TabFocus);
    // The line goes with the click.
    connect(
        fix, &QToolButton::clicked, this, [this, problem] { Q_EMIT fixChosen(problem); },
        Qt::QueuedConnection);
    return fix;
}

} // namespace explorer::ui
