#include "tests/ui/desktopdriver.h"

#include "ui/shell/mainwindow.h"

#include <QPlainTextEdit>
#include <QProcess>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>

using namespace explorer;
using test::DesktopDriver;
using test::MemorySecrets;

namespace
{

constexpr int kWaitMillis = 60000;

} // namespace

/// A client that is killed (SIGKILL) loses at most 2 s of work.
class TestCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTabIsBackAfterAKill();
};

void TestCrash::everyTabIsBackAfterAKill()
{
    QTemporaryDir directory;
    QProcess client;
    client.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    client.start(QStringLiteral(EXPLORERIO_CRASH_CLIENT), {directory.path()});
    QByteArray said;
    QTRY_VERIFY_WITH_TIMEOUT((said += client.readAllStandardOutput()).contains("due") ||
                                 client.state() == QProcess::NotRunning,
                             3 * kWaitMillis);
    QCOMPARE(client.state(), QProcess::Running);
    client.kill();
    QVERIFY(client.waitForFinished(kWaitMillis));
    QCOMPARE(client.exitStatus(), QProcess::CrashExit);

    DesktopDriver again(directory.path(), std::make_shared<MemorySecrets>());
    QTRY_VERIFY_WITH_TIMEOUT(again.total().startsWith(QStringLiteral("532 hits")), kWaitMillis);
    QCOMPARE(again.find<QPlainTextEdit>("queryEditor")->toPlainText(), QStringLiteral("status:503"));
    QVERIFY(again.find<QWidget>("suggestions"));
    auto *tabs = again.window()->findChild<QTabBar *>();
    QCOMPARE(tabs->count(), 2);
    QCOMPARE(tabs->currentIndex(), 1);
    // Named before anybody has looked at it.
    QCOMPARE(tabs->tabText(0), QStringLiteral("shop-access: status:404"));
    tabs->setCurrentIndex(0);
    QTRY_VERIFY_WITH_TIMEOUT(again.total().startsWith(QStringLiteral("190 hits")), kWaitMillis);
}

QTEST_MAIN(TestCrash)
#include "tst_crash.moc"
