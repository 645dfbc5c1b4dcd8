#include <QDir>
#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

#include <map>
#include <set>
#include <string>

/// The arrows of the house: a room includes itself and what is listed for it, nothing else.
class IncludeArrowsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyIncludeFollowsAListedArrow();
    void coreNeverIncludesWidgetsOrServers();
    void libraryHeadersStayInTheirAdapters();

private:
    using Rooms = std::map<std::string, std::set<std::string>>;
    static Rooms arrows();
    /// The room of a path relative to the root: core/index, server/http, ui, app.
    static std::string roomOf(const QString &path);
    template <typename Visit>
    static void forEachInclude(const Visit &visit);
};

IncludeArrowsTest::Rooms IncludeArrowsTest::arrows()
{
    Rooms rooms;
    rooms["core/base"] = {};
    rooms["core/api"] = {"core/base"};
    rooms["core/query"] = {"core/api", "core/base"};
    rooms["core/resilience"] = {"core/base"};
    rooms["core/metrics"] = {"core/base"};
    rooms["core/storage"] = {"core/api", "core/base", "core/metrics"};
    rooms["core/index"] = {"core/api", "core/base", "core/query", "core/metrics", "core/storage"};
    rooms["core/cache"] = {"core/api", "core/base", "core/metrics"};
    rooms["core/auth"] = {"core/api", "core/base", "core/resilience", "core/storage"};
    rooms["core/search"] = {"core/api",     "core/base",    "core/query", "core/resilience",
                            "core/metrics", "core/storage", "core/index", "core/cache"};
    rooms["core/ingest"] = {"core/api",     "core/base",    "core/query",
                            "core/metrics", "core/storage", "core/index"};
    rooms["core/monitor"] = {"core/api",     "core/base",  "core/metrics",
                             "core/storage", "core/index", "core/cache"};
    rooms["core/engine"] = {"core/api",     "core/base",    "core/query",  "core/resilience",
                            "core/metrics", "core/storage", "core/index",  "core/cache",
                            "core/auth",    "core/search",  "core/ingest", "core/monitor"};
    const std::set<std::string> engine = [&rooms] {
        std::set<std::string> all = rooms["core/engine"];
        all.insert("core/engine");
        return all;
    }();
    rooms["server/http"] = {"core/api", "core/base", "core/metrics"};
    rooms["server/middleware"] = engine;
    rooms["server/middleware"].insert("server/http");
    rooms["server/handlers"] = rooms["server/middleware"];
    rooms["server/handlers"].insert("server/middleware");
    rooms["server/daemon"] = rooms["server/handlers"];
    rooms["server/daemon"].insert("server/handlers");
    rooms["ui"] = {"core/api", "core/base", "core/query"};
    rooms["app"] = rooms["server/handlers"];
    rooms["app"].insert({"server/handlers", "ui"});
    return rooms;
}

std::string IncludeArrowsTest::roomOf(const QString &path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    if (parts.size() < 2)
        return {};
    const QString top = parts.first();
    if (top == QStringLiteral("core") || top == QStringLiteral("server"))
        return parts.size() > 2 ? (top + QLatin1Char('/') + parts.at(1)).toStdString() : std::string();
    if (top == QStringLiteral("ui") || top == QStringLiteral("app"))
        return top.toStdString();
    return {};
}

template <typename Visit>
void IncludeArrowsTest::forEachInclude(const Visit &visit)
{
    // moc cannot read a raw string with quotes inside a macro.
    static const QRegularExpression pattern(QStringLiteral("^\\s*#\\s*include\\s*[\"<]([^\">]+)[\">]"));
    const QDir root(QStringLiteral(EXPLORERIO_SOURCE_DIR));
    int files = 0;
    for (const char *top : {"core", "server", "ui", "app"}) {
        QDirIterator iterator(root.filePath(QString::fromLatin1(top)),
                              {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                              QDirIterator::Subdirectories);
        while (iterator.hasNext()) {
            QFile file(iterator.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            ++files;
            const QString path = root.relativeFilePath(file.fileName());
            while (!file.atEnd()) {
                const QRegularExpressionMatch match = pattern.match(QString::fromUtf8(file.readLine()));
                if (match.hasMatch())
                    visit(path, match.captured(1));
            }
        }
    }
    QVERIFY(files > 100);
}

void IncludeArrowsTest::everyIncludeFollowsAListedArrow()
{
    const Rooms rooms = arrows();
    QStringList wrong;
    forEachInclude([&](const QString &path, const QString &included) {
        const std::string from = roomOf(path);
        const std::string to = roomOf(included);
        if (to.empty() || from == to)
            return;
        const auto found = rooms.find(from);
        if (found == rooms.end() || found->second.count(to) == 0)
            wrong.append(path + QStringLiteral(" includes ") + included);
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void IncludeArrowsTest::coreNeverIncludesWidgetsOrServers()
{
    static const QRegularExpression forbidden(
        QStringLiteral("^(Qt?Widgets|QtGui|QWidget|QPainter|QApplication|QTcpServer|QHttp)"));
    QStringList wrong;
    forEachInclude([&](const QString &path, const QString &included) {
        if (path.startsWith(QStringLiteral("core/")) && forbidden.match(included).hasMatch())
            wrong.append(path + QStringLiteral(" includes ") + included);
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

void IncludeArrowsTest::libraryHeadersStayInTheirAdapters()
{
    const std::map<QString, QStringList> homes{
        {QStringLiteral("boost/beast"), {QStringLiteral("server/http/")}},
        {QStringLiteral("prometheus/"), {QStringLiteral("core/metrics/")}},
        {QStringLiteral("QSql"), {QStringLiteral("core/storage/")}},
        {QStringLiteral("qt6keychain/"), {QStringLiteral("app/")}},
        {QStringLiteral("Lucene"), {QStringLiteral("core/index/lucene/")}},
    };
    QStringList wrong;
    forEachInclude([&](const QString &path, const QString &included) {
        for (const auto &[prefix, folders] : homes) {
            const bool isAtHome = std::any_of(folders.begin(), folders.end(),
                                              [&](const QString &folder) { return path.startsWith(folder); });
            if (included.startsWith(prefix) && !isAtHome)
                wrong.append(path + QStringLiteral(" includes ") + included);
        }
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(QLatin1Char('\n'))));
}

QTEST_GUILESS_MAIN(IncludeArrowsTest)
#include "tst_includearrows.moc"
