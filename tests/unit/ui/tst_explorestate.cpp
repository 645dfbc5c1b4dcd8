#include "ui/explore/explorestate.h"

#include <QTest>

using namespace explorer;
using namespace explorer::ui;

class TestExploreState : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesARoundTrip()
    {
        ExploreState state;
        state.collection = QStringLiteral("access");
        state.query = QStringLiteral("status:404 \u00FC");
        state.filters = {{QStringLiteral("path"), QStringLiteral("/a b"), true, false, true}};
        state.time = {QStringLiteral("now-7d"), {}, QStringLiteral("Europe/Berlin")};
        state.columns = {QStringLiteral("status")};
        state.sort = {{"ts", true}};
        state.history = {QStringLiteral("one"), QStringLiteral("two")};
        const ExploreState back = ExploreState::fromJson(state.toJson());
        QCOMPARE(back.toJson(), state.toJson());
        QCOMPARE(back.filters, state.filters);
        QVERIFY(back.time == state.time);
    }

    void standsBrokenJson()
    {
        const ExploreState state = ExploreState::fromJson("{\"columns\":7,\"filters\":[3,{}],\"sort\":5");
        QVERIFY(state.collection.isEmpty());
        QVERIFY(state.filters.isEmpty());
    }

    void asksOnlyForWhatIsSwitchedOn()
    {
        ExploreState state;
        state.collection = QStringLiteral("c");
        state.query = QStringLiteral("  shoes ");
        state.timeField = QStringLiteral("ts");
        state.filters = {{QStringLiteral("a"), QStringLiteral("x"), false, true, false},
                         {QStringLiteral("b"), QStringLiteral("y z"), true, true, false},
                         {QStringLiteral("c"), QStringLiteral("off"), false, false, false}};
        api::SearchRequest request = state.toRequest();
        QCOMPARE(request.query, std::string("shoes"));
        QCOMPARE(request.filters, (std::vector<std::string>{"a:x", "not b:\"y z\""}));
        QVERIFY(!request.time);
        QCOMPARE(request.size, 200);
        state.time.from = QStringLiteral("now-1h");
        request = state.toRequest();
        QVERIFY(request.time);
        QCOMPARE(request.time->field, std::string("ts"));
        QCOMPARE(request.time->from, std::string("now-1h"));
    }

    void remembersEachQueryOnceTheNewestLast()
    {
        ExploreState state;
        for (const char *query : {"a", "b", "a", " "})
            state.remember(QString::fromLatin1(query));
        QCOMPARE(state.history, QStringList({QStringLiteral("b"), QStringLiteral("a")}));
    }

    void namesEachPresetOfTime()
    {
        for (const TimeChoice::Preset &preset : TimeChoice::presets()) {
            TimeChoice choice;
            choice.from = preset.from;
            QCOMPARE(choice.label(), preset.text);
        }
    }
};

QTEST_GUILESS_MAIN(TestExploreState)
#include "tst_explorestate.moc"
