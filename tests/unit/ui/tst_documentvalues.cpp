#include "ui/models/documentfieldsmodel.h"
#include "ui/models/documentvalues.h"
#include "ui/models/jsonmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;

class TestDocumentValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void flattensNestedObjectsInTheirOrder()
    {
        const auto values =
            DocumentValues::fromJson(R"({"z":1,"a":{"b":true,"c":null},"list":[{"k":"x"},{"k":"y"}]})");
        QStringList paths;
        for (const DocumentValue &value : values.values())
            paths.append(value.path);
        QCOMPARE(paths, QStringList({QStringLiteral("z"), QStringLiteral("a.b"), QStringLiteral("a.c"),
                                     QStringLiteral("list.k")}));
        QCOMPARE(values.find(QStringLiteral("list.k"))->text, QStringLiteral("x, y"));
        QCOMPARE(values.find(QStringLiteral("a.b"))->kind, DocumentValue::Kind::Boolean);
    }

    void keepsLongsExact()
    {
        const auto values = DocumentValues::fromJson(R"({"n":9223372036854775807})");
        QCOMPARE(values.find(QStringLiteral("n"))->text, QStringLiteral("9223372036854775807"));
    }

    void marksCodePointsOfTheRightElement()
    {
        // The first letter takes two UTF-16 units.
        const auto values = DocumentValues::fromJson("{\"t\":[\"one\",\"\xF0\x9F\x98\x80 shoe\"]}");
        const DocumentValue *value = values.find(QStringLiteral("t"));
        const TextSpans spans = DocumentValues::spans(*value, {{1, 2, 4}, {7, 0, 1}});
        QCOMPARE(spans.size(), std::size_t(1));
        QCOMPARE(value->text.mid(spans[0].start, spans[0].length), QStringLiteral("shoe"));
    }

    void showsJsonAsATree()
    {
        JsonModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setJson(R"({"a":{"b/c":[1,"x"]},"d":null})");
        const QModelIndex list = model.index(0, 0, model.index(0, 0));
        QCOMPARE(list.data().toString(), QStringLiteral("b/c"));
        QCOMPARE(list.data(JsonModel::PointerRole).toString(), QStringLiteral("/a/b~1c"));
        QCOMPARE(model.index(1, 1, list).data().toString(), QStringLiteral("\"x\""));
        model.setJson("{broken");
        QCOMPARE(model.rowCount(), 1);
    }

    void listsTheFieldsOfADocument()
    {
        DocumentFieldsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        api::SearchHit hit;
        hit.source = R"({"title":"red shoes"})";
        hit.highlights["title"] = {{0, 0, 3}};
        model.setDocument(hit);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.index(0, 1).data().toString(), QStringLiteral("red shoes"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDocumentValues)
#include "tst_documentvalues.moc"
