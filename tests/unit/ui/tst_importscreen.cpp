#include "cannedserver.h"

#include "ui/client/apiclient.h"
#include "ui/ingest/importscreen.h"
#include "ui/ingest/ledgerbar.h"
#include "ui/shell/actionregistry.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;
using Reply = test::CannedServer::Reply;

class TestImportScreen : public QObject
{
    Q_OBJECT

    Theme m_theme;
    ActionRegistry m_actions;
    QTemporaryDir m_folder;
    std::unique_ptr<test::CannedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ImportScreen> m_screen;
    /// Statuses that uploads get before they are taken.
    QList<int> m_failures;

    Reply answer(const test::CannedServer::Request &request)
    {
        if (request.path.contains("/detect"))
            return {
                200,
                R"({"format":"ndjson","delimiter":",","parsed_ratio":1,"sampled":3,"schema":{"fields":{"n":"long"}},"samples":[]})",
                false};
        if (request.path.contains("/documents")) {
            if (!m_failures.isEmpty())
                return {m_failures.takeFirst(),
                        R"({"title":"x","status":503,"detail":"Busy.","retryable":true})", false};
            api::BulkAnswer bulk;
            const qint64 lines = request.body.count('\n');
            bulk.ledger = {lines, lines - 1, 0, 1, 0};
            api::BulkItem item;
            item.line = 2;
            item.status = "quarantined";
            item.error = ErrorDetail{};
            item.error->code = "type_mismatch";
            item.error->pointer = "/n";
            item.error->message = "No long.";
            bulk.items = {item};
            return {200, QByteArray::fromStdString(nlohmann::json(bulk).dump()), false};
        }
        if (request.method == "POST" || request.method == "PUT") {
            api::CollectionInfo info;
            info.name = "numbers";
            return {201, QByteArray::fromStdString(nlohmann::json(info).dump()), false};
        }
        return {200, R"({"collections":[]})", false};
    }

    QString file(const QByteArray &content)
    {
        QFile made(m_folder.filePath(QStringLiteral("Numbers.ndjson")));
        if (!made.open(QIODevice::WriteOnly) || made.write(content) < 0)
            return {};
        return made.fileName();
    }

    QPushButton *button(const char *name)
    {
        return m_screen->findChild<QPushButton *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init()
    {
        m_failures.clear();
        m_server = std::make_unique<test::CannedServer>();
        m_server->answer = [this](const auto &request) { return answer(request); };
        m_client = std::make_unique<ApiClient>();
        m_client->setTarget({m_server->url(), {}, {}, false});
        m_screen = std::make_unique<ImportScreen>(Workbench{m_client.get(), &m_theme, &m_actions});
        m_screen->resize(1200, 900);
        m_screen->show();
        m_screen->activate();
    }

    void cleanup()
    {
        m_screen.reset();
        m_client.reset();
        m_server.reset();
    }

    void leadsFromAFileToExplore()
    {
        m_screen->takeFiles({file("{\"n\":1}\n{\"n\":\"x\"}\n{\"n\":3}\n")});
        QTRY_VERIFY(button("check")->isVisible());
        QCOMPARE(m_screen->findChild<QTableView *>(QStringLiteral("mapping"))->model()->rowCount(), 1);
        QTest::mouseClick(button("check"), Qt::LeftButton);
        QTRY_VERIFY(button("importNow")->isVisible());
        QVERIFY(m_server->requestsTo("/documents").first().path.contains("dry_run=true"));
        const auto *problems = m_screen->findChild<QTableView *>(QStringLiteral("problems"))->model();
        QCOMPARE(problems->rowCount(), 1);
        QCOMPARE(problems->index(0, 3).data().toString(), QStringLiteral("2"));
        QTest::mouseClick(button("importNow"), Qt::LeftButton);
        QTRY_VERIFY(button("openInExplore")->isVisible());
        QVERIFY(!m_server->requestsTo("/documents").last().path.contains("dry_run=true"));
        QSignalSpy opened(m_screen.get(), &Screen::openInExplore);
        QTest::mouseClick(button("openInExplore"), Qt::LeftButton);
        QCOMPARE(opened.size(), 1);
        QCOMPARE(opened[0][0].toString(), QStringLiteral("numbers"));
    }

    void anEmptyFileIsSaidToBeEmpty()
    {
        m_screen->takeFiles({file("  \n")});
        const auto *failure = m_screen->findChild<QLabel *>(QStringLiteral("failure"));
        QVERIFY(failure->isVisible());
        QVERIFY(failure->text().contains(QStringLiteral("empty")));
        QVERIFY(m_server->requestsTo("/detect").isEmpty());
    }

    void pastedTextIsASource()
    {
        m_screen->takeText(QStringLiteral("{\"n\":1}\n"));
        QTRY_VERIFY(button("check")->isVisible());
    }

    void aPassingFailureIsTriedAgain()
    {
        m_failures = {503};
        m_screen->takeFiles({file("{\"n\":1}\n{\"n\":2}\n")});
        QTRY_VERIFY(button("check")->isVisible());
        QTest::mouseClick(button("check"), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(button("importNow")->isVisible(), 8000);
    }

    void theLedgerSaysEveryPartInWords()
    {
        LedgerBar bar(&m_theme);
        bar.setLedger({1000, 963, 0, 30, 7}, false);
        QCOMPARE(bar.text(),
                 QStringLiteral("1,000 received = 963 indexed + 0 duplicate + 30 quarantined + 7 rejected"));
        bar.resize(bar.sizeHint());
        QVERIFY(!bar.grab().isNull());
    }
};

int main(int argc, char **argv)
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QApplication app(argc, argv);
    TestImportScreen test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_importscreen.moc"
