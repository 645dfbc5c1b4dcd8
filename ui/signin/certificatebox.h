#pragma once

#include "ui/client/apifailure.h"

#include <QFrame>

class QLabel;

namespace explorer::ui
{

class Theme;

/// An untrusted certificate with what is needed to decide about it, and the decision. Cancel is the default.
class CertificateBox : public QFrame
{
    Q_OBJECT
public:
    explicit CertificateBox(const Theme *theme, QWidget *parent = nullptr);
    void show(const CertificateInfo &certificate);

Q_SIGNALS:
    void accepted(const QByteArray &fingerprint);
    void refused();

private:
    QLabel *addRow(class QFormLayout *form, const QString &name, bool monospace);

    const Theme *m_theme;
    CertificateInfo m_certificate;
    QLabel *m_subject;
    QLabel *m_issuer;
    QLabel *m_validity;
    QLabel *m_fingerprint;
    QLabel *m_problem;
};

} // namespace explorer::ui
