#include "core/api/documentcontext.h"
#include "core/api/exportrequest.h"
#include "core/api/savedsearch.h"
#include "core/api/suggest.h"

#include <QTest>

using namespace explorer;
using nlohmann::json;

namespace
{

/// The pointers of an error's details, in order.
QByteArray pointersOf(const Error &error)
{
    QByteArray pointers;
    for (const ErrorDetail &detail : error.details)
        pointers += (pointers.isEmpty() ? "" : " ") + QByteArray::fromStdString(detail.pointer);
    return pointers;
}

json draft()
{
    return json::parse(R"({"name":"Errors of today","tags":["ops","ops","night"],"search":{
        "collection":["logs","shop"],"query":"status:500","filters":["host:web"],
        "time":{"field":"ts","from":"now-1d","to":"","zone":"Europe/Berlin"},
        "sort":"ts:desc,id:asc","columns":["ts","message"]}})");
}

} // namespace

/// The bodies of saved searches, history, export, suggest and context.
class SavedSearchTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWritesADraft();
    void tellsEveryProblemWithItsPointer();
    void limitsWhatIsKept_data();
    void limitsWhatIsKept();
    void takesAPortableFileBack();
    void refusesOtherFiles();
    void readsAnExportRequest();
    void readsASuggestRequestAndItsAnswer();
    void readsAContextAsWritten();
};

void SavedSearchTest::readsAndWritesADraft()
{
    const auto read = api::savedSearchDraftFromJson(draft());
    QVERIFY2(read, read ? "" : read.error().message.c_str());
    QCOMPARE(read->name, std::string("Errors of today"));
    QCOMPARE(read->tags, (std::vector<std::string>{"ops", "night"}));
    QCOMPARE(read->search.collections, (std::vector<std::string>{"logs", "shop"}));
    QCOMPARE(read->search.time->zone, std::string("Europe/Berlin"));
    QVERIFY(read->search.sort[0].descending);
    QCOMPARE(read->search.columns.size(), std::size_t{2});
    const auto again = api::savedSearchDraftFromJson(api::toJson(*read));
    QVERIFY(again);
    QCOMPARE(api::toJson(*again).dump(), api::toJson(*read).dump());
}

void SavedSearchTest::tellsEveryProblemWithItsPointer()
{
    json body = draft();
    body["name"] = "";
    body["shared"] = true;
    body["search"]["size"] = 5;
    body["search"]["query"] = 7;
    const auto read = api::savedSearchDraftFromJson(body);
    QVERIFY(!read);
    const QList<QByteArray> pointers = pointersOf(read.error()).split(' ');
    for (const char *expected : {"/shared", "/name", "/search/size", "/search/query"})
        QVERIFY2(pointers.contains(expected), expected);
    body = draft();
    body.erase("search");
    QCOMPARE(pointersOf(api::savedSearchDraftFromJson(body).error()), QByteArray("/search"));
}

void SavedSearchTest::limitsWhatIsKept_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<QByteArray>("pointer");
    const auto row = [](const char *name, const json &patch, const char *pointer) {
        QTest::newRow(name) << QByteArray::fromStdString(patch.dump()) << QByteArray(pointer);
    };
    row("long name", {{"name", std::string(201, 'x')}}, "/name");
    row("tags", {{"tags", json::array()}}, "");
    json tags = json::array();
    for (int i = 0; i < 21; ++i)
        tags.push_back(std::to_string(i));
    row("many tags", {{"tags", tags}}, "/tags");
    row("long tag", {{"tags", {std::string(51, 'x')}}}, "/tags");
    row("long query", {{"search", {{"query", std::string(2049, 'x')}}}}, "/search/query");
    row("no collection", {{"search", {{"collection", json::array()}}}}, "/search/collection");
    row("many columns", {{"search", {{"columns", std::vector<std::string>(257, "c")}}}}, "/search/columns");
    row("long filter", {{"search", {{"filters", {std::string(2049, 'x')}}}}}, "/search/filters/0");
    row("all too long", {{"search", {{"filters", std::vector<std::string>(16, std::string(1500, 'x'))}}}},
        "/search");
}

void SavedSearchTest::limitsWhatIsKept()
{
    QFETCH(QByteArray, patch);
    QFETCH(QByteArray, pointer);
    json body = draft();
    body.merge_patch(json::parse(patch.toStdString()));
    const auto read = api::savedSearchDraftFromJson(body);
    QCOMPARE(static_cast<bool>(read), pointer.isEmpty());
    if (!read)
        QCOMPARE(pointersOf(read.error()), pointer);
}

void SavedSearchTest::takesAPortableFileBack()
{
    api::SavedSearch saved;
    saved.id = "01";
    saved.etag = "\"3\"";
    saved.draft = *api::savedSearchDraftFromJson(draft());
    const json file = api::portableSavedSearches({saved});
    QVERIFY(!file["saved_searches"][0].contains("id"));
    const auto back = api::savedSearchImportFromJson(file);
    QVERIFY(back);
    QCOMPARE(api::toJson(back->at(0)).dump(), api::toJson(saved.draft).dump());

    api::HistoryEntry entry;
    entry.at = 1'700'000'000'123;
    entry.search = saved.draft.search;
    entry.total = 7;
    entry.tookMillis = 1.5;
    const auto history = api::historyImportFromJson(api::portableHistory({entry}));
    QVERIFY(history);
    QCOMPARE(history->at(0).at, entry.at);
    QCOMPARE(history->at(0).total, std::int64_t{7});
}

void SavedSearchTest::refusesOtherFiles()
{
    json file = api::portableSavedSearches({});
    file["version"] = 2;
    QCOMPARE(api::savedSearchImportFromJson(file).error().reason, std::string("import_format"));
    QCOMPARE(api::historyImportFromJson(api::portableHistory({})).has_value(), true);
    QCOMPARE(api::historyImportFromJson(file).error().reason, std::string("unknown_member"));
    json bad = api::portableSavedSearches({});
    bad["saved_searches"] = {draft(), 5, {{"name", "x"}}};
    QCOMPARE(pointersOf(api::savedSearchImportFromJson(bad).error()),
             QByteArray("/saved_searches/1 /saved_searches/2/search"));
}

void SavedSearchTest::readsAnExportRequest()
{
    const auto read = api::exportRequestFromJson(json::parse(
        R"({"collection":"c","query":"a","format":"csv","fields":["id","x.y"],"formula_guard":false})"));
    QVERIFY(read);
    QVERIFY(read->format == api::ExportFormat::Csv);
    QVERIFY(!read->formulaGuard);
    QCOMPARE(read->search.fields.size(), std::size_t{2});
    const auto again = api::exportRequestFromJson(api::toJson(*read));
    QVERIFY2(again, again ? "" : again.error().message.c_str());
    QCOMPARE(api::toJson(*again).dump(), api::toJson(*read).dump());
    const auto bad = api::exportRequestFromJson(json::parse(R"({"collection":"c","format":"xls","size":3})"));
    QCOMPARE(pointersOf(bad.error()), QByteArray("/size /format"));
}

void SavedSearchTest::readsASuggestRequestAndItsAnswer()
{
    const auto read = api::suggestRequestFromJson(
        json::parse(R"({"collection":["c"],"text":"sta","cursor":3,"filters":["a:b"],"size":5})"));
    QVERIFY(read);
    QCOMPARE(*read->cursor, std::size_t{3});
    QCOMPARE(read->size, 5);
    QCOMPARE(api::toJson(*api::suggestRequestFromJson(api::toJson(*read))).dump(), api::toJson(*read).dump());
    QVERIFY(!api::suggestRequestFromJson(json::parse(R"({"collection":"c","query":"x"})")));

    api::SuggestAnswer answer;
    answer.context = "value";
    answer.replaceOffset = 4;
    answer.replaceLength = 2;
    answer.items = {{"200", "200", "value", "long", 12}, {"and", "and ", "keyword", "", {}}};
    const auto back = api::suggestAnswerFromJson(api::toJson(answer).dump());
    QVERIFY(back);
    QVERIFY(back->items == answer.items);
    QCOMPARE(back->replaceOffset, std::size_t{4});
}

void SavedSearchTest::readsAContextAsWritten()
{
    api::DocumentContext context;
    context.before.push_back({"1", "c", 0, R"({"b":1,"a":2})", {}});
    context.document = {"2", "c", 0, R"({"id":"2"})", {}};
    const auto back = api::documentContextFromJson(api::encodeDocumentContext(context));
    QVERIFY(back);
    QCOMPARE(back->before.at(0).source, std::string(R"({"b":1,"a":2})"));
    QCOMPARE(back->document.id, std::string("2"));
    QVERIFY(back->after.empty());
}

QTEST_GUILESS_MAIN(SavedSearchTest)
#include "tst_savedsearch.moc"
