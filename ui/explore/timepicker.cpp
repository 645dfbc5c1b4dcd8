#include "ui/explore/timepicker.h"

#include "core/query/query.h"
#include "ui/client/servertext.h"
#include "ui/models/timetext.h"
#include "ui/widgets/theme.h"

#include <QtWidgets>

namespace explorer::ui
{

TimePicker::TimePicker(Theme *theme, QWidget *parent) : QToolButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("timePicker"));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    const auto restyle = [this] { setIcon(m_theme->icon(QStringLiteral("clock"), Theme::Role::TextMuted)); };
    connect(theme, &Theme::changed, this, restyle);
    restyle();
    connect(this, &QToolButton::clicked, this, &TimePicker::open);
    showChoice();
}

void TimePicker::setChoice(const TimeChoice &choice)
{
    m_choice = choice;
    showChoice();
}

void TimePicker::showChoice()
{
    const bool isUtc = m_choice.zone == QStringLiteral("UTC");
    const QString zone = m_choice.zone == QStringLiteral("local") ? tr("local time") : m_choice.zone;
    setText(isUtc ? m_choice.label() : tr("%1, %2").arg(m_choice.label(), zone));
    setAccessibleName(tr("Time range: %1, %2").arg(m_choice.label(), zone));
    setToolTip(tr("Time range and zone (%1)").arg(zone));
}

void TimePicker::open()
{
    if (!m_popup)
        build();
    for (QPushButton *preset : m_presets)
        preset->setChecked(m_choice.to.isEmpty() && preset->property("from").toString() == m_choice.from);
    m_from->setText(m_choice.from);
    m_to->setText(m_choice.to);
    const int known = m_zone->findData(m_choice.zone);
    if (known >= 0)
        m_zone->setCurrentIndex(known);
    else
        m_zone->setEditText(m_choice.zone);
    check();
    m_popup->adjustSize();
    QPoint at = mapToGlobal(rect().bottomRight()) - QPoint(m_popup->width(), -4);
    m_popup->move(std::max(0, at.x()), at.y());
    m_popup->show();
    m_presets.first()->setFocus();
}

void TimePicker::build()
{
    m_popup = new QFrame(this, Qt::Popup);
    m_popup->setFrameShape(QFrame::StyledPanel);
    m_popup->setAccessibleName(tr("Time range"));
    auto *layout = new QHBoxLayout(m_popup);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(24);
    layout->addWidget(buildPresets());
    layout->addWidget(buildRange());
}

QWidget *TimePicker::buildPresets()
{
    auto *box = new QWidget(m_popup);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (const TimeChoice::Preset &preset : TimeChoice::presets()) {
        auto *button = new QPushButton(preset.text, box);
        button->setCheckable(true);
        button->setFlat(true);
        button->setProperty("from", preset.from);
        button->setStyleSheet(QStringLiteral("text-align: left; padding: 4px 12px;"));
        connect(button, &QPushButton::clicked, this, [this, from = preset.from] {
            TimeChoice choice = m_choice;
            choice.from = from;
            choice.to.clear();
            choose(choice);
        });
        layout->addWidget(button);
        m_presets.append(button);
    }
    layout->addStretch();
    return box;
}

QWidget *TimePicker::buildRange()
{
    auto *box = new QWidget(m_popup);
    auto *form = new QFormLayout(box);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(8);
    m_from = new QLineEdit(box);
    m_to = new QLineEdit(box);
    for (QLineEdit *edit : {m_from, m_to}) {
        edit->setFont(m_theme->monospace());
        edit->setMinimumWidth(260);
        connect(edit, &QLineEdit::textChanged, this, &TimePicker::check);
        connect(edit, &QLineEdit::returnPressed, this, [this] { m_apply->click(); });
    }
    m_from->setPlaceholderText(QStringLiteral("2024-03-15T09:00"));
    m_to->setPlaceholderText(tr("now"));
    m_zone = new QComboBox(box);
    m_zone->setEditable(true);
    m_zone->addItem(tr("UTC"), QStringLiteral("UTC"));
    m_zone->addItem(tr("Local time (%1)").arg(QString::fromUtf8(QTimeZone::systemTimeZoneId())),
                    QStringLiteral("local"));
    for (const QByteArray &id : QTimeZone::availableTimeZoneIds()) {
        if (id.contains('/'))
            m_zone->addItem(QString::fromUtf8(id), QString::fromUtf8(id));
    }
    connect(m_zone, &QComboBox::editTextChanged, this, &TimePicker::check);
    m_meaning = new QLabel(box);
    m_meaning->setTextFormat(Qt::PlainText);
    m_meaning->setWordWrap(true);
    m_meaning->setMinimumHeight(60);
    m_meaning->setAlignment(Qt::AlignTop);
    m_apply = new QPushButton(tr("Apply"), box);
    m_apply->setDefault(true);
    connect(m_apply, &QPushButton::clicked, this, [this] {
        if (!check())
            return;
        TimeChoice choice;
        choice.from = m_from->text().trimmed();
        choice.to = m_to->text().trimmed();
        const int at = m_zone->findText(m_zone->currentText());
        choice.zone = at >= 0 ? m_zone->itemData(at).toString() : m_zone->currentText();
        choose(choice);
    });
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&To (not included)"), m_to);
    form->addRow(tr("&Zone"), m_zone);
    form->addRow(m_meaning);
    form->addRow(m_apply);
    return box;
}

bool TimePicker::check()
{
    const int at = m_zone->findText(m_zone->currentText());
    const QString zoneName = at >= 0 ? m_zone->itemData(at).toString() : m_zone->currentText();
    const QTimeZone zone = zoneByName(zoneName);
    QString problem;
    if (zoneName != QStringLiteral("local") && !QTimeZone(zoneName.toUtf8()).isValid())
        problem = tr("There is no zone %1.").arg(zoneName);
    QStringList lines;
    const UnixMillis now = QDateTime::currentMSecsSinceEpoch();
    std::optional<UnixMillis> bounds[2];
    QLineEdit *edits[] = {m_from, m_to};
    for (int i = 0; i < 2; ++i) {
        const QString text = edits[i]->text().trimmed();
        if (text.isEmpty())
            continue;
        const auto date = query::resolveDate(text.toStdString(), now, zone.id().toStdString());
        if (date)
            bounds[i] = date->from;
        else
            problem = serverText(date.error().message);
        if (bounds[i])
            lines.append((i == 0 ? tr("from %1") : tr("to %1")).arg(timeText(*bounds[i], zone)));
    }
    if (problem.isEmpty() && bounds[0] && bounds[1] && *bounds[0] >= *bounds[1])
        problem = tr("The range ends before it begins.");
    QPalette palette = m_meaning->palette();
    palette.setColor(QPalette::WindowText,
                     m_theme->color(problem.isEmpty() ? Theme::Role::TextMuted : Theme::Role::Bad));
    m_meaning->setPalette(palette);
    m_meaning->setText(!problem.isEmpty() ? problem
                       : lines.isEmpty()  ? tr("All time")
                                          : lines.join(QLatin1Char('\n')));
    m_apply->setEnabled(problem.isEmpty());
    return problem.isEmpty();
}

void TimePicker::choose(const TimeChoice &choice)
{
    m_popup->hide();
    if (choice == m_choice)
        return;
    setChoice(choice);
    Q_EMIT choiceChanged();
}

} // namespace explorer::ui
