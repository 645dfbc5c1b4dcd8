#include "ui/explore/filterbar.h"
#include "ui/widgets/theme.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace explorer::ui;

class TestFilterBar : public QObject
{
    Q_OBJECT

    Theme m_theme;

    static QToolButton *pill(const FilterBar &bar, int at)
    {
        for (QToolButton *button : bar.findChildren<QToolButton *>()) {
            if (!button->isHidden() && button->property("position").isValid() &&
                button->property("position").toInt() == at)
                return button;
        }
        return nullptr;
    }

private Q_SLOTS:
    void theSameValueOnceButTurned()
    {
        FilterBar bar(&m_theme);
        QSignalSpy changed(&bar, &FilterBar::filtersChanged);
        bar.add({QStringLiteral("status"), QStringLiteral("404"), false, true, false});
        bar.add({QStringLiteral("status"), QStringLiteral("404"), true, true, false});
        QCOMPARE(bar.filters().size(), 1);
        QVERIFY(bar.filters().first().isNegated);
        QCOMPARE(changed.size(), 2);
    }

    void keysSwitchInvertPinAndRemove()
    {
        FilterBar bar(&m_theme);
        bar.show();
        bar.add({QStringLiteral("status"), QStringLiteral("404"), false, true, false});
        QTest::keyClick(pill(bar, 0), Qt::Key_Space);
        QTRY_VERIFY(!bar.filters().first().isEnabled);
        QTest::keyClick(pill(bar, 0), Qt::Key_I);
        QVERIFY(bar.filters().first().isNegated);
        QTest::keyClick(pill(bar, 0), Qt::Key_P);
        QVERIFY(bar.filters().first().isPinned);
        QTest::keyClick(pill(bar, 0), Qt::Key_Delete);
        QVERIFY(bar.filters().isEmpty());
        QVERIFY(bar.isHidden());
    }

    void valuesAreWrittenSoThatTheyAreReadBack_data()
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("query");
        QTest::newRow("plain") << QStringLiteral("web-1") << QStringLiteral("host:web-1");
        QTest::newRow("blank") << QStringLiteral("a b") << QStringLiteral("host:\"a b\"");
        QTest::newRow("quote") << QStringLiteral("a\"b c") << QStringLiteral("host:\"a\\\"b c\"");
    }

    void valuesAreWrittenSoThatTheyAreReadBack()
    {
        QFETCH(QString, value);
        QFETCH(QString, query);
        QCOMPARE((Filter{QStringLiteral("host"), value, false, true, false}.toQuery()), query);
    }
};

QTEST_MAIN(TestFilterBar)
#include "tst_filterbar.moc"
