#include "core/index/lucene/format/fieldinfos.h"

#include "core/base/fileops.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace explorer;
using namespace explorer::index;

class TestFieldInfos : public QObject
{
    Q_OBJECT

private:
    static FieldInfos infos()
    {
        FieldInfos infos;
        for (const std::string name : {"_id", "z", "\u00E9", "a.b"}) {
            SegmentField field;
            field.name = name;
            field.omitsNorms = name != "z";
            field.omitsFrequencies = name != "z";
            infos.fields.push_back(field);
        }
        return infos;
    }

private Q_SLOTS:
    void readsWhatItWrote()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        SegmentFiles files(path, "_0");
        QVERIFY(writeFieldInfos(files, infos()));
        QVERIFY(readFieldInfos(path / "_0.fnm").value() == infos());
    }

    void ordersTermsByTheFieldsNames()
    {
        QCOMPARE(infos().termOrder(), (std::vector<std::uint32_t>{0, 3, 1, 2}));
        QCOMPARE(infos().number("a.b"), 3);
        QCOMPARE(infos().number("a"), -1);
        QVERIFY(infos().hasPositions());
        QVERIFY(!FieldInfos().hasPositions());
    }

    void refusesACutOrLongerFile()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        SegmentFiles files(path, "_0");
        QVERIFY(writeFieldInfos(files, infos()));
        const std::string content = readFile(path / "_0.fnm").value();
        const auto readBytes = [&path](const std::string &bytes) {
            std::ofstream(path / "other", std::ios::binary) << bytes;
            return readFieldInfos(path / "other");
        };
        for (std::size_t size = 0; size < content.size(); ++size) {
            const auto read = readBytes(content.substr(0, size));
            QVERIFY(!read);
            QCOMPARE(read.error().reason, std::string("index_segment"));
        }
        QVERIFY(!readBytes(content + "x"));
        QVERIFY(readBytes(content));
        QVERIFY(!readFieldInfos(path / "none"));
    }
};

QTEST_GUILESS_MAIN(TestFieldInfos)
#include "tst_fieldinfos.moc"
