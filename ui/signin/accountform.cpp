#include "ui/signin/accountform.h"

#include "ui/client/apiclient.h"
#include "ui/widgets/passwordfield.h"
#include "ui/widgets/statusline.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QPushButton>

namespace explorer::ui
{

namespace
{

QFormLayout *makeForm(QWidget *parent)
{
    auto *form = new QFormLayout(parent);
    form->setContentsMargins(0, 0, 0, 0);
    form->setLabelAlignment(Qt::AlignRight | Qt::AlignVCenter);
    form->setHorizontalSpacing(2 * Theme::kGrid);
    form->setVerticalSpacing(Theme::kGrid + Theme::kHalfGrid);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

} // namespace

AccountForm::AccountForm(const Theme *theme, ApiClient *client, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_client(client), m_name(new QLineEdit(this)),
      m_password(new PasswordField(theme, this)),
      m_remember(new QCheckBox(tr("&Remember me on this computer"), this)),
      m_submit(new QPushButton(tr("Sign in"), this)), m_capsLock(new StatusLine(theme, this)),
      m_status(new StatusLine(theme, this))
{
    m_name->setObjectName(QStringLiteral("account"));
    m_name->setAccessibleName(tr("Account"));
    m_password->setObjectName(QStringLiteral("password"));
    m_password->setAccessibleName(tr("Password"));
    m_remember->setToolTip(
        tr("Keeps you signed in through the system's keychain; the password is never stored."));
    m_submit->setObjectName(QStringLiteral("signIn"));
    m_submit->setDefault(true);
    m_status->setObjectName(QStringLiteral("signInStatus"));
    QFormLayout *form = makeForm(this);
    form->addRow(tr("&Account"), m_name);
    form->addRow(tr("&Password"), m_password);
    for (QWidget *field : {static_cast<QWidget *>(m_name), static_cast<QWidget *>(m_password)})
        form->labelForField(field)->setMinimumHeight(field->sizeHint().height());
    form->addRow(QString(), m_capsLock);
    form->addRow(QString(), m_remember);
    form->addRow(QString(), m_status);
    form->addRow(QString(), m_submit);

    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &AccountForm::countDown);
    connect(m_name, &QLineEdit::textChanged, this, &AccountForm::updateButton);
    connect(m_password, &QLineEdit::textChanged, this, &AccountForm::updateButton);
    connect(m_name, &QLineEdit::returnPressed, m_password, qOverload<>(&QWidget::setFocus));
    connect(m_password, &QLineEdit::returnPressed, this, &AccountForm::submit);
    connect(m_submit, &QPushButton::clicked, this, &AccountForm::submit);
    connect(m_password, &PasswordField::capsLockNoticed, this, [this](bool on) {
        if (on)
            m_capsLock->show(QStringLiteral("warning"), Theme::Role::Warning, tr("Caps lock is on."));
        else
            m_capsLock->clear();
    });
    setFocusProxy(m_name);
    updateButton();
}

void AccountForm::setUserName(const QString &name)
{
    m_name->setText(name);
    setFocusProxy(name.isEmpty() ? static_cast<QWidget *>(m_name) : m_password);
}

QString AccountForm::userName() const { return m_name->text().trimmed(); }

bool AccountForm::isRemembering() const { return m_remember->isChecked(); }

void AccountForm::setRemembering(bool remember) { m_remember->setChecked(remember); }

void AccountForm::fixUserName()
{
    m_name->setReadOnly(true);
    m_remember->hide();
    setFocusProxy(m_password);
}

void AccountForm::showHint(const QString &text)
{
    m_status->show(QStringLiteral("info"), Theme::Role::Neutral, text);
}

void AccountForm::submit()
{
    if (!m_submit->isEnabled())
        return;
    setBusy(true);
    m_status->show(QStringLiteral("clock"), Theme::Role::Neutral, tr("Signing in..."));
    m_call =
        m_client->signIn(this, userName(), m_password->text(), [this](const ApiResult<api::UserInfo> &user) {
            setBusy(false);
            if (!user)
                return failed(user.error());
            m_password->clear();
            m_status->clear();
            Q_EMIT signedIn();
        });
}

void AccountForm::failed(const ApiFailure &failure)
{
    m_password->selectAll();
    m_password->setFocus();
    if (failure.retryAfterSeconds.value_or(0) > 0) {
        m_secondsLeft = *failure.retryAfterSeconds;
        m_second.start();
        m_secondsLeft += 1;
        return countDown();
    }
    if (failure.status == 401)
        m_status->show(QStringLiteral("error"), Theme::Role::Bad,
                       tr("The account or the password is not right. Check both and try again."));
    else
        m_status->show(QStringLiteral("error"), Theme::Role::Bad, failure.message);
}

void AccountForm::countDown()
{
    --m_secondsLeft;
    if (m_secondsLeft > 0) {
        const QString time = m_secondsLeft < 60 ? tr("%n second(s)", nullptr, m_secondsLeft)
                                                : tr("%1:%2 minutes")
                                                      .arg(m_secondsLeft / 60)
                                                      .arg(m_secondsLeft % 60, 2, 10, QLatin1Char('0'));
        m_status->show(QStringLiteral("clock"), Theme::Role::Warning,
                       tr("Too many attempts. You can try again in %1.").arg(time));
    } else {
        m_second.stop();
        m_status->show(QStringLiteral("info"), Theme::Role::Neutral, tr("You can try again now."));
    }
    updateButton();
}

void AccountForm::setBusy(bool busy)
{
    m_busy = busy;
    m_name->setEnabled(!busy);
    m_password->setEnabled(!busy);
    updateButton();
}

void AccountForm::updateButton()
{
    m_submit->setEnabled(!m_busy && m_secondsLeft <= 0 && !userName().isEmpty() &&
                         !m_password->text().isEmpty());
}

} // namespace explorer::ui
