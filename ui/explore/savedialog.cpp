#include "ui/explore/savedialog.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace explorer::ui
{

namespace
{

constexpr int kNameLimit = 200;

} // namespace

SaveDialog::SaveDialog(api::SavedSearchDraft draft, QWidget *parent)
    : QDialog(parent), m_draft(std::move(draft)), m_name(new QLineEdit(this)), m_tags(new QLineEdit(this)),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Save | QDialogButtonBox::Cancel, this))
{
    setObjectName(QStringLiteral("saveDialog"));
    setWindowTitle(tr("Save the search"));
    setMinimumWidth(420);
    m_name->setObjectName(QStringLiteral("saveName"));
    m_name->setMaxLength(kNameLimit);
    m_name->setText(QString::fromStdString(m_draft.name));
    m_name->selectAll();
    QStringList tags;
    for (const std::string &tag : m_draft.tags)
        tags.append(QString::fromStdString(tag));
    m_tags->setObjectName(QStringLiteral("saveTags"));
    m_tags->setText(tags.join(QStringLiteral(", ")));
    m_tags->setPlaceholderText(tr("Separated by commas"));
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&Name"), m_name);
    layout->addRow(tr("&Tags"), m_tags);
    layout->addRow(m_buttons);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    QPushButton *save = m_buttons->button(QDialogButtonBox::Save);
    const auto check = [this, save] { save->setEnabled(!m_name->text().trimmed().isEmpty()); };
    connect(m_name, &QLineEdit::textChanged, this, check);
    check();
}

api::SavedSearchDraft SaveDialog::draft() const
{
    api::SavedSearchDraft draft = m_draft;
    draft.name = m_name->text().trimmed().toStdString();
    draft.tags.clear();
    const QStringList tags = m_tags->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (const QString &tag : tags) {
        if (!tag.trimmed().isEmpty())
            draft.tags.push_back(tag.trimmed().toStdString());
    }
    return draft;
}

} // namespace explorer::ui
