#include "core/index/lucene/build/segmentbuilder.h"
#include "edgedocuments.h"
#include "plainsegment.h"
#include "randomdocuments.h"

#include "core/base/fileops.h"
#include "core/index/searchindex.h"

#include <lucene++/CheckIndex.h>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace explorer;
using namespace explorer::index;
using test::IdentifiedDocument;

namespace
{

const std::vector<std::string> kExtensions{"fnm", "tis", "tii", "frq", "prx", "nrm", "fdx", "fdt"};

Result<SegmentBuilder::Written> build(SegmentBuilder &builder, const std::filesystem::path &directory,
                                      const std::vector<IdentifiedDocument> &documents)
{
    for (const auto &[id, values] : documents)
        builder.add(id, values);
    return builder.write(directory, "_1");
}

/// Empty where they are the same; the first difference otherwise.
QString difference(const std::filesystem::path &ours, const std::filesystem::path &plain)
{
    if (!std::filesystem::exists(ours) && !std::filesystem::exists(plain))
        return {};
    const std::string left = readFile(ours).value_or("ours is not there");
    const std::string right = readFile(plain).value_or("the library's is not there");
    if (left == right)
        return {};
    const auto at = std::mismatch(left.begin(), left.end(), right.begin(), right.end()).first;
    return QStringLiteral("%1 at byte %2 of %3 and %4")
        .arg(QString::fromStdString(ours.extension().string()))
        .arg(at - left.begin())
        .arg(left.size())
        .arg(right.size());
}

std::string dataPath(const std::string &path)
{
    return qEnvironmentVariable("EXPLORERIO_SHARED").toStdString() + "/data/corpora/" + path;
}

std::vector<IdentifiedDocument> readLines(const std::string &path, const api::Schema &schema)
{
    std::vector<IdentifiedDocument> documents;
    std::ifstream file(dataPath(path));
    std::vector<query::TypeProblem> problems;
    for (std::string line; std::getline(file, line);) {
        auto fields = query::extractFields(schema, line, problems);
        if (!fields) {
            fields = query::DocumentFields{};
            fields->values["message"] = {line};
        }
        documents.emplace_back("d" + std::to_string(documents.size()), std::move(*fields));
    }
    return documents;
}

} // namespace

class TestSegmentBuilder : public QObject
{
    Q_OBJECT

private:
    /// The gate: every file of one flush, byte for byte.
    void compare(const api::Schema &schema, const std::vector<IdentifiedDocument> &documents)
    {
        QTemporaryDir plain;
        QTemporaryDir ours;
        const std::filesystem::path plainPath = plain.path().toStdString();
        const std::filesystem::path oursPath = ours.path().toStdString();
        test::writePlainSegment(plainPath, schema, documents);
        SegmentBuilder builder(schema);
        const auto written = build(builder, oursPath, documents);
        QVERIFY2(written, written ? "" : written.error().message.c_str());
        QCOMPARE(written->documents, static_cast<int>(documents.size()));
        std::set<std::string> names(written->files.begin(), written->files.end());
        QCOMPARE(names.erase("_1.col"), std::size_t{1});
        for (const std::string &extension : kExtensions) {
            const std::string name = "_1." + extension;
            QCOMPARE(difference(oursPath / name, plainPath / name), QString());
            QCOMPARE(std::filesystem::exists(plainPath / name) ? 1 : 0, static_cast<int>(names.erase(name)));
        }
        QVERIFY(names.empty());
    }

private Q_SLOTS:
    void initTestCase() { initializeLucene(); }

    void writesTheLibrarysBytesOfAnEdgeCorpus()
    {
        compare(test::RandomDocuments::schema(), test::EdgeDocuments().all());
    }

    void writesTheLibrarysBytesOfRandomDocuments()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            test::RandomDocuments random(seed);
            std::vector<IdentifiedDocument> documents;
            std::vector<query::TypeProblem> problems;
            for (int i = random.below(700); i >= 0; --i)
                documents.emplace_back(
                    "d" + std::to_string(random.below(400)),
                    query::extractFields(random.schema(), random.document(), problems).value());
            compare(random.schema(), documents);
        }
    }

    void writesTheLibrarysBytesOfOneDocument()
    {
        compare(test::RandomDocuments::schema(), {{"only", {}}});
        query::DocumentFields fields;
        fields.values["title"] = {"one"};
        compare(test::RandomDocuments::schema(), {{"only", fields}});
    }

    void writesTheLibrarysBytesWithoutAText()
    {
        const auto schema =
            api::schemaFromJson({{"fields", {{"b", "keyword"}, {"_a", "long"}, {"id2", "date"}}}});
        query::DocumentFields fields;
        fields.values["b"] = {"one", "two"};
        fields.values["_a"] = {std::int64_t{7}};
        compare(*schema, {{"1", fields}, {"2", {}}, {"3", fields}});
    }

    void writesTheLibrarysBytesOfOtherAnalyzers()
    {
        const auto schema = api::schemaFromJson({{"fields",
                                                  {{"e", {{"type", "text"}, {"analyzer", "english"}}},
                                                   {"g", {{"type", "text"}, {"analyzer", "german"}}},
                                                   {"s", "text"}}}});
        query::DocumentFields fields;
        fields.values["e"] = {"The quick foxes' jumping, dog\u2019s DOG's caf\u00E9s", "running runs"};
        fields.values["g"] = {"Die Häuser der Straßen und Äpfeln", "Häusern"};
        fields.values["s"] = {"The quick foxes' jumping", "Häuser"};
        compare(*schema, {{"1", fields}, {"2", fields}});
    }

    void writesTheLibrarysBytesOfRealCorpora_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("fields");
        QTest::newRow("wordnet") << "wordnet/synsets.ndjson"
                                 << R"({"pos":"keyword","lexfile":"long","words":"text","gloss":"text",)"
                                    R"("examples":{"type":"text","analyzer":"english"}})";
        QTest::newRow("access log") << "logs/apache_logs"
                                    << R"({"message":"text"})";
        QTest::newRow("system log") << "logs/auth.log"
                                    << R"({"message":"text"})";
        QTest::newRow("deep objects")
            << "logs/nginxplus_json_logs"
            << R"({"timestamp":"date","address":"keyword","upstreams.trac-backend.peers.server":"keyword",)"
               R"("upstreams.trac-backend.peers.sent":"long","upstreams.trac-backend.peers.state":"text"})";
        QTest::newRow("advisories") << "advisories/rustsec.ndjson"
                                    << R"({"package":"keyword","aliases":"keyword","date":"date",)"
                                       R"("title":"text","description":"text"})";
        QTest::newRow("vulnerabilities")
            << "advisories/cisa-kev.ndjson"
            << R"({"cveID":"keyword","vendorProject":"keyword","dateAdded":"date",)"
               R"("shortDescription":"text","requiredAction":"text","notes":"text"})";
    }
    void writesTheLibrarysBytesOfRealCorpora()
    {
        QFETCH(QString, path);
        QFETCH(QString, fields);
        if (!std::filesystem::exists(dataPath(path.toStdString())))
            QSKIP("EXPLORERIO_SHARED does not name a folder with the corpora");
        const auto schema = api::schemaFromJson({{"fields", nlohmann::json::parse(fields.toStdString())}});
        compare(*schema, readLines(path.toStdString(), *schema));
    }

    void passesTheLibrarysCheck()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        const auto documents = test::EdgeDocuments().all();
        test::writePlainSegment(path, test::RandomDocuments::schema(), documents);
        for (const std::string &extension : kExtensions)
            std::filesystem::remove(path / ("_1." + extension));
        SegmentBuilder builder(test::RandomDocuments::schema());
        QVERIFY(build(builder, path, documents));
        const auto check = Lucene::newLucene<Lucene::CheckIndex>(Lucene::FSDirectory::open(path.wstring()));
        QVERIFY(check->checkIndex()->clean);
    }

    void isEmptyAgainAfterASegment()
    {
        QTemporaryDir first;
        QTemporaryDir second;
        const std::filesystem::path firstPath = first.path().toStdString();
        const std::filesystem::path secondPath = second.path().toStdString();
        const auto documents = test::EdgeDocuments().all();
        SegmentBuilder builder(test::RandomDocuments::schema());
        const std::size_t emptyBytes = builder.sizeBytes();
        QVERIFY(build(builder, firstPath, documents));
        QCOMPARE(builder.documents(), 0);
        QVERIFY(builder.sizeBytes() < emptyBytes + 1'000'000);
        QVERIFY(build(builder, secondPath, documents));
        for (const std::string &extension : kExtensions)
            QCOMPARE(difference(firstPath / ("_1." + extension), secondPath / ("_1." + extension)),
                     QString());
    }

    void keepsTheDocumentsAndNoFileAfterAFailure()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        const auto documents = test::EdgeDocuments().all();
        // A folder stands where a file should be; each is written after others.
        for (const std::string &extension : kExtensions) {
            const std::filesystem::path obstacle = path / ("_1." + extension) / "inside";
            std::filesystem::create_directories(obstacle);
            SegmentBuilder builder(test::RandomDocuments::schema());
            const auto failed = build(builder, path, documents);
            QVERIFY(!failed);
            QVERIFY(failed.error().code == ErrorCode::Io);
            QCOMPARE(builder.documents(), static_cast<int>(documents.size()));
            std::filesystem::remove_all(obstacle.parent_path());
            QVERIFY(std::filesystem::is_empty(path));
            QVERIFY(builder.write(path, "_1"));
            std::filesystem::remove_all(path);
            std::filesystem::create_directories(path);
        }
    }

    void refusesASegmentWithoutDocuments()
    {
        QTemporaryDir directory;
        SegmentBuilder builder(test::RandomDocuments::schema());
        const auto written = builder.write(directory.path().toStdString(), "_1");
        QVERIFY(!written);
        QCOMPARE(written.error().reason, std::string("segment_empty"));
    }
};

QTEST_GUILESS_MAIN(TestSegmentBuilder)
#include "tst_segmentbuilder.moc"
