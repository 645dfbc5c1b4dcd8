#include "tests/ui/desktopdriver.h"

#include "ui/shell/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>

using explorer::test::DesktopDriver;
using explorer::test::MemorySecrets;

namespace
{

constexpr QSize kSize{1440, 900};
constexpr int kWaitMillis = 60000;
/// Longer than what fades, blinks or loads after an answer.
constexpr int kRestMillis = 700;

/// One workspace with the sample shop, taken screen by screen in both looks.
class Photographer
{
public:
    Photographer(QString data, QString folder)
        : m_folder(std::move(folder)), m_client(std::move(data), std::make_shared<MemorySecrets>())
    {
        m_client.window()->resize(kSize);
    }

    bool takeAll();

private:
    template <class Condition>
    static bool until(Condition condition)
    {
        return QTest::qWaitFor(condition, kWaitMillis);
    }
    bool takeExplore();
    bool takeImport();
    bool takeKept();
    bool takeAdmin();
    bool takeConnect();
    bool take(const char *name);

    QString m_folder;
    DesktopDriver m_client;
};

bool Photographer::take(const char *name)
{
    using Mode = explorer::ui::Theme::Mode;
    for (const Mode mode : {Mode::Light, Mode::Dark}) {
        m_client.theme().setMode(mode);
        QTest::qWait(kRestMillis);
        const QImage image = m_client.window()->grab().toImage().convertToFormat(QImage::Format_RGB888);
        const QString path =
            m_folder + QLatin1Char('/') + QString::fromLatin1(name) +
            (mode == Mode::Light ? QStringLiteral("-light.png") : QStringLiteral("-dark.png"));
        if (!image.save(path, "PNG", 0)) {
            std::fprintf(stderr, "%s cannot be written\n", qPrintable(path));
            return false;
        }
        std::printf("%s\n", qPrintable(path));
    }
    return true;
}

bool Photographer::takeExplore()
{
    if (!m_client.click("sample") ||
        !until([this] { return m_client.total().startsWith(QStringLiteral("20,000")); }))
        return false;
    if (!m_client.click("help.sample1") ||
        !until([this] { return m_client.total().startsWith(QStringLiteral("532")); }))
        return false;
    m_client.find<QWidget>("hits")->setFocus();
    return take("explore");
}

bool Photographer::takeKept()
{
    const auto press = [this](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier) {
        QTest::keyClick(m_client.window(), key, modifiers);
    };
    press(Qt::Key_H);
    if (!until([this] { return m_client.find<QWidget>("savedList") != nullptr; }) || !take("saved-empty"))
        return false;
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    if (!until([this] { return m_client.find<QLineEdit>("saveTags") != nullptr; }))
        return false;
    QTest::keyClicks(m_client.find<QLineEdit>("saveTags"), QStringLiteral("shop, checkout"));
    QTest::keyClick(m_client.find<QLineEdit>("saveTags"), Qt::Key_Return);
    if (!until([this] { return m_client.find<QWidget>("savedName") != nullptr; }))
        return false;
    m_client.window()->activateWindow();
    if (!QTest::qWaitForWindowActive(m_client.window()))
        return false;
    press(Qt::Key_M);
    auto *table = m_client.find<QTableView>("hits");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    auto *editor = m_client.find<QPlainTextEdit>("queryEditor");
    editor->setFocus();
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("method:POST and status:"));
    if (!until([this] {
            const auto lists = m_client.window()->findChildren<QListWidget *>();
            return std::any_of(lists.begin(), lists.end(),
                               [](const QListWidget *list) { return list->isVisible(); });
        }) ||
        !take("saved"))
        return false;
    press(Qt::Key_H);
    return true;
}

bool Photographer::takeImport()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("suppliers.csv")));
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("id,name,city,rating,since,active\n");
    const char *cities[] = {"Lyon", "Porto", "Turin", "Ghent", "Bremen", "Malaga"};
    for (int row = 1; row <= 240; ++row) {
        const QString rating = row % 61 == 0 ? QStringLiteral("good") : QString::number(1 + row % 5);
        file.write(QStringLiteral("S-%1,Supplier %1,%2,%3,20%4-0%5-11,%6\n")
                       .arg(row)
                       .arg(QString::fromLatin1(cities[row % 6]), rating)
                       .arg(10 + row % 14)
                       .arg(1 + row % 9)
                       .arg(row % 7 == 0 ? QStringLiteral("false") : QStringLiteral("true"))
                       .toUtf8());
    }
    file.write("S-241,Supplier 241,Lyon,4,2020-01-11,true,extra,cells\n");
    file.close();
    QTest::keyClick(m_client.window(), Qt::Key_2, Qt::ControlModifier);
    if (!until([this] { return m_client.find<QWidget>("dropZone") != nullptr; }) ||
        !m_client.dropFile(file.fileName()) ||
        !until([this] { return m_client.find<QTableView>("mapping") != nullptr; }))
        return false;
    if (!m_client.click("check") || !until([this] {
            const auto *button = m_client.find<QAbstractButton>("importNow");
            return button && button->isEnabled();
        }))
        return false;
    return take("import");
}

bool Photographer::takeAdmin()
{
    QTest::keyClick(m_client.window(), Qt::Key_4, Qt::ControlModifier);
    const auto rows = [this](const char *name) {
        const auto *table = m_client.find<QTableView>(name);
        return table ? table->model()->rowCount() : 0;
    };
    if (!until([&] { return rows("queryShapes") > 0; }) || !m_client.click("clearPreview") ||
        !until([this] { return m_client.find<QAbstractButton>("clearNow")->isEnabled(); }))
        return false;
    return take("admin");
}

bool Photographer::takeConnect()
{
    m_client.window()->showConnect();
    if (auto *address = m_client.find<QComboBox>("address"))
        address->setEditText(QStringLiteral("https://search.example:8470"));
    return take("connect");
}

bool Photographer::takeAll()
{
    if (!take("first-run") || !takeExplore() || !takeKept() || !takeImport())
        return false;
    QTest::keyClick(m_client.window(), Qt::Key_3, Qt::ControlModifier);
    if (!until([this] { return m_client.find<QTableView>("components") != nullptr; }) || !take("monitor"))
        return false;
    if (!takeAdmin())
        return false;
    m_client.window()->showSettings();
    return take("settings") && takeConnect();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: explorerio-screenshots FOLDER\n");
        return 2;
    }
    QTemporaryDir data;
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    Photographer photographer(data.path(), folder);
    return photographer.takeAll() ? 0 : 1;
}
