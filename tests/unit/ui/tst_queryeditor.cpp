#include "ui/explore/completionpopup.h"
#include "ui/explore/queryeditor.h"
#include "ui/widgets/theme.h"

#include <QListWidget>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace explorer;
using namespace explorer::ui;

class TestQueryEditor : public QObject
{
    Q_OBJECT

    Theme m_theme;
    std::unique_ptr<QWidget> m_window;
    QueryEditor *m_editor = nullptr;

    static api::SuggestAnswer values()
    {
        api::SuggestAnswer answer;
        answer.context = "value";
        answer.replaceOffset = 7;
        answer.items = {{"404", "404", "value", "long", 12}, {"500", "500", "value", "long", 3}};
        return answer;
    }

private Q_SLOTS:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        auto *layout = new QVBoxLayout(m_window.get());
        m_editor = new QueryEditor(&m_theme);
        layout->addWidget(m_editor);
        api::Schema schema;
        schema.fields["status"] = {api::FieldType::Long, "standard", 1};
        schema.fields["message"] = {api::FieldType::Text, "standard", 1};
        m_editor->setSchema(schema);
        m_window->resize(800, 400);
        m_window->show();
        m_window->activateWindow();
        m_editor->setFocus();
        QTRY_VERIFY(m_editor->hasFocus());
    }

    void enterRunsAndDoesNotAddALine()
    {
        QSignalSpy run(m_editor, &QueryEditor::runRequested);
        QTest::keyClicks(m_editor, QStringLiteral("mes"));
        QVERIFY(m_editor->isCompleting());
        QTest::keyClick(m_editor, Qt::Key_Return);
        QCOMPARE(run.size(), 1);
        QCOMPARE(m_editor->query(), QStringLiteral("mes"));
        QVERIFY(!m_editor->isCompleting());
    }

    void enterTakesACompletionThatWasChosen()
    {
        QSignalSpy run(m_editor, &QueryEditor::runRequested);
        QTest::keyClicks(m_editor, QStringLiteral("mes"));
        QTest::keyClick(m_editor, Qt::Key_Down);
        QTest::keyClick(m_editor, Qt::Key_Return);
        QCOMPARE(run.size(), 0);
        QCOMPARE(m_editor->query(), QStringLiteral("message:"));
    }

    void escapeClosesTheCompletionsOnly()
    {
        QTest::keyClicks(m_editor, QStringLiteral("st"));
        QVERIFY(m_editor->isCompleting());
        QTest::keyClick(m_editor, Qt::Key_Escape);
        QVERIFY(!m_editor->isCompleting());
        QCOMPARE(m_editor->query(), QStringLiteral("st"));
    }

    void offersTheServersValuesWithTheirCounts()
    {
        QSignalSpy wanted(m_editor, &QueryEditor::suggestionsWanted);
        QTest::keyClicks(m_editor, QStringLiteral("status:"));
        QCOMPARE(wanted.last()[0].toString(), QStringLiteral("status:"));
        QVERIFY(!m_editor->isCompleting());
        m_editor->setSuggestions("status:", 7, values());
        QVERIFY(m_editor->isCompleting());
        auto *list = m_window->findChild<QListWidget *>();
        QCOMPARE(list->count(), 2);
        QCOMPARE(list->item(0)->data(Qt::AccessibleTextRole).toString(), QStringLiteral("404, 12"));
        // Typing on narrows what is there, and asks anew.
        QTest::keyClicks(m_editor, QStringLiteral("5"));
        QCOMPARE(list->count(), 1);
        QCOMPARE(wanted.last()[0].toString(), QStringLiteral("status:5"));
        QTest::keyClick(m_editor, Qt::Key_Tab);
        QCOMPARE(m_editor->query(), QStringLiteral("status:500 "));
        QVERIFY(!m_editor->isCompleting());
    }

    void dropsSuggestionsForAnotherTextOrPlace()
    {
        QTest::keyClicks(m_editor, QStringLiteral("status:"));
        m_editor->setSuggestions("statu:", 6, values());
        QVERIFY(!m_editor->isCompleting());
        QTest::keyClick(m_editor, Qt::Key_Left);
        m_editor->setSuggestions("status:", 7, values());
        QVERIFY(!m_editor->isCompleting());
    }

    void dropsSuggestionsThatComeAfterEscapeOrEnter_data()
    {
        QTest::addColumn<int>("key");
        QTest::newRow("Esc") << int(Qt::Key_Escape);
        QTest::newRow("Enter") << int(Qt::Key_Return);
    }
    void dropsSuggestionsThatComeAfterEscapeOrEnter()
    {
        QFETCH(int, key);
        QSignalSpy unwanted(m_editor, &QueryEditor::suggestionsUnwanted);
        QTest::keyClicks(m_editor, QStringLiteral("st"));
        QVERIFY(m_editor->isCompleting());
        unwanted.clear();
        QTest::keyClick(m_editor, Qt::Key(key));
        QVERIFY(!unwanted.isEmpty());
        api::SuggestAnswer answer = values();
        answer.replaceOffset = 0;
        m_editor->setSuggestions("st", 2, answer);
        QVERIFY(!m_editor->isCompleting());
    }

    void saysWhatIsWrongWhileTyping()
    {
        QSignalSpy changed(m_editor, &QueryEditor::problemsChanged);
        QTest::keyClicks(m_editor, QStringLiteral("status:(400"));
        QVERIFY(changed.size() > 0);
        QVERIFY(!m_editor->errors().empty());
        QCOMPARE(m_editor->errors().front().code, std::string("unterminated_group"));
        m_editor->setQuery(QStringLiteral("status:400"));
        QVERIFY(m_editor->errors().empty());
    }

    void literalTextHasNoProblems()
    {
        m_editor->setQuery(QStringLiteral("status:(400"));
        QVERIFY(!m_editor->errors().empty());
        m_editor->setLiteral(true);
        QVERIFY(m_editor->errors().empty());
    }

    void altEnterPutsTheFixInItsPlace()
    {
        m_editor->setQuery(QString::fromUtf8("\xF0\x9F\x98\x80 statuss:1"));
        ErrorDetail warning;
        warning.offset = 2;
        warning.length = 7;
        warning.fix = "status";
        m_editor->setServerProblems({}, {warning});
        QTest::keyClick(m_editor, Qt::Key_Return, Qt::AltModifier);
        QCOMPARE(m_editor->query(), QString::fromUtf8("\xF0\x9F\x98\x80 status:1"));
    }

    void upAndDownWalkTheHistoryAndGiveTheDraftBack()
    {
        m_editor->setHistory({QStringLiteral("first"), QStringLiteral("second")});
        m_editor->setQuery(QStringLiteral("draft"));
        QTest::keyClick(m_editor, Qt::Key_Up);
        QCOMPARE(m_editor->query(), QStringLiteral("second"));
        QTest::keyClick(m_editor, Qt::Key_Up);
        QTest::keyClick(m_editor, Qt::Key_Up);
        QCOMPARE(m_editor->query(), QStringLiteral("first"));
        QTest::keyClick(m_editor, Qt::Key_Down);
        QTest::keyClick(m_editor, Qt::Key_Down);
        QCOMPARE(m_editor->query(), QStringLiteral("draft"));
    }

    void growsToThreeLinesAndNoFurther()
    {
        const int one = m_editor->sizeHint().height();
        m_editor->setQuery(QStringLiteral("a\nb"));
        const int two = m_editor->sizeHint().height();
        QVERIFY(two > one);
        m_editor->setQuery(QStringLiteral("a\nb\nc\nd\ne"));
        QCOMPARE(m_editor->sizeHint().height() - one, 2 * (two - one));
    }

    void takesTwoKilobytes()
    {
        QString text;
        while (text.size() < 2000)
            text += QStringLiteral("status:404 or message:\"red shoes\" ");
        QBENCHMARK_ONCE { m_editor->setQuery(text.left(2000)); }
        QCOMPARE(m_editor->query(), text.left(2000));
    }
};

QTEST_MAIN(TestQueryEditor)
#include "tst_queryeditor.moc"
