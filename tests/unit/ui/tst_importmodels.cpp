#include "ui/models/mappingmodel.h"
#include "ui/models/problemsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;

class TestImportModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void measuresHowMuchReadsAsTheType()
    {
        MappingModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        api::Schema schema;
        schema.fields["status"] = {api::FieldType::Long, "standard", 1};
        model.setSample(schema,
                        {R"({"status":200})", R"({"status":"n/a"})", R"({"other":1})", R"({"status":404})",
                         R"({"status":"7"})"},
                        {});
        const QModelIndex readable = model.index(0, MappingModel::Readable);
        QCOMPARE(readable.data(MappingModel::ShareRole).toDouble(), 0.75);
        QCOMPARE(model.index(0, MappingModel::Sample).data().toString(), QStringLiteral("200"));
        QSignalSpy changed(&model, &MappingModel::schemaChanged);
        QVERIFY(model.setData(model.index(0, MappingModel::Type), QStringLiteral("keyword"), Qt::EditRole));
        QCOMPARE(readable.data(MappingModel::ShareRole).toDouble(), 1.0);
        QCOMPARE(changed.size(), 1);
        QVERIFY(model.schema().find("status")->type == api::FieldType::Keyword);
        QVERIFY(!model.setData(model.index(0, MappingModel::Type), QStringLiteral("colour"), Qt::EditRole));
    }

    void fieldsOfTheCollectionKeepTheirType()
    {
        MappingModel model;
        api::Schema detected;
        detected.fields["status"] = {api::FieldType::Long, "standard", 1};
        detected.fields["fresh"] = {api::FieldType::Text, "standard", 1};
        api::Schema known;
        known.fields["status"] = {api::FieldType::Keyword, "standard", 1};
        model.setSample(detected, {}, known);
        QCOMPARE(model.rowCount(), 2);
        QVERIFY(model.schema().find("status")->type == api::FieldType::Keyword);
        const QModelIndex status = model.index(1, MappingModel::Type);
        QCOMPARE(status.siblingAtColumn(0).data().toString(), QStringLiteral("status"));
        QVERIFY(!status.flags().testFlag(Qt::ItemIsEditable));
        QVERIFY(!model.setData(status, QStringLiteral("text"), Qt::EditRole));
    }

    void groupsErrorsByCodeAndFieldMostFrequentFirst()
    {
        ProblemsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto problem = [](const char *code, const char *pointer, qint64 line) {
            ImportProblem made;
            made.error.code = code;
            made.error.pointer = pointer;
            made.line = line;
            return made;
        };
        model.add({problem("json_syntax", "", 3), problem("type_mismatch", "/a/b", 7)});
        model.add({problem("type_mismatch", "/a/b", 9), problem("type_mismatch", "/c", 11)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.total(), 4);
        QCOMPARE(model.index(0, ProblemsModel::Count).data().toString(), QStringLiteral("2"));
        QCOMPARE(model.index(0, ProblemsModel::Field).data().toString(), QStringLiteral("a.b"));
        QCOMPARE(model.index(0, ProblemsModel::FirstLine).data().toString(), QStringLiteral("7"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestImportModels)
#include "tst_importmodels.moc"
