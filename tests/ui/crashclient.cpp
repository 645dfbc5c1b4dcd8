#include "tests/ui/desktopdriver.h"

#include "ui/shell/mainwindow.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QTest>
#include <QTimer>

#include <cstdio>

using explorer::test::DesktopDriver;
using explorer::test::MemorySecrets;

namespace
{

constexpr int kWaitMillis = 60000;
/// What a crash may cost at most.
constexpr int kLostMillis = 2000;

bool work(const DesktopDriver &client)
{
    const auto shows = [&client](const char *total) {
        return QTest::qWaitFor([&] { return client.total().startsWith(QString::fromLatin1(total)); },
                               kWaitMillis);
    };
    if (!client.click("sample") || !shows("20,000 hits") || !client.ask(QStringLiteral("status:404")) ||
        !shows("190 hits"))
        return false;
    QTest::keyClick(client.window(), Qt::Key_T, Qt::ControlModifier);
    if (!shows("20,000 hits"))
        return false;
    auto *editor = client.find<QPlainTextEdit>("queryEditor");
    if (!editor)
        return false;
    editor->setFocus();
    QTest::keyClicks(editor, QStringLiteral("status:503"));
    return true;
}

} // namespace

/// A client that works in two tabs, types without running, says so after the time that may be lost, and then
/// stays until it is killed.
int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    const DesktopDriver client(QString::fromLocal8Bit(argv[1]), std::make_shared<MemorySecrets>());
    if (!work(client))
        return 1;
    QTimer::singleShot(kLostMillis, [] {
        std::puts("due");
        std::fflush(stdout);
    });
    return QApplication::exec();
}
