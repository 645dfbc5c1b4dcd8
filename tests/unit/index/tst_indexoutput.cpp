#include "core/index/lucene/format/indexoutput.h"
#include "core/index/lucene/format/segmentfiles.h"

#include "core/base/fileops.h"

#include <QTemporaryDir>
#include <QTest>

using namespace explorer;
using namespace explorer::index;

class TestIndexOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesTheLibrarysNumbers()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString() + "/file";
        auto output = IndexOutput::create(path);
        QVERIFY(output);
        (*output)->writeLong(0);
        (*output)->writeInt(0x01020304);
        (*output)->writeVInt(0x7F);
        (*output)->writeVInt(0x80);
        (*output)->writeVInt(UINT32_MAX);
        (*output)->writeString("\u00E9");
        (*output)->fill(7, 2);
        QCOMPARE((*output)->position(), std::uint64_t{25});
        (*output)->overwriteLong(0, 0xFFFE);
        QVERIFY((*output)->finish());
        QCOMPARE(readFile(path).value(), std::string("\0\0\0\0\0\0\xFF\xFE"
                                                     "\1\2\3\4\x7F\x80\1\xFF\xFF\xFF\xFF\x0F\2\xC3\xA9\7\7",
                                                     25));
    }

    void keepsTheOrderAcrossItsBuffer()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString() + "/file";
        auto output = IndexOutput::create(path);
        QVERIFY(output);
        std::string expected;
        for (std::size_t size : {std::size_t{1}, IndexOutput::kBufferBytes - 1, std::size_t{5},
                                 IndexOutput::kBufferBytes, 3 * IndexOutput::kBufferBytes + 7}) {
            const std::string part(size, static_cast<char>('a' + size % 26));
            (*output)->writeBytes(part);
            expected += part;
            (*output)->fill('z', size);
            expected.append(size, 'z');
        }
        QCOMPARE((*output)->position(), std::uint64_t{expected.size()});
        QVERIFY((*output)->finish());
        QVERIFY(readFile(path).value() == expected);
    }

    void tellsThatTheDiskIsFull()
    {
        auto output = IndexOutput::create("/dev/full");
        if (!output)
            QSKIP("there is no /dev/full here");
        (*output)->fill(0, 10 * IndexOutput::kBufferBytes);
        QVERIFY(!(*output)->ok());
        const auto finished = (*output)->finish();
        QVERIFY(!finished);
        QCOMPARE(finished.error().reason, std::string("disk_full"));
    }

    void removesFilesThatAreNotKept()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        {
            SegmentFiles files(path, "_3");
            QVERIFY((*files.create("frq"))->finish());
            QVERIFY(std::filesystem::exists(path / "_3.frq"));
        }
        QVERIFY(std::filesystem::is_empty(path));
        {
            SegmentFiles files(path, "_3");
            QVERIFY((*files.create("frq"))->finish());
            QCOMPARE(files.keep(), std::vector<std::string>{"_3.frq"});
        }
        QVERIFY(std::filesystem::exists(path / "_3.frq"));
    }

    void readsNoVarintPastTheEnd()
    {
        std::vector<std::uint8_t> bytes;
        for (const std::uint32_t value : {0U, 127U, 128U, 16'384U, UINT32_MAX, 1U, 2U, 300U, 5U, 6U}) {
            std::uint8_t encoded[kMaxVIntBytes];
            bytes.insert(bytes.end(), encoded, putVarint(encoded, value));
        }
        for (std::size_t size = 0; size <= bytes.size(); ++size) {
            // A copy of that size, so that a read too far is one out of bounds.
            const std::vector<std::uint8_t> cut(bytes.begin(),
                                                bytes.begin() + static_cast<std::ptrdiff_t>(size));
            const std::uint8_t *const end = cut.data() + cut.size();
            std::uint64_t whole = 0;
            const std::uint8_t *at = cut.data();
            for (std::uint32_t value = 0; getVInt(at, end, value);)
                ++whole;
            QVERIFY(at == end);
            at = cut.data();
            QVERIFY(skipVarints(at, end, whole));
            at = cut.data();
            QVERIFY(!skipVarints(at, end, whole + 1));
        }
        const std::vector<std::uint8_t> endless(20, 0xFF);
        const std::uint8_t *at = endless.data();
        std::uint32_t value = 0;
        QVERIFY(!getVInt(at, endless.data() + endless.size(), value));
    }
};

QTEST_GUILESS_MAIN(TestIndexOutput)
#include "tst_indexoutput.moc"
