#pragma once

#include <QWidget>

namespace explorer::ui
{

class AccountForm;
class ApiClient;
class Theme;

/// Sign in again, over the work, which stays as it is behind a veil. Covers its parent and takes the keys
/// while it is shown.
class SessionOverlay : public QWidget
{
    Q_OBJECT
public:
    SessionOverlay(const Theme *theme, ApiClient *client, QWidget *parent);
    void open(const QString &userName);

Q_SIGNALS:
    void signedIn();
    void signOutRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    const Theme *m_theme;
    AccountForm *m_account;
};

} // namespace explorer::ui
