#include "tests/ui/desktopdriver.h"

#include "ui/explore/filterbar.h"
#include "ui/ingest/ledgerbar.h"
#include "ui/models/fieldsmodel.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/statusline.h"

#include <QAbstractButton>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace explorer;
using namespace explorer::ui;
using test::DesktopDriver;
using test::MemorySecrets;

namespace
{

constexpr int kWaitMillis = 30000;

QString textOf(const std::string &text) { return QString::fromStdString(text); }

} // namespace

/// The whole client against its embedded server, by clicks and keys. The functions go on with one workspace,
/// which holds the sample shop.
class TestDesktop : public QObject
{
    Q_OBJECT
    QTemporaryDir m_directory;
    std::shared_ptr<MemorySecrets> m_secrets = std::make_shared<MemorySecrets>();
    std::unique_ptr<DesktopDriver> m_client;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::ControlModifier)
    {
        // A dialog that closed may have left no window active, where no window manager is.
        m_client->window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_client->window()));
        QTest::keyClick(m_client->window(), key, modifiers);
    }
    QTabBar *tabs() const { return m_client->window()->findChild<QTabBar *>(); }
    QModelIndex fieldValue(const QString &field, const QString &value) const;
    void saveAs(const QString &name, const QString &tags);
    QStringList savedNames() const;

private Q_SLOTS:
    void initTestCase();
    void init();
    void sampleShopShowsEverythingAtOnce();
    void enterTakesTheLocalWorkspace();
    void typedQueryChangesTheHits();
    void brokenQueryIsUnderlinedAndNotSent();
    void completionComesFromTheServer();
    void suggestionLeadsToTheStory();
    void keysOnAFieldValueFilter();
    void enterOpensTheDocument();
    void tabsOpenAndClose();
    void aSavedSearchIsRunChangedAndReverted();
    void savedSearchesAreRenamedCopiedDeletedAndBack();
    void savedSearchesGoThroughAFile();
    void tagsAreEditedAndTheHistoryComesBack();
    void upWalksTheHistory();
    void importKeepsABadRowApart();
    void monitorShowsEveryComponent();
    void adminClearsTheCacheAfterAPreview();
    void paletteRunsACommand();
    void secondClientOnTheSameWorkspaceSaysWhy();
    void restartRestoresTheSession();
};

QModelIndex TestDesktop::fieldValue(const QString &field, const QString &value) const
{
    auto *view = m_client->find<QTreeView>("fields");
    const QAbstractItemModel *model = view->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex parent = model->index(row, 0);
        if (parent.data(FieldsModel::FieldRole).toString() != field)
            continue;
        for (int child = 0; child < model->rowCount(parent); ++child) {
            const QModelIndex index = model->index(child, 0, parent);
            if (index.data(FieldsModel::ValueRole).toString() == value)
                return index;
        }
    }
    return {};
}

void TestDesktop::initTestCase()
{
    m_client = std::make_unique<DesktopDriver>(m_directory.path(), m_secrets);
    for (const char *card : {"local", "connect", "sample"})
        QVERIFY(m_client->find<QAbstractButton>(card));
    QVERIFY(m_client->click("sample"));
    QTRY_VERIFY_WITH_TIMEOUT(m_client->total().startsWith(QStringLiteral("20,000 hits")), kWaitMillis);
    QVERIFY(QTest::qWaitForWindowActive(m_client->window()));
}

void TestDesktop::init()
{
    // Keys go where the window is active; another client may have been in front.
    m_client->window()->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_client->window()));
}

void TestDesktop::sampleShopShowsEverythingAtOnce()
{
    QVERIFY(m_client->find<QPlainTextEdit>("queryEditor"));
    QVERIFY(m_client->find<QWidget>("histogram"));
    QVERIFY(m_client->find<QTableView>("hits")->model()->rowCount() > 50);
    QVERIFY(m_client->find<QWidget>("documentPane"));
    QTRY_VERIFY(fieldValue(QStringLiteral("status"), QStringLiteral("503")).isValid());
    QCOMPARE(fieldValue(QStringLiteral("status"), QStringLiteral("503")).data(FieldsModel::CountRole).toInt(),
             532);
    QVERIFY(!m_secrets->isEmpty());
}

void TestDesktop::enterTakesTheLocalWorkspace()
{
    QTemporaryDir empty;
    DesktopDriver client(empty.path(), std::make_shared<MemorySecrets>());
    QTest::keyClick(client.find<QAbstractButton>("local"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(client.find<QWidget>("explore"), kWaitMillis);
    const auto isTold = [&client] {
        const auto labels = client.window()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->isVisible() && label->text() == QStringLiteral("Nothing to search yet");
        });
    };
    QTRY_VERIFY(isTold());
}

void TestDesktop::typedQueryChangesTheHits()
{
    QVERIFY(m_client->ask(QStringLiteral("status:404")));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("190 hits")));
    QCOMPARE(tabs()->tabText(0), QStringLiteral("shop-access: status:404"));
}

void TestDesktop::brokenQueryIsUnderlinedAndNotSent()
{
    const QString before = m_client->total();
    QVERIFY(m_client->ask(QStringLiteral("path:\"/cart")));
    QTRY_VERIFY(m_client->find<QLabel>("problem"));
    QVERIFY(!m_client->find<QLabel>("problem")->text().isEmpty());
    QCOMPARE(m_client->total(), before);
}

void TestDesktop::completionComesFromTheServer()
{
    auto *editor = m_client->find<QPlainTextEdit>("queryEditor");
    editor->setFocus();
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("method:POST and status:"));
    const auto offers = [this](const QString &text) {
        const auto lists = m_client->window()->findChildren<QListWidget *>();
        return std::any_of(lists.begin(), lists.end(), [&text](const QListWidget *list) {
            return list->isVisible() && !list->findItems(text, Qt::MatchExactly).isEmpty();
        });
    };
    // Only those that a POST was answered with.
    QTRY_VERIFY(offers(QStringLiteral("503")));
    QVERIFY(!offers(QStringLiteral("304")));
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(!offers(QStringLiteral("503")));
    QTest::keyClicks(editor, QStringLiteral("50"));
    QTRY_VERIFY(offers(QStringLiteral("503")));
    QTest::keyClick(editor, Qt::Key_Down);
    QTest::keyClick(editor, Qt::Key_Return);
    QVERIFY2(editor->toPlainText().startsWith(QStringLiteral("method:POST and status:50")),
             qPrintable(editor->toPlainText()));
    QVERIFY(editor->toPlainText().endsWith(QLatin1Char(' ')));
}

void TestDesktop::suggestionLeadsToTheStory()
{
    QVERIFY(m_client->find<QWidget>("suggestions"));
    QVERIFY(m_client->click("help.sample1"));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("532 hits")));
}

void TestDesktop::keysOnAFieldValueFilter()
{
    QVERIFY(m_client->ask(QString()));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("20,000 hits")));
    QTRY_VERIFY(fieldValue(QStringLiteral("method"), QStringLiteral("POST")).isValid());
    auto *view = m_client->find<QTreeView>("fields");
    view->setFocus();
    view->setCurrentIndex(fieldValue(QStringLiteral("method"), QStringLiteral("POST")));
    QTest::keyClick(view, Qt::Key_Plus);
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("3,366 hits")));
    auto *filters = m_client->window()->findChild<FilterBar *>();
    QCOMPARE(filters->filters().size(), 1);
    QTRY_VERIFY(fieldValue(QStringLiteral("method"), QStringLiteral("POST")).isValid());
    view->setCurrentIndex(fieldValue(QStringLiteral("method"), QStringLiteral("POST")));
    QTest::keyClick(view, Qt::Key_Minus);
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("16,634 hits")));
    QCOMPARE(filters->filters().size(), 1);
    QVERIFY(m_client->ask(QStringLiteral("status:302")));
    QTRY_VERIFY(!m_client->total().startsWith(QStringLiteral("16,634")));
    QTest::keyClick(filters->findChild<QToolButton *>(), Qt::Key_Delete);
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("296 hits")));
}

void TestDesktop::enterOpensTheDocument()
{
    press(Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!m_client->find<QWidget>("documentPane"));
    auto *table = m_client->find<QTableView>("hits");
    table->setFocus();
    QTest::keyClick(table, Qt::Key_Down);
    QTest::keyClick(table, Qt::Key_Return);
    QTRY_VERIFY(m_client->find<QWidget>("documentPane"));
    QVERIFY(m_client->find<QWidget>("documentPane")->findChild<QTableView *>()->model()->rowCount() > 5);
}

void TestDesktop::tabsOpenAndClose()
{
    QCOMPARE(tabs()->count(), 1);
    press(Qt::Key_T);
    QTRY_COMPARE(tabs()->count(), 2);
    QTRY_VERIFY(!m_client->total().isEmpty());
    press(Qt::Key_W);
    QTRY_COMPARE(tabs()->count(), 1);
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("296 hits")));
}

void TestDesktop::saveAs(const QString &name, const QString &tags)
{
    press(Qt::Key_S, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(m_client->find<QLineEdit>("saveName"));
    auto *edit = m_client->find<QLineEdit>("saveName");
    edit->selectAll();
    QTest::keyClicks(edit, name);
    QTest::keyClicks(m_client->find<QLineEdit>("saveTags"), tags);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(m_client->find<QLabel>("savedName"));
    QTRY_COMPARE(m_client->find<QLabel>("savedName")->text(), name);
}

QStringList TestDesktop::savedNames() const
{
    QStringList names;
    const QAbstractItemModel *model = m_client->find<QTreeView>("savedList")->model();
    for (int row = 0; row < model->rowCount(); ++row)
        names.append(model->index(row, 0).data().toString());
    return names;
}

void TestDesktop::aSavedSearchIsRunChangedAndReverted()
{
    QVERIFY(m_client->ask(QStringLiteral("status:404")));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("190 hits")));
    saveAs(QStringLiteral("Lost pages"), QStringLiteral("shop, errors"));
    QVERIFY(!m_client->find<QLabel>("unsavedDot"));
    QVERIFY(m_client->ask(QStringLiteral("status:503")));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("532 hits")));
    QVERIFY(m_client->find<QLabel>("unsavedDot"));
    QVERIFY(m_client->click("revert"));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("190 hits")));
    QVERIFY(!m_client->find<QLabel>("unsavedDot"));
    QVERIFY(m_client->ask(QStringLiteral("status:503")));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("532 hits")));
    press(Qt::Key_S);
    QTRY_VERIFY(!m_client->find<QLabel>("unsavedDot"));
    QVERIFY(m_client->ask(QString()));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("20,000 hits")));
    press(Qt::Key_H);
    QTRY_VERIFY(m_client->find<QTreeView>("savedList"));
    QTRY_COMPARE(savedNames(), QStringList{QStringLiteral("Lost pages")});
    auto *list = m_client->find<QTreeView>("savedList");
    QCOMPARE(list->model()->index(0, 1).data().toString(), QStringLiteral("shop, errors"));
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("532 hits")));
}

void TestDesktop::savedSearchesAreRenamedCopiedDeletedAndBack()
{
    auto *list = m_client->find<QTreeView>("savedList");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(0, 0));
    QTest::keyClick(list, Qt::Key_F2);
    QTRY_VERIFY(list->viewport()->findChild<QLineEdit *>());
    auto *name = list->viewport()->findChild<QLineEdit *>();
    name->selectAll();
    QTest::keyClicks(name, QStringLiteral("Overload"));
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(savedNames(), QStringList{QStringLiteral("Overload")});
    QTRY_COMPARE(m_client->find<QLabel>("savedName")->text(), QStringLiteral("Overload"));
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(m_client->click("duplicateSaved"));
    const QStringList both{QStringLiteral("Overload"), QStringLiteral("Overload (copy)")};
    QTRY_COMPARE(savedNames(), both);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_COMPARE(savedNames(), both.mid(0, 1));
    QVERIFY(m_client->click("undoDelete"));
    QTRY_COMPARE(savedNames(), both);
}

void TestDesktop::savedSearchesGoThroughAFile()
{
    const QString path = m_directory.filePath(QStringLiteral("kept.json"));
    const auto choose = [this, &path](const char *button) {
        QVERIFY(m_client->click(button));
        QTRY_VERIFY(m_client->window()->findChild<QFileDialog *>());
        auto *dialog = m_client->window()->findChild<QFileDialog *>();
        auto *name = dialog->findChild<QLineEdit *>();
        QVERIFY(name);
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        QTRY_VERIFY(!m_client->window()->findChild<QFileDialog *>());
    };
    choose("exportSaved");
    QTRY_VERIFY(QFile::exists(path));
    auto *list = m_client->find<QTreeView>("savedList");
    list->setFocus();
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Delete);
    QTRY_COMPARE(savedNames().size(), 1);
    choose("importSaved");
    QTRY_COMPARE(savedNames().size(), 2);
    QTRY_COMPARE(m_client->find<QLabel>("savedNotice")->text(),
                 QStringLiteral("1 imported, 1 there already"));
}

void TestDesktop::tagsAreEditedAndTheHistoryComesBack()
{
    auto *list = m_client->find<QTreeView>("savedList");
    list->setCurrentIndex(list->model()->index(0, 0));
    QVERIFY(m_client->click("editSaved"));
    QTRY_VERIFY(m_client->find<QLineEdit>("saveTags"));
    auto *tags = m_client->find<QLineEdit>("saveTags");
    tags->selectAll();
    QTest::keyClicks(tags, QStringLiteral("urgent"));
    QTest::keyClick(tags, Qt::Key_Return);
    QTRY_COMPARE(list->model()->index(0, 1).data().toString(), QStringLiteral("urgent"));
    const QAbstractItemModel *history = m_client->find<QTreeView>("historyList")->model();
    const int lines = history->rowCount();
    QVERIFY(lines > 0);
    QVERIFY(m_client->click("clearHistory"));
    QTRY_COMPARE(history->rowCount(), 0);
    QVERIFY(m_client->click("undoDelete"));
    QTRY_COMPARE(history->rowCount(), lines);
}

void TestDesktop::upWalksTheHistory()
{
    const QStringList queries{QStringLiteral("status:301"), QStringLiteral("status:302")};
    for (const QString &query : queries) {
        QVERIFY(m_client->ask(query));
        auto *history = m_client->find<QTreeView>("historyList");
        QTRY_VERIFY(history->model()->index(0, 0).data().toString().endsWith(query));
    }
    QVERIFY(m_client->ask(QString()));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("20,000 hits")));
    auto *editor = m_client->find<QPlainTextEdit>("queryEditor");
    QTest::keyClick(editor, Qt::Key_Up);
    QCOMPARE(editor->toPlainText(), queries.last());
    QTest::keyClick(editor, Qt::Key_Up);
    QCOMPARE(editor->toPlainText(), queries.first());
    auto *history = m_client->find<QTreeView>("historyList");
    history->setFocus();
    history->setCurrentIndex(history->model()->index(0, 0));
    QTest::keyClick(history, Qt::Key_Return);
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("296 hits")));
    QVERIFY(m_client->click("closeSaved"));
    QVERIFY(!m_client->find<QTreeView>("savedList"));
}

void TestDesktop::importKeepsABadRowApart()
{
    const QString path = m_directory.filePath(QStringLiteral("lamps.csv"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id,name,price\n");
    for (int row = 1; row <= 40; ++row)
        file.write(QStringLiteral("L-%1,Lamp %1,%2.5\n").arg(row).arg(row * 3).toUtf8());
    file.write("L-41,\"Lamp,with,too,many\",1,2,3,4\n");
    file.close();
    press(Qt::Key_2);
    QTRY_VERIFY(m_client->find<QWidget>("import"));
    QVERIFY(m_client->dropFile(path));
    QTRY_VERIFY_WITH_TIMEOUT(m_client->find<QTableView>("mapping"), kWaitMillis);
    QCOMPARE(m_client->find<QTableView>("mapping")->model()->rowCount(), 2);
    QVERIFY(m_client->click("check"));
    QTRY_VERIFY_WITH_TIMEOUT(m_client->find<QAbstractButton>("importNow") &&
                                 m_client->find<QAbstractButton>("importNow")->isEnabled(),
                             kWaitMillis);
    QTRY_VERIFY(m_client->find<QTableView>("problems"));
    QCOMPARE(m_client->find<QTableView>("problems")->model()->rowCount(), 1);
    QVERIFY(m_client->click("importNow"));
    QTRY_VERIFY_WITH_TIMEOUT(m_client->find<QAbstractButton>("openInExplore"), kWaitMillis);
    const auto ledgers = m_client->window()->findChildren<LedgerBar *>();
    QVERIFY(!ledgers.isEmpty());
    const QString ledger = ledgers.last()->text();
    QVERIFY2(ledger.contains(QStringLiteral("41 received")), qPrintable(ledger));
    QVERIFY2(ledger.contains(QStringLiteral("40 indexed")), qPrintable(ledger));
    QVERIFY(m_client->click("openInExplore"));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("40 hits")));
}

void TestDesktop::monitorShowsEveryComponent()
{
    press(Qt::Key_3);
    QTRY_VERIFY(m_client->find<QTableView>("components"));
    const QAbstractItemModel *model = m_client->find<QTableView>("components")->model();
    QTRY_COMPARE(model->rowCount(), 5);
    QStringList names;
    for (int row = 0; row < model->rowCount(); ++row)
        names.append(model->index(row, 0).data().toString());
    for (const char *name : {"gateway", "database", "cache", "search index", "disk"})
        QVERIFY2(names.contains(QString::fromLatin1(name)), qPrintable(names.join(QLatin1Char(' '))));
}

void TestDesktop::adminClearsTheCacheAfterAPreview()
{
    press(Qt::Key_4);
    QTRY_VERIFY(m_client->find<QTableView>("queryShapes"));
    QTRY_VERIFY(m_client->find<QTableView>("queryShapes")->model()->rowCount() > 0);
    QCOMPARE(m_client->find<QTableView>("cachePolicies")->model()->rowCount(), 5);
    auto *clear = m_client->find<QAbstractButton>("clearNow");
    QVERIFY(!clear->isEnabled());
    QVERIFY(m_client->click("clearPreview"));
    QTRY_VERIFY(clear->isEnabled());
    QVERIFY(m_client->click("clearNow"));
    QTRY_VERIFY(!clear->isEnabled());
    const QAbstractItemModel *audit = m_client->find<QTableView>("auditLines")->model();
    QTRY_VERIFY(audit->rowCount() > 0);
    QTRY_COMPARE(audit->index(0, 2).data().toString(), QStringLiteral("cache.invalidate"));
    QVERIFY(m_client->click("warm"));
    QTRY_COMPARE(audit->index(0, 2).data().toString(), QStringLiteral("cache.warm"));
}

void TestDesktop::paletteRunsACommand()
{
    press(Qt::Key_K);
    QTRY_VERIFY(QApplication::focusWidget() != nullptr);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("too cheaply"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_VERIFY(m_client->find<QPlainTextEdit>("queryEditor"));
    QTRY_COMPARE(m_client->find<QPlainTextEdit>("queryEditor")->toPlainText(),
                 textOf(ingest::sampleQueries().at(1).query));
    QTRY_VERIFY(!m_client->total().isEmpty() && !m_client->total().startsWith(QStringLiteral("0 hits")));
}

void TestDesktop::secondClientOnTheSameWorkspaceSaysWhy()
{
    QTemporaryDir other;
    QVERIFY(QFile::link(m_directory.path() + QStringLiteral("/workspace"),
                        other.path() + QStringLiteral("/workspace")));
    DesktopDriver second(other.path(), std::make_shared<MemorySecrets>());
    QVERIFY(second.click("local"));
    const auto said = [&second] {
        QStringList texts;
        for (const StatusLine *status : second.window()->findChildren<StatusLine *>()) {
            if (status->isVisible())
                texts.append(status->text());
        }
        return texts.join(QLatin1Char('\n'));
    };
    QTRY_VERIFY_WITH_TIMEOUT(said().contains(QStringLiteral("open in another ExplorerIO")), kWaitMillis);
    QVERIFY(second.find<QAbstractButton>("connect")->isEnabled());
}

void TestDesktop::restartRestoresTheSession()
{
    QVERIFY(m_client->click("help.sample1"));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("532 hits")));
    QVERIFY(m_client->ask(QStringLiteral("status:404")));
    QTRY_VERIFY(m_client->total().startsWith(QStringLiteral("190 hits")));
    const QString title = tabs()->tabText(0);
    m_client->window()->close();
    m_client.reset();
    m_client = std::make_unique<DesktopDriver>(m_directory.path(), m_secrets);
    QTRY_VERIFY_WITH_TIMEOUT(m_client->total().startsWith(QStringLiteral("190 hits")), kWaitMillis);
    QCOMPARE(m_client->find<QPlainTextEdit>("queryEditor")->toPlainText(), QStringLiteral("status:404"));
    QCOMPARE(tabs()->tabText(0), title);
}

QTEST_MAIN(TestDesktop)
#include "tst_desktop.moc"
