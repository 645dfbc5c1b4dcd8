#pragma once

#include "ui/client/apiclient.h"
#include "ui/signin/serverlist.h"

#include <QPointer>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace explorer::ui
{

class AccountForm;
class CertificateBox;
class StatusLine;
class Theme;

/// Chooses a server, shows how it stands, and signs in. States exclude each other: nothing tested, probing,
/// reachable, unreachable (with the local workspace as the way on), untrusted certificate, version skew.
class ConnectPage : public QWidget
{
    Q_OBJECT
public:
    ConnectPage(const Theme *theme, ApiClient *client, QWidget *parent = nullptr);
    void setServers(const ServerList &servers);
    [[nodiscard]] const ServerList &servers() const { return m_servers; }
    /// Chooses this server and tests it.
    void open(const QUrl &url);
    void showHint(const QString &text);

Q_SIGNALS:
    /// Signed in; the entry is the first of servers() by now.
    void connected(const explorer::ui::ServerEntry &server);
    void serversChanged();
    void workOfflineRequested();
    void backRequested();

private:
    void build();
    QWidget *buildServerRow();
    void test();
    void probed(const ApiResult<ApiClient::ServerMeta> &meta);
    void accept(const QByteArray &fingerprint);
    void signedIn();
    void forgetProbe();

    const Theme *m_theme;
    ApiClient *m_client;
    ServerList m_servers;
    QComboBox *m_address;
    QPushButton *m_test;
    StatusLine *m_status;
    CertificateBox *m_certificate;
    QPushButton *m_offline;
    AccountForm *m_account;
    QPointer<ApiCall> m_probe;
};

} // namespace explorer::ui
