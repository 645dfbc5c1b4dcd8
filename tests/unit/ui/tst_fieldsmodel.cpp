#include "ui/models/fieldsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace explorer;
using namespace explorer::ui;

namespace
{

api::Schema schema()
{
    api::Schema schema;
    schema.fields["status"] = {api::FieldType::Long, "standard", 1};
    schema.fields["path"] = {api::FieldType::Keyword, "standard", 1};
    return schema;
}

} // namespace

class TestFieldsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForValuesWhenAFieldIsOpened()
    {
        FieldsModel model;
        model.setSchema(schema());
        const QModelIndex status = model.indexOf(QStringLiteral("status"));
        QVERIFY(model.hasChildren(status));
        QCOMPARE(model.rowCount(status), 0);
        QSignalSpy wanted(&model, &FieldsModel::valuesWanted);
        model.fetchMore(status);
        QCOMPARE(wanted.size(), 1);
        QTRY_COMPARE(model.rowCount(status), 1);
        api::Facet facet;
        facet.values = {{"200", 75}, {"404", 20}};
        facet.otherCount = 5;
        facet.distinctCount = 4;
        model.setValues(QStringLiteral("status"), facet, 100);
        QCOMPARE(model.rowCount(status), 3);
        const QModelIndex first = model.index(0, 0, status);
        QCOMPARE(first.data(FieldsModel::ValueRole).toString(), QStringLiteral("200"));
        QCOMPARE(first.data(FieldsModel::CountRole).toLongLong(), 75);
        QCOMPARE(first.data(FieldsModel::ShareRole).toDouble(), 0.75);
        QCOMPARE(model.index(2, 0, status).data(FieldsModel::KindRole).toInt(), int(FieldsModel::Kind::Note));
    }

    void staysConsistentThroughItsStates()
    {
        FieldsModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setSchema(schema());
        api::Facet facet;
        facet.values = {{"a", 1}};
        model.setValues(QStringLiteral("path"), facet, 1);
        model.setFailure(QStringLiteral("status"), QStringLiteral("no"));
        model.setColumns({QStringLiteral("path")});
        QVERIFY(model.indexOf(QStringLiteral("path")).data(FieldsModel::IsColumnRole).toBool());
        model.forgetValues();
        model.setFilter(QStringLiteral("STAT"));
        QCOMPARE(model.rowCount(), 1);
        model.setFilter({});
        QCOMPARE(model.rowCount(), 2);
    }

    void ignoresValuesOfAFieldThatIsNotShown()
    {
        FieldsModel model;
        model.setSchema(schema());
        model.setValues(QStringLiteral("gone"), {}, 1);
        QCOMPARE(model.rowCount(), 2);
    }
};

QTEST_GUILESS_MAIN(TestFieldsModel)
#include "tst_fieldsmodel.moc"
