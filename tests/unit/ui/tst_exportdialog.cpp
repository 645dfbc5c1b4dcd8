#include "cannedserver.h"

#include "ui/client/apiclient.h"
#include "ui/explore/exportdialog.h"
#include "ui/widgets/theme.h"

#include <nlohmann/json.hpp>

#include <QtTest>
#include <QtWidgets>

using namespace explorer;
using namespace explorer::ui;
using explorer::test::CannedServer;

/// The dialog that writes hits into a file.
class TestExportDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesAWholeFile();
    void leavesNothingOfAnExportThatBreaksOff();
    void leavesTheOldFileWhereTheServerRefuses();
    void leavesNothingOfACancelledExport();
    void sendsWhatIsChosen();
    void needsAColumn();
    void saysWhereAFileCannotBeWritten();

private:
    [[nodiscard]] static ExportDialog::Hits hits();
    [[nodiscard]] std::unique_ptr<ExportDialog> dialog(const ExportDialog::Hits &hits);
    [[nodiscard]] QString path() const { return m_directory->filePath(QStringLiteral("out.csv")); }
    [[nodiscard]] QStringList files() const { return QDir(m_directory->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<CannedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    Theme m_theme;
};

void TestExportDialog::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<CannedServer>();
    m_server->answer = [](const CannedServer::Request &request) {
        return CannedServer::Reply{200, "id,n\r\n1,5\r\n2,6\r\n" + request.header("x-explorerio-end")};
    };
    m_client = std::make_unique<ApiClient>();
    ApiClient::Target target;
    target.url = m_server->url();
    m_client->setTarget(target);
}

ExportDialog::Hits TestExportDialog::hits()
{
    ExportDialog::Hits hits;
    hits.search.collections = {"logs"};
    hits.search.query = "error";
    hits.search.sort = {{"ts", true}};
    hits.search.histogram = "ts:auto";
    hits.search.size = 200;
    hits.total = 2;
    hits.bytesEach = 100;
    hits.fields = QStringList{QStringLiteral("id"), QStringLiteral("n"), QStringLiteral("ts")};
    return hits;
}

std::unique_ptr<ExportDialog> TestExportDialog::dialog(const ExportDialog::Hits &hits)
{
    return std::make_unique<ExportDialog>(m_client.get(), &m_theme, hits);
}

void TestExportDialog::writesAWholeFile()
{
    const auto made = dialog(hits());
    const QSignalSpy ends(made.get(), &ExportDialog::finished);
    made->exportTo(path());
    QVERIFY(made->isRunning());
    QTRY_COMPARE(ends.size(), 1);
    QVERIFY(ends[0][0].toBool());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("id,n\r\n1,5\r\n2,6\r\n"));
    QVERIFY2(made->message().contains(QStringLiteral("out.csv")), qPrintable(made->message()));
    QVERIFY(!made->isRunning());
}

void TestExportDialog::leavesNothingOfAnExportThatBreaksOff()
{
    m_server->answer = [](const CannedServer::Request &) {
        CannedServer::Reply reply;
        reply.raw = "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
                    "6\r\nid,n\r\n\r\n5\r\n1,5\r\n\r\n";
        return reply;
    };
    const auto made = dialog(hits());
    const QSignalSpy ends(made.get(), &ExportDialog::finished);
    made->exportTo(path());
    QTRY_COMPARE(ends.size(), 1);
    QVERIFY(!ends[0][0].toBool());
    QCOMPARE(files(), QStringList());
    QVERIFY2(made->message().contains(QStringLiteral("No file was written")), qPrintable(made->message()));
}

void TestExportDialog::leavesTheOldFileWhereTheServerRefuses()
{
    QFile old(path());
    QVERIFY(old.open(QIODevice::ReadWrite));
    old.write("old");
    old.flush();
    m_server->answer = [](const CannedServer::Request &) {
        return CannedServer::Reply{
            429,
            R"({"status":429,"detail":"2 exports of this user are running already. Wait for one, or cancel it.","type":"urn:explorerio:problem:exports_at_once"})"};
    };
    const auto made = dialog(hits());
    const QSignalSpy ends(made.get(), &ExportDialog::finished);
    made->exportTo(path());
    QTRY_COMPARE(ends.size(), 1);
    QVERIFY(!ends[0][0].toBool());
    QVERIFY2(made->message().contains(QStringLiteral("2 exports")), qPrintable(made->message()));
    old.seek(0);
    QCOMPARE(old.readAll(), QByteArray("old"));
    QCOMPARE(files().size(), 1);
}

void TestExportDialog::leavesNothingOfACancelledExport()
{
    m_server->answer = [](const CannedServer::Request &) {
        CannedServer::Reply reply;
        reply.isSilent = true;
        return reply;
    };
    const auto made = dialog(hits());
    const QSignalSpy ends(made.get(), &ExportDialog::finished);
    made->show();
    made->exportTo(path());
    QTRY_COMPARE(m_server->requests.size(), 1);
    made->close();
    QCOMPARE(ends.size(), 1);
    QVERIFY(!ends[0][0].toBool());
    QVERIFY(!made->isRunning());
    QCOMPARE(files(), QStringList());
}

void TestExportDialog::sendsWhatIsChosen()
{
    ExportDialog::Hits chosen = hits();
    chosen.selectedIds = {"1", "2"};
    chosen.columns = QStringList{QStringLiteral("n")};
    const auto made = dialog(chosen);
    made->findChildren<QRadioButton *>().last()->setChecked(true);
    made->findChild<QComboBox *>()->setCurrentIndex(0);
    for (QCheckBox *box : made->findChildren<QCheckBox *>()) {
        if (box->text().contains(QStringLiteral("formulas")))
            box->setChecked(false);
    }
    const QSignalSpy ends(made.get(), &ExportDialog::finished);
    made->exportTo(path());
    QTRY_COMPARE(ends.size(), 1);
    QVERIFY(m_server->requests[0].path.endsWith("/api/v1/search/export"));
    const nlohmann::json body = nlohmann::json::parse(m_server->requests[0].body.toStdString());
    const nlohmann::json expected{{"collection", {"logs"}}, {"query", "error"},  {"sort", "ts:desc"},
                                  {"fields", {"id", "n"}},  {"ids", {"1", "2"}}, {"format", "csv"},
                                  {"formula_guard", false}};
    QCOMPARE(QByteArray::fromStdString(body.dump()), QByteArray::fromStdString(expected.dump()));
}

void TestExportDialog::needsAColumn()
{
    const auto made = dialog(hits());
    auto *list = made->findChild<QListWidget *>();
    for (QCheckBox *box : made->findChildren<QCheckBox *>()) {
        if (!box->text().contains(QStringLiteral("formulas")))
            box->setChecked(false);
    }
    QPushButton *start = nullptr;
    for (QPushButton *button : made->findChildren<QPushButton *>()) {
        if (button->isDefault())
            start = button;
    }
    QVERIFY(start && start->isEnabled() && list->isEnabled());
    for (int row = 0; row < list->count(); ++row)
        list->item(row)->setCheckState(Qt::Unchecked);
    QVERIFY(!start->isEnabled());
    list->item(1)->setCheckState(Qt::Checked);
    QVERIFY(start->isEnabled());
    QCOMPARE(made->request().search.fields, std::vector<std::string>{"n"});
}

void TestExportDialog::saysWhereAFileCannotBeWritten()
{
    const auto made = dialog(hits());
    made->exportTo(m_directory->filePath(QStringLiteral("nowhere/out.csv")));
    QVERIFY(!made->isRunning());
    QVERIFY2(made->message().contains(QStringLiteral("nowhere")), qPrintable(made->message()));
    QCOMPARE(m_server->requests.size(), 0);
}

QTEST_MAIN(TestExportDialog)
#include "tst_exportdialog.moc"
