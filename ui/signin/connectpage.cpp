#include "ui/signin/connectpage.h"

#include "ui/signin/accountform.h"
#include "ui/signin/certificatebox.h"
#include "ui/widgets/statusline.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <QVersionNumber>

namespace explorer::ui
{

namespace
{
constexpr int kColumnWidth = 560;
} // namespace

ConnectPage::ConnectPage(const Theme *theme, ApiClient *client, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_client(client), m_address(new QComboBox(this)),
      m_test(new QPushButton(tr("&Test"), this)), m_status(new StatusLine(theme, this)),
      m_certificate(new CertificateBox(theme, this)),
      m_offline(new QPushButton(tr("Work offline in the local workspace"), this)),
      m_account(new AccountForm(theme, client, this))
{
    m_address->setObjectName(QStringLiteral("address"));
    m_address->setEditable(true);
    m_address->setInsertPolicy(QComboBox::NoInsert);
    m_address->setAccessibleName(tr("Server address"));
    m_address->lineEdit()->setPlaceholderText(QStringLiteral("https://explorer.example.org"));
    m_test->setObjectName(QStringLiteral("test"));
    m_test->setToolTip(tr("Asks the server who it is"));
    m_status->setObjectName(QStringLiteral("serverStatus"));
    m_offline->setObjectName(QStringLiteral("workOffline"));
    m_offline->hide();
    m_account->setEnabled(false);
    build();
    setFocusProxy(m_address);
    connect(m_test, &QPushButton::clicked, this, &ConnectPage::test);
    connect(m_address->lineEdit(), &QLineEdit::returnPressed, this, &ConnectPage::test);
    connect(m_address, &QComboBox::activated, this, &ConnectPage::test);
    connect(m_address, &QComboBox::editTextChanged, this, &ConnectPage::forgetProbe);
    connect(m_certificate, &CertificateBox::accepted, this, &ConnectPage::accept);
    connect(m_certificate, &CertificateBox::refused, this, &ConnectPage::forgetProbe);
    connect(m_offline, &QPushButton::clicked, this, &ConnectPage::workOfflineRequested);
    connect(m_account, &AccountForm::signedIn, this, &ConnectPage::signedIn);
}

QWidget *ConnectPage::buildServerRow()
{
    auto *row = new QWidget(this);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_address, 1);
    layout->addWidget(m_test);
    return row;
}

void ConnectPage::build()
{
    const auto label = [this](const QString &text, Theme::Role role, Theme::TextSize size) {
        return new ThemedLabel(m_theme, text, role, size, this);
    };
    auto *back = new QPushButton(m_theme->icon(QStringLiteral("chevron-left")), tr("&Back"), this);
    back->setFlat(true);
    back->setObjectName(QStringLiteral("back"));
    connect(back, &QPushButton::clicked, this, &ConnectPage::backRequested);

    auto *body = new QWidget(this);
    body->setMaximumWidth(kColumnWidth);
    auto *column = new QVBoxLayout(body);
    column->setSpacing(Theme::kGrid);
    column->addStretch(1);
    column->addWidget(back, 0, Qt::AlignLeft);
    column->addWidget(label(tr("Connect to a server"), Theme::Role::Text, Theme::TextSize::Large));
    column->addSpacing(2 * Theme::kGrid);
    auto *addressLabel = label(tr("&Server"), Theme::Role::TextMuted, Theme::TextSize::Normal);
    addressLabel->setBuddy(m_address);
    column->addWidget(addressLabel);
    column->addWidget(buildServerRow());
    column->addWidget(m_status);
    column->addWidget(m_offline, 0, Qt::AlignLeft);
    column->addWidget(m_certificate);
    column->addSpacing(2 * Theme::kGrid);
    column->addWidget(m_account);
    column->addStretch(2);
    auto *page = new QWidget(this);
    auto *centre = new QHBoxLayout(page);
    centre->addStretch(1);
    centre->addWidget(body, 4);
    centre->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setTabOrder(m_address, m_test);
    setTabOrder(m_test, m_account);
    setTabOrder(m_account, back);
}

void ConnectPage::setServers(const ServerList &servers)
{
    m_servers = servers;
    const QSignalBlocker quiet(m_address);
    const QString typed = m_address->currentText();
    m_address->clear();
    for (const ServerEntry &entry : servers.entries())
        m_address->addItem(m_theme->icon(QStringLiteral("server"), Theme::Role::TextMuted),
                           entry.url.toString());
    m_address->setEditText(typed);
}

void ConnectPage::open(const QUrl &url)
{
    m_address->setEditText(url.toString());
    test();
}

void ConnectPage::showHint(const QString &text) { m_account->showHint(text); }

void ConnectPage::forgetProbe()
{
    if (m_probe)
        m_probe->cancel();
    m_status->clear();
    m_certificate->hide();
    m_offline->hide();
    m_account->setEnabled(false);
    m_test->setEnabled(true);
}

void ConnectPage::test()
{
    forgetProbe();
    QString problem;
    const QUrl url = serverUrlFromText(m_address->currentText(), &problem);
    if (url.isEmpty()) {
        m_status->show(QStringLiteral("warning"), Theme::Role::Warning, problem);
        return;
    }
    const ServerEntry entry = m_servers.find(url);
    ApiClient::Target target;
    target.url = url;
    target.trustedCertificates = entry.trustedCertificates;
    m_client->setTarget(target);
    m_account->setUserName(entry.userName);
    m_account->setRemembering(entry.remembered);
    m_test->setEnabled(false);
    m_status->show(QStringLiteral("clock"), Theme::Role::Neutral, tr("Asking %1...").arg(url.host()));
    m_probe = m_client->probe(this, [this](const ApiResult<ApiClient::ServerMeta> &meta) { probed(meta); });
}

void ConnectPage::probed(const ApiResult<ApiClient::ServerMeta> &meta)
{
    m_test->setEnabled(true);
    if (!meta) {
        const ApiFailure &failure = meta.error();
        if (failure.certificate) {
            m_status->show(QStringLiteral("lock"), Theme::Role::Warning, failure.message);
            m_certificate->show(*failure.certificate);
            return;
        }
        m_status->show(failure.kind == ApiFailure::Kind::Problem ? QStringLiteral("warning")
                                                                 : QStringLiteral("offline"),
                       Theme::Role::Bad, failure.message);
        m_offline->setVisible(failure.kind != ApiFailure::Kind::Problem);
        return;
    }
    const auto own = QVersionNumber::fromString(QStringLiteral(EXPLORERIO_VERSION));
    const auto oldest = QVersionNumber::fromString(meta->oldestClient);
    if (!oldest.isNull() && own < oldest) {
        m_status->show(QStringLiteral("warning"), Theme::Role::Bad,
                       tr("This server (version %1) needs a client of version %2 or later; this is %3. "
                          "Update ExplorerIO.")
                           .arg(meta->version, meta->oldestClient, own.toString()));
        return;
    }
    const QString millis = locale().toString(meta->roundTripMillis, 'f', meta->roundTripMillis < 10 ? 1 : 0);
    m_status->show(QStringLiteral("pass"), Theme::Role::Good,
                   tr("Reachable: version %1, round trip %2 ms.").arg(meta->version, millis));
    m_account->setEnabled(true);
    m_account->setFocus();
}

void ConnectPage::accept(const QByteArray &fingerprint)
{
    ServerEntry entry = m_servers.find(m_client->target().url);
    if (!entry.trustedCertificates.contains(fingerprint))
        entry.trustedCertificates.append(fingerprint);
    m_servers.put(entry);
    Q_EMIT serversChanged();
    test();
}

void ConnectPage::signedIn()
{
    ServerEntry entry = m_servers.find(m_client->target().url);
    entry.userName = m_account->userName();
    entry.remembered = m_account->isRemembering();
    m_servers.put(entry);
    Q_EMIT serversChanged();
    Q_EMIT connected(entry);
}

} // namespace explorer::ui
