#include "ui/settings/settingspage.h"

#include "ui/widgets/statusline.h"
#include "ui/widgets/themedlabel.h"

#include <QComboBox>
#include <QFormLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <array>

namespace explorer::ui
{

namespace
{

constexpr int kFormWidth = 520;
const std::array<QString, 3> kLanguages{QString(), QStringLiteral("en"), QStringLiteral("de")};

int languageIndex(const QString &language)
{
    const auto found = std::find(kLanguages.begin(), kLanguages.end(), language);
    return found == kLanguages.end() ? 0 : static_cast<int>(found - kLanguages.begin());
}

} // namespace

SettingsPage::SettingsPage(Theme *theme, const Preferences &preferences, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_preferences(preferences)
{
    auto *form = new QFormLayout;
    form->setVerticalSpacing(2 * Theme::kGrid);
    form->setHorizontalSpacing(3 * Theme::kGrid);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // Names of languages stand in their own language.
    m_language =
        addChoice(form, tr("&Language"), {tr("System"), QStringLiteral("English"), QStringLiteral("Deutsch")},
                  languageIndex(preferences.language));
    auto *hint = new StatusLine(theme, this);
    hint->show(QStringLiteral("info"), Theme::Role::Neutral,
               tr("The language changes when ExplorerIO is started again."));
    hint->setVisible(false);
    m_languageHint = hint;
    form->addRow(QString(), hint);
    m_mode = addChoice(form, tr("&Theme"), {tr("System"), tr("Light"), tr("Dark")},
                       static_cast<int>(preferences.mode));
    m_density = addChoice(form, tr("&Density"), {tr("Comfortable"), tr("Compact")},
                          static_cast<int>(preferences.density));

    auto *body = new QWidget(this);
    body->setMaximumWidth(kFormWidth);
    auto *column = new QVBoxLayout(body);
    column->addWidget(
        new ThemedLabel(theme, tr("Settings"), Theme::Role::Text, Theme::TextSize::Large, this));
    column->addSpacing(2 * Theme::kGrid);
    column->addLayout(form);
    column->addSpacing(2 * Theme::kGrid);
    auto *done = new QPushButton(tr("Done"), this);
    done->setDefault(true);
    column->addWidget(done, 0, Qt::AlignRight);
    column->addStretch(1);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4 * Theme::kGrid, 4 * Theme::kGrid, 4 * Theme::kGrid, 4 * Theme::kGrid);
    layout->addWidget(body, 1);
    layout->addStretch(1);
    setFocusProxy(m_language);
    connect(done, &QPushButton::clicked, this, &SettingsPage::closeRequested);
}

QComboBox *SettingsPage::addChoice(QFormLayout *form, const QString &label, const QStringList &texts,
                                   int current)
{
    auto *box = new QComboBox(this);
    box->addItems(texts);
    box->setCurrentIndex(current);
    QString name = label;
    box->setAccessibleName(name.remove(QLatin1Char('&')));
    form->addRow(label, box);
    form->labelForField(box)->setMinimumHeight(box->sizeHint().height());
    connect(box, &QComboBox::activated, this, &SettingsPage::collect);
    return box;
}

void SettingsPage::collect()
{
    Preferences next;
    next.language = kLanguages.at(static_cast<std::size_t>(m_language->currentIndex()));
    next.mode = static_cast<Theme::Mode>(m_mode->currentIndex());
    next.density = static_cast<Theme::Density>(m_density->currentIndex());
    if (next.language != m_preferences.language)
        m_languageHint->setVisible(true);
    if (next.mode != m_theme->mode())
        m_theme->setMode(next.mode);
    m_theme->setDensity(next.density);
    m_preferences = next;
    Q_EMIT preferencesChanged(next);
}

} // namespace explorer::ui
