#include "ui/signin/certificatebox.h"

#include "ui/widgets/themedlabel.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QPushButton>

namespace explorer::ui
{

namespace
{
constexpr int kFingerprintLine = 48;
}

CertificateBox::CertificateBox(const Theme *theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Certificate"));
    auto *form = new QFormLayout(this);
    form->setContentsMargins(2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid, 2 * Theme::kGrid);
    auto *intro = new QLabel(
        tr("The system cannot tell whose server this is. Compare the fingerprint with the one that its "
           "administrator gives you; accept only if they are the same."),
        this);
    intro->setWordWrap(true);
    form->addRow(intro);
    m_subject = addRow(form, tr("Issued to"), false);
    m_issuer = addRow(form, tr("Issued by"), false);
    m_validity = addRow(form, tr("Valid"), false);
    m_fingerprint = addRow(form, tr("SHA-256"), true);
    m_problem = addRow(form, tr("Problem"), false);
    auto *accept = new QPushButton(tr("Accept this certificate"), this);
    accept->setObjectName(QStringLiteral("acceptCertificate"));
    auto *refuse = new QPushButton(tr("Cancel"), this);
    refuse->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(accept);
    buttons->addWidget(refuse);
    form->addRow(buttons);
    connect(accept, &QPushButton::clicked, this, [this] { Q_EMIT accepted(m_certificate.fingerprint); });
    connect(refuse, &QPushButton::clicked, this, &CertificateBox::refused);
    hide();
}

QLabel *CertificateBox::addRow(QFormLayout *form, const QString &name, bool monospace)
{
    auto *value = new QLabel(this);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    value->setWordWrap(!monospace);
    value->setAccessibleName(name);
    if (monospace)
        value->setFont(m_theme->monospace(Theme::TextSize::Small));
    form->addRow(new ThemedLabel(m_theme, name, Theme::Role::TextMuted, Theme::TextSize::Normal, this),
                 value);
    return value;
}

void CertificateBox::show(const CertificateInfo &certificate)
{
    m_certificate = certificate;
    m_subject->setText(certificate.subject);
    m_issuer->setText(certificate.issuer);
    const auto day = [this](const QDateTime &time) {
        return locale().toString(time.date(), QLocale::ShortFormat);
    };
    m_validity->setText(tr("%1 to %2").arg(day(certificate.validFrom), day(certificate.validUntil)));
    QString fingerprint = QString::fromLatin1(certificate.fingerprint.toHex(':').toUpper());
    fingerprint.insert(kFingerprintLine, QLatin1Char('\n'));
    m_fingerprint->setText(fingerprint);
    m_problem->setText(certificate.problem);
    setVisible(true);
}

} // namespace explorer::ui
