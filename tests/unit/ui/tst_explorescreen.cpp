#include "cannedserver.h"

#include "ui/client/apiclient.h"
#include "ui/explore/explorescreen.h"
#include "ui/explore/filterbar.h"
#include "ui/explore/hitstable.h"
#include "ui/explore/queryeditor.h"
#include "ui/shell/actionregistry.h"
#include "ui/widgets/statepanel.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>
#include <QTreeView>

using namespace explorer;
using namespace explorer::ui;
using Reply = test::CannedServer::Reply;

namespace
{

constexpr int kTotal = 450;

QByteArray collectionsBody(bool hasAny)
{
    nlohmann::json list = nlohmann::json::array();
    if (hasAny) {
        api::CollectionInfo info;
        info.name = "access";
        info.documentCount = kTotal;
        info.schema.fields["ts"] = {api::FieldType::Date, "standard", 1};
        info.schema.fields["status"] = {api::FieldType::Long, "standard", 1};
        info.schema.fields["path"] = {api::FieldType::Keyword, "standard", 1};
        list.push_back(info);
    }
    return QByteArray::fromStdString(nlohmann::json{{"collections", list}}.dump());
}

api::SearchAnswer answerTo(const api::SearchRequest &request)
{
    api::SearchAnswer answer;
    answer.total = request.query == "nothing" ? 0 : kTotal;
    answer.generation = 7;
    const int from = (request.cursor.empty() ? 0 : std::stoi(request.cursor)) + request.offset;
    const int to = std::min<int>(int(answer.total), from + request.size);
    for (int i = from; i < to; ++i) {
        api::SearchHit hit;
        hit.id = request.query + "#" + std::to_string(i);
        hit.source = R"({"ts":"2024-03-15T12:34:56Z","status":404,"path":"/a )" + std::to_string(i) + "\"}";
        answer.hits.push_back(hit);
    }
    if (to < answer.total && request.size > 0)
        answer.nextCursor = std::to_string(to);
    for (const std::string &field : request.facets)
        answer.facets.push_back({field, {{"404", 300}, {"200", 150}}, 0, 0, 2});
    return answer;
}

} // namespace

class TestExploreScreen : public QObject
{
    Q_OBJECT

    Theme m_theme;
    ActionRegistry m_actions;
    std::unique_ptr<test::CannedServer> m_server;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<ExploreScreen> m_screen;
    bool m_hasCollections = true;
    std::function<std::optional<Reply>(const api::SearchRequest &)> m_override;

    static Reply suggested(const test::CannedServer::Request &request)
    {
        const auto wanted = api::suggestRequestFromJson(nlohmann::json::parse(request.body.toStdString()));
        if (!wanted)
            return {422, R"({"title":"x","status":422,"detail":"bad request"})", false};
        api::SuggestAnswer answer;
        answer.context = "value";
        answer.replaceOffset = wanted->text.size();
        answer.items = {{"404", "404", "value", "long", std::int64_t(wanted->filters.size())}};
        return {200, QByteArray::fromStdString(api::toJson(answer).dump()), false};
    }

    Reply answer(const test::CannedServer::Request &request)
    {
        if (!request.path.contains("/search"))
            return {200, collectionsBody(m_hasCollections), false};
        if (request.path.contains("/suggest"))
            return suggested(request);
        const auto wanted = api::searchRequestFromJson(nlohmann::json::parse(request.body.toStdString()));
        if (!wanted)
            return {422, R"({"title":"x","status":422,"detail":"bad request"})", false};
        if (m_override) {
            if (const auto replaced = m_override(*wanted))
                return *replaced;
        }
        return {200,
                QByteArray::fromStdString(api::withEnvelope(api::encodeSearchBody(answerTo(*wanted)), 3, {})),
                false};
    }

    HitsTable *table() { return m_screen->findChild<HitsTable *>(); }
    QueryEditor *editor() { return m_screen->findChild<QueryEditor *>(); }
    StatePanel *panel() { return m_screen->findChild<StatePanel *>(); }
    QString total() { return m_screen->findChild<QLabel *>(QStringLiteral("total"))->text(); }
    api::SearchRequest lastSearch()
    {
        return *api::searchRequestFromJson(
            nlohmann::json::parse(m_server->requestsTo("/api/v1/search").last().body.toStdString()));
    }

    void open()
    {
        m_screen = std::make_unique<ExploreScreen>(Workbench{m_client.get(), &m_theme, &m_actions});
        m_screen->resize(1200, 800);
        m_screen->show();
        m_screen->activate();
    }

private Q_SLOTS:
    void init()
    {
        m_hasCollections = true;
        m_override = {};
        m_server = std::make_unique<test::CannedServer>();
        m_server->answer = [this](const auto &request) { return answer(request); };
        m_client = std::make_unique<ApiClient>();
        m_client->setTarget({m_server->url(), {}, {}, false});
    }

    void cleanup()
    {
        m_screen.reset();
        m_client.reset();
        m_server.reset();
    }

    void showsTheFirstCollectionAtOnce()
    {
        open();
        QTRY_VERIFY(total().contains(QStringLiteral("450")));
        QVERIFY(panel()->isShowingContent());
        const api::SearchRequest request = *api::searchRequestFromJson(
            nlohmann::json::parse(m_server->requestsTo("/search").first().body.toStdString()));
        QCOMPARE(request.histogram, std::string("ts:auto"));
        QVERIFY(request.sort == (std::vector<api::SortField>{{"ts", true}}));
        QVERIFY(request.highlight);
    }

    void scrollsToTheLastHitOfAll()
    {
        open();
        QTRY_VERIFY(table()->model()->rowCount() >= 200);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_End, Qt::ControlModifier);
        QTRY_COMPARE(table()->model()->rowCount(), kTotal);
        QTRY_COMPARE(table()->currentIndex().row(), kTotal - 1);
        QTRY_COMPARE(table()->currentIndex().data(Qt::UserRole + 3).toString(), QStringLiteral("#449"));
    }

    void suggestsWithinTheFiltersAndOnlyForTheNewestText()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        m_screen->findChild<FilterBar *>()->add({QStringLiteral("path"), QStringLiteral("/a 1"), false});
        m_screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_screen.get()));
        editor()->setFocus();
        QTest::keyClicks(editor(), QStringLiteral("status:"));
        QTRY_VERIFY(editor()->isCompleting());
        const auto asked = m_server->requestsTo("/suggest");
        // Typing did not rest between the keys.
        QVERIFY(asked.size() < 7);
        const auto last =
            *api::suggestRequestFromJson(nlohmann::json::parse(asked.last().body.toStdString()));
        QCOMPARE(last.text, std::string("status:"));
        QCOMPARE(last.filters.size(), std::size_t(1));
        QTest::keyClick(editor(), Qt::Key_Tab);
        QCOMPARE(editor()->query(), QStringLiteral("status:404 "));
    }

    void aClickOnAFixPutsItInAndRuns()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        m_override = [](const api::SearchRequest &request) -> std::optional<Reply> {
            if (request.query != "pth")
                return std::nullopt;
            api::SearchAnswer none;
            ErrorDetail warning;
            warning.code = "did_you_mean";
            warning.message = "Nothing holds pth. Did you mean path?";
            warning.offset = 0;
            warning.length = 3;
            warning.fix = "path";
            none.warnings = {warning};
            return Reply{
                200, QByteArray::fromStdString(api::withEnvelope(api::encodeSearchBody(none), 3, {})), false};
        };
        const auto searchFor = [this](const QString &query) {
            editor()->setQuery(query);
            Q_EMIT editor()->runRequested();
        };
        searchFor(QStringLiteral("pth"));
        const auto fix = [this]() -> QAbstractButton * {
            for (auto *button : m_screen->findChildren<QAbstractButton *>(QStringLiteral("fix"))) {
                if (button->isVisible())
                    return button;
            }
            return nullptr;
        };
        QTRY_VERIFY(fix());
        QTest::mouseClick(fix(), Qt::LeftButton);
        QTRY_COMPARE(lastSearch().query, std::string("path"));
        QTRY_VERIFY(panel()->isShowingContent());
        // Where the hits would stand it is offered as well.
        searchFor(QStringLiteral("pth"));
        QTRY_VERIFY(!panel()->isShowingContent() && !panel()->isLoading());
        Q_EMIT panel()->actionRequested();
        QTRY_COMPARE(lastSearch().query, std::string("path"));
    }

    void asksAgainByItselfWhereTheServerSaysWhen()
    {
        int refused = 0;
        m_override = [&refused](const api::SearchRequest &) -> std::optional<Reply> {
            if (refused++ > 0)
                return std::nullopt;
            return Reply{503, R"({"title":"x","status":503,"detail":"The index is being built."})", false,
                         "Retry-After: 1\r\n"};
        };
        open();
        QTRY_VERIFY(refused > 1);
        QTRY_VERIFY(panel()->isShowingContent());
    }

    void comparesTheShownDocumentWithAKeptOne()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        table()->goTo(0);
        m_actions.find(QStringLiteral("explore.compare"))->trigger();
        table()->goTo(1);
        auto *view = m_screen->findChild<QTableView *>(QStringLiteral("comparison"));
        QTRY_VERIFY(view->isVisible());
        QCOMPARE(view->model()->rowCount(), 3);
        m_screen->findChild<QAbstractButton *>(QStringLiteral("onlyDifferent"))->click();
        QCOMPARE(view->model()->rowCount(), 1);
        QCOMPARE(view->model()->index(0, 1).data().toString(), QStringLiteral("/a 0"));
        QCOMPARE(view->model()->index(0, 2).data().toString(), QStringLiteral("/a 1"));
    }

    void columnWidthsStayWithTheTab()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        m_screen->restoreState(
            R"({"collection":"access","columns":["status","path"],"widths":{"status":222,"path":-5}})");
        QTRY_COMPARE(table()->model()->columnCount(), 3);
        QTRY_COMPARE(table()->columnWidth(1), 222);
        table()->setColumnWidth(1, 111);
        const auto state = nlohmann::json::parse(m_screen->saveState().toStdString());
        QCOMPARE(state["widths"]["status"].get<int>(), 111);
        QVERIFY(!state["widths"].contains("path"));
    }

    void anOlderAnswerNeverOverwritesANewerOne()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        m_override = [](const api::SearchRequest &request) -> std::optional<Reply> {
            return request.query == "slow" ? std::optional<Reply>(Reply{200, {}, true}) : std::nullopt;
        };
        editor()->setQuery(QStringLiteral("slow"));
        Q_EMIT editor()->runRequested();
        editor()->setQuery(QStringLiteral("fast"));
        Q_EMIT editor()->runRequested();
        QTRY_VERIFY(panel()->isShowingContent());
        QTRY_COMPARE(table()->model()->index(0, 0).data(Qt::UserRole + 3).toString(),
                     QStringLiteral("fast#0"));
    }

    void offersTheNextStepWhereNothingMatches()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        editor()->setQuery(QStringLiteral("nothing"));
        Q_EMIT editor()->runRequested();
        QTRY_VERIFY(!panel()->isShowingContent());
        Q_EMIT panel()->actionRequested();
        QTRY_VERIFY(panel()->isShowingContent());
        QCOMPARE(editor()->query(), QString());
    }

    void withoutCollectionsItLeadsToImport()
    {
        m_hasCollections = false;
        QSignalSpy import(m_actions.add(QStringLiteral("area.import"), QStringLiteral("Import")),
                          &QAction::triggered);
        open();
        QTRY_VERIFY(!m_server->requestsTo("/collections").isEmpty());
        QTRY_VERIFY(!panel()->isLoading());
        QVERIFY(!panel()->isShowingContent());
        Q_EMIT panel()->actionRequested();
        QCOMPARE(import.size(), 1);
        QVERIFY(m_server->requestsTo("/search").isEmpty());
    }

    void aBrokenQueryIsNotSent()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        const qsizetype before = m_server->requestsTo("/search").size();
        editor()->setQuery(QStringLiteral("status:(404"));
        Q_EMIT editor()->runRequested();
        QCOMPARE(m_server->requestsTo("/search").size(), before);
        QVERIFY(m_screen->findChild<QLabel *>(QStringLiteral("problem"))->isVisible());
        m_actions.find(QStringLiteral("explore.literal"))->trigger();
        QTRY_VERIFY(m_server->requestsTo("/search").size() > before);
        QVERIFY(lastSearch().literal);
    }

    void sortsInTheIndex()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        Q_EMIT table()->sortRequested({"status", true});
        QTRY_VERIFY(lastSearch().sort == (std::vector<api::SortField>{{"status", true}}));
    }

    void filtersComeFromTheFieldsValues()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        auto *fields = m_screen->findChild<QTreeView *>(QStringLiteral("fields"));
        const QPersistentModelIndex status = fields->model()->index(1, 0);
        QCOMPARE(status.data().toString(), QStringLiteral("status"));
        fields->expand(status);
        QTRY_COMPARE(fields->model()->rowCount(status), 2);
        fields->setCurrentIndex(fields->model()->index(0, 0, status));
        QTest::keyClick(fields, Qt::Key_Minus);
        QTRY_COMPARE(lastSearch().filters, (std::vector<std::string>{"not status:404"}));
        QCOMPARE(m_screen->findChild<FilterBar *>()->filters().size(), 1);
    }

    void anExpiredSnapshotIsSearchedAgain()
    {
        open();
        QTRY_VERIFY(table()->model()->rowCount() >= 200);
        bool hasExpired = true;
        m_override = [&hasExpired](const api::SearchRequest &request) -> std::optional<Reply> {
            if (request.cursor.empty() || !hasExpired)
                return std::nullopt;
            hasExpired = false;
            return Reply{410, R"({"title":"gone","status":410,"detail":"The cursor has expired."})", false};
        };
        QTest::keyClick(table(), Qt::Key_End, Qt::ControlModifier);
        QTRY_VERIFY(!hasExpired);
        QTRY_VERIFY(panel()->isShowingContent());
        QTRY_VERIFY(table()->model()->rowCount() >= 200);
    }

    void copiesCellRowAndJson()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        m_screen->restoreState(R"({"collection":"access","columns":["status","path"]})");
        QTRY_COMPARE(table()->model()->columnCount(), 3);
        QTRY_VERIFY(table()->model()->rowCount() > 0);
        table()->setCurrentIndex(table()->model()->index(0, 2));
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("/a 0"));
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("2024-03-15T12:34:56Z\t404\t/a 0"));
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier | Qt::AltModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QLatin1Char('{')));
    }

    void everyControlHasAName()
    {
        open();
        QTRY_VERIFY(panel()->isShowingContent());
        for (const QWidget *widget : m_screen->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus)
                continue;
            if (const auto *button = qobject_cast<const QAbstractButton *>(widget);
                button && !button->text().isEmpty())
                continue;
            if (widget->accessibleName().isEmpty() &&
                !qobject_cast<const QAbstractItemView *>(widget->parentWidget()))
                QVERIFY2(qobject_cast<const QLineEdit *>(widget) ||
                             widget->objectName().startsWith(QStringLiteral("qt_")),
                         qPrintable(QString::fromLatin1(widget->metaObject()->className()) +
                                    QLatin1Char(' ') + widget->objectName()));
        }
    }
};

QTEST_MAIN(TestExploreScreen)
#include "tst_explorescreen.moc"
