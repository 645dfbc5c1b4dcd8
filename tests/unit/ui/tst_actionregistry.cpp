#include "ui/shell/actionregistry.h"
#include "ui/shell/fuzzymatch.h"

#include <QSignalSpy>
#include <QTest>

using namespace explorer::ui;

class TestActionRegistry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsActionsInOrderAndFindsThem()
    {
        ActionRegistry registry;
        QSignalSpy added(&registry, &ActionRegistry::added);
        QAction *run =
            registry.add(QStringLiteral("explore.run"), QStringLiteral("Run"), QKeySequence(Qt::Key_F9));
        QAction *stop = registry.add(QStringLiteral("explore.stop"), QStringLiteral("Stop"));
        QCOMPARE(registry.actions(), (QList<QAction *>{run, stop}));
        QCOMPARE(registry.find(QStringLiteral("explore.run")), run);
        QCOMPARE(registry.find(QStringLiteral("nothing")), nullptr);
        QCOMPARE(run->toolTip(), QStringLiteral("Run (F9)"));
        QCOMPARE(added.size(), 2);
    }

    void theSameIdIsTheSameAction()
    {
        ActionRegistry registry;
        QSignalSpy added(&registry, &ActionRegistry::added);
        QAction *first = registry.add(QStringLiteral("explore.run"), QStringLiteral("Run"));
        QAction *second = registry.add(QStringLiteral("explore.run"), QStringLiteral("Run again"));
        QCOMPARE(first, second);
        QCOMPARE(first->text(), QStringLiteral("Run again"));
        QCOMPARE(added.size(), 1);
    }

    void fuzzyMatchPrefersStartsOfWords_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("better");
        QTest::addColumn<QString>("worse");
        QTest::newRow("initials") << "nt"
                                  << "New tab"
                                  << "Document";
        QTest::newRow("a run") << "refr"
                               << "Refresh"
                               << "Remove frame";
        QTest::newRow("early") << "set"
                               << "Settings"
                               << "Close the set";
        QTest::newRow("missing letter") << "quit"
                                        << "Quit"
                                        << "Query it";
    }
    void fuzzyMatchPrefersStartsOfWords()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, better);
        QFETCH(QString, worse);
        const auto good = fuzzyMatch(pattern, better);
        QVERIFY(good);
        QVERIFY(*good > fuzzyMatch(pattern, worse).value_or(-1'000'000));
    }

    void fuzzyMatchRefusesWhatIsNotThere()
    {
        QVERIFY(!fuzzyMatch(QStringLiteral("xyz"), QStringLiteral("Refresh")));
        QVERIFY(fuzzyMatch(QString(), QStringLiteral("Refresh")));
    }
};

QTEST_MAIN(TestActionRegistry)
#include "tst_actionregistry.moc"
