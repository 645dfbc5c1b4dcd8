#include "core/api/batchreader.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace explorer;
using api::Batch;
using api::BatchReader;
using api::DocumentFormat;

namespace
{

std::filesystem::path writeFile(const QTemporaryDir &folder, const std::string &text)
{
    const std::filesystem::path path = folder.filePath(QStringLiteral("file")).toStdString();
    std::ofstream(path, std::ios::binary) << text;
    return path;
}

std::vector<Batch> readAll(BatchReader &reader)
{
    std::vector<Batch> batches;
    for (;;) {
        auto batch = reader.next();
        if (!batch || !*batch)
            return batches;
        batches.push_back(std::move(**batch));
    }
}

} // namespace

class BatchReaderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cutsIntoBodies_data();
    void cutsIntoBodies();
    void namesTheLineWhereABatchBegins();
    void keepsBatchesNearTheirByteLimit();
    void readsRecordsLongerThanItsBuffer();
    void handsOutWhatIsGoodBeforeAnError_data();
    void handsOutWhatIsGoodBeforeAnError();
    void refusesAMissingFile();
};

void BatchReaderTest::cutsIntoBodies_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<std::string>("file");
    QTest::addColumn<int>("maxRecords");
    QTest::addColumn<std::vector<std::string>>("bodies");
    const int ndjson = static_cast<int>(DocumentFormat::NdJson);
    const int csv = static_cast<int>(DocumentFormat::Csv);
    const int json = static_cast<int>(DocumentFormat::Json);
    using Bodies = std::vector<std::string>;
    using Text = std::string;
    QTest::newRow("empty file") << ndjson << Text() << 2 << Bodies{};
    QTest::newRow("lines") << ndjson << Text("{\"a\":1}\n{\"a\":2}\n{\"a\":3}") << 2
                           << Bodies{"{\"a\":1}\n{\"a\":2}\n", "{\"a\":3}\n"};
    QTest::newRow("byte order mark and blank lines")
        << ndjson << Text("\xEF\xBB\xBF{}\n\n  \n{}\n") << 9 << Bodies{"{}\n{}\n"};
    QTest::newRow("csv repeats its header")
        << csv << Text("a,b\n1,2\n3,4\n5,6\n") << 2 << Bodies{"a,b\n1,2\n3,4\n", "a,b\n5,6\n"};
    QTest::newRow("csv with line ends in quotes")
        << csv << Text("a;b\r\n\"x\r\ny\";1\r\n\"say \"\"hi\"\"\n\";2\r\n") << 1
        << Bodies{"a;b\n\"x\r\ny\";1\n", "a;b\n\"say \"\"hi\"\"\n\";2\n"};
    QTest::newRow("csv with a quote inside a bare cell")
        << csv << Text("a,b\n5\" disk,1\nz,2\n") << 1 << Bodies{"a,b\n5\" disk,1\n", "a,b\nz,2\n"};
    QTest::newRow("csv of a header alone") << csv << Text("a,b\n") << 1 << Bodies{};
    QTest::newRow("array") << json << Text(" [ {\"a\":[1,2]} ,{\"b\":\"],{\\\"\"}\n] \n") << 1
                           << Bodies{"{\"a\":[1,2]}\n", "{\"b\":\"],{\\\"\"}\n"};
    QTest::newRow("one object over lines") << json << Text("{\n \"a\": \"x y\",\n \"b\": 2\n}\n") << 9
                                           << Bodies{"{  \"a\": \"x y\",  \"b\": 2 }\n"};
    QTest::newRow("empty array") << json << Text("[]") << 9 << Bodies{};
    QTest::newRow("elements that are no objects")
        << json << Text("[1,\"x\",null,[2]]") << 9 << Bodies{"1\n\"x\"\nnull\n[2]\n"};
}

void BatchReaderTest::cutsIntoBodies()
{
    QFETCH(int, format);
    QFETCH(std::string, file);
    QFETCH(int, maxRecords);
    QFETCH(std::vector<std::string>, bodies);
    QTemporaryDir folder;
    auto reader =
        BatchReader::open(writeFile(folder, file), {static_cast<DocumentFormat>(format)}, {maxRecords});
    QVERIFY(reader.has_value());
    std::vector<std::string> seen;
    std::int64_t lastBytes = 0;
    for (const Batch &batch : readAll(**reader)) {
        seen.push_back(batch.body);
        lastBytes = batch.bytesRead;
    }
    QCOMPARE(seen, bodies);
    QVERIFY(lastBytes <= (*reader)->fileBytes());
    QCOMPARE((*reader)->fileBytes(), static_cast<std::int64_t>(file.size()));
}

void BatchReaderTest::namesTheLineWhereABatchBegins()
{
    QTemporaryDir folder;
    auto reader =
        BatchReader::open(writeFile(folder, "a,b\n\"1\n\n1\",2\n3,4\n"), {DocumentFormat::Csv}, {1});
    QVERIFY(reader.has_value());
    const auto batches = readAll(**reader);
    QCOMPARE(batches.size(), 2U);
    QCOMPARE(batches[0].firstLine, 2);
    QCOMPARE(batches[1].firstLine, 5);
}

void BatchReaderTest::keepsBatchesNearTheirByteLimit()
{
    QTemporaryDir folder;
    std::string file;
    for (int i = 0; i < 50'000; ++i)
        file += "{\"n\":" + std::to_string(i) + ",\"text\":\"" + std::string(100, 'x') + "\"}\n";
    auto reader = BatchReader::open(writeFile(folder, file), {DocumentFormat::NdJson}, {1'000'000, 100'000});
    QVERIFY(reader.has_value());
    std::string joined;
    for (const Batch &batch : readAll(**reader)) {
        QVERIFY(batch.body.size() < 100'200);
        joined += batch.body;
    }
    QVERIFY(joined == file);
}

void BatchReaderTest::readsRecordsLongerThanItsBuffer()
{
    QTemporaryDir folder;
    const std::string text = "[{\"a\":\"" + std::string(3'000'000, ']') + "\"},{\"b\":1}]";
    auto reader = BatchReader::open(writeFile(folder, text), {DocumentFormat::Json}, {1});
    QVERIFY(reader.has_value());
    const auto batches = readAll(**reader);
    QCOMPARE(batches.size(), 2U);
    QCOMPARE(batches[0].body.size(), 3'000'009U);
    QCOMPARE(batches[1].body, std::string("{\"b\":1}\n"));
}

void BatchReaderTest::handsOutWhatIsGoodBeforeAnError_data()
{
    QTest::addColumn<std::string>("file");
    QTest::newRow("array not closed") << std::string("[{\"a\":1}");
    QTest::newRow("value not closed") << std::string("[{\"a\":1},{\"b\":");
    QTest::newRow("comma missing") << std::string("[{\"a\":1} {\"b\":2}]");
    QTest::newRow("value missing") << std::string("[{\"a\":1},,{}]");
    QTest::newRow("text behind") << std::string("[{\"a\":1}] more");
}

void BatchReaderTest::handsOutWhatIsGoodBeforeAnError()
{
    QFETCH(std::string, file);
    QTemporaryDir folder;
    auto reader = BatchReader::open(writeFile(folder, file), {DocumentFormat::Json});
    QVERIFY(reader.has_value());
    auto first = (*reader)->next();
    QVERIFY(first.has_value() && first->has_value());
    QCOMPARE((*first)->body, std::string("{\"a\":1}\n"));
    const auto second = (*reader)->next();
    QVERIFY(!second.has_value());
    QCOMPARE(second.error().reason, std::string("json_syntax"));
    QVERIFY(second.error().message.find("Line 1") != std::string::npos);
}

void BatchReaderTest::refusesAMissingFile()
{
    QTemporaryDir folder;
    const auto reader =
        BatchReader::open(folder.filePath(QStringLiteral("none")).toStdString(), {DocumentFormat::NdJson});
    QVERIFY(!reader.has_value());
    QCOMPARE(reader.error().reason, std::string("file_unknown"));
}

QTEST_GUILESS_MAIN(BatchReaderTest)
#include "tst_batchreader.moc"
