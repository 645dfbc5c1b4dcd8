#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace explorer::ui
{

class ApiCall;
class ApiClient;
class PasswordField;
class StatusLine;
class Theme;
struct ApiFailure;

/// Account, password and Sign in, against the client's present server. Says what went wrong where it went
/// wrong; while the server throttles, it counts down.
class AccountForm : public QWidget
{
    Q_OBJECT
public:
    AccountForm(const Theme *theme, ApiClient *client, QWidget *parent = nullptr);
    void setUserName(const QString &name);
    [[nodiscard]] QString userName() const;
    [[nodiscard]] bool isRemembering() const;
    void setRemembering(bool remember);
    /// Signing in again as the same person: the name stands.
    void fixUserName();
    void showHint(const QString &text);

Q_SIGNALS:
    void signedIn();

private:
    void submit();
    void failed(const ApiFailure &failure);
    void countDown();
    void setBusy(bool busy);
    void updateButton();

    const Theme *m_theme;
    ApiClient *m_client;
    QLineEdit *m_name;
    PasswordField *m_password;
    QCheckBox *m_remember;
    QPushButton *m_submit;
    StatusLine *m_capsLock;
    StatusLine *m_status;
    QPointer<ApiCall> m_call;
    QTimer m_second;
    int m_secondsLeft = 0;
    bool m_busy = false;
};

} // namespace explorer::ui
