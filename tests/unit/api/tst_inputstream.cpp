#include "core/api/batchreader.h"
#include "support/gzipped.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <zstd.h>

using namespace explorer;
using namespace explorer::api;
using test::gzipped;

namespace
{

std::string zstandard(const std::string &text)
{
    std::string packed(ZSTD_compressBound(text.size()), '\0');
    packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 9));
    return packed;
}

/// Everything, or the reason why not.
std::string readAll(Result<InputStreamPtr> stream)
{
    std::string text;
    std::string part(1000, '\0');
    while (stream) {
        const auto count = (*stream)->read(part.data(), part.size());
        if (!count)
            return count.error().reason;
        if (*count == 0)
            return text;
        text.append(part, 0, *count);
    }
    return stream.error().reason;
}

std::string randomText(std::size_t bytes)
{
    std::string text;
    for (std::uint32_t state = 1; text.size() < bytes; state = state * 1664525U + 1013904223U)
        text += static_cast<char>('a' + (state >> 24U) % 26);
    return text;
}

} // namespace

class InputStreamTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void unpacksBothKinds();
    void saysWhereAPackedFileIsCut();
    void stopsABomb_data();
    void stopsABomb();
    void readsOtherEncodings_data();
    void readsOtherEncodings();
    void cutsAPackedFileIntoBatches();
};

void InputStreamTest::unpacksBothKinds()
{
    const std::string text = randomText(300'000);
    const std::string one = gzipped(text);
    QVERIFY(readAll(unpacked(inputOf(one))) == text);
    const std::string two = gzipped("a") + gzipped("b");
    QCOMPARE(readAll(unpacked(inputOf(two))), std::string("ab"));
    const std::string zstd = zstandard(text);
    QVERIFY(readAll(unpacked(inputOf(zstd))) == text);
    QVERIFY(readAll(unpacked(inputOf(text))) == text);
    QCOMPARE(readAll(unpacked(inputOf(""))), std::string());
}

void InputStreamTest::saysWhereAPackedFileIsCut()
{
    const std::string text = randomText(300'000);
    for (std::string packed : {gzipped(text), zstandard(text)}) {
        packed.resize(packed.size() / 2);
        QCOMPARE(readAll(unpacked(inputOf(packed))), std::string("compression_broken"));
    }
    std::string damaged = gzipped(text);
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
    QCOMPARE(readAll(unpacked(inputOf(damaged))), std::string("compression_broken"));
}

void InputStreamTest::stopsABomb_data()
{
    QTest::addColumn<bool>("isGzip");
    QTest::newRow("gzip") << true;
    QTest::newRow("zstd") << false;
}

void InputStreamTest::stopsABomb()
{
    QFETCH(bool, isGzip);
    const std::string zeros(20'000'000, '0');
    const std::string packed = isGzip ? gzipped(zeros) : zstandard(zeros);
    auto stream = unpacked(inputOf(packed));
    QVERIFY(stream.has_value());
    std::string part(64 * 1024, '\0');
    std::int64_t bytes = 0;
    auto count = (*stream)->read(part.data(), part.size());
    for (; count && *count > 0; count = (*stream)->read(part.data(), part.size()))
        bytes += static_cast<std::int64_t>(*count);
    QVERIFY(!count);
    QCOMPARE(count.error().reason, std::string("too_compressed"));
    QVERIFY(bytes < static_cast<std::int64_t>(packed.size()) * kMostExpansion + (1 << 20) + 65'536);
}

void InputStreamTest::readsOtherEncodings_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("encoding");
    QTest::addColumn<std::string>("text");
    const auto row = [](const char *name, std::string bytes, std::string encoding, std::string text) {
        QTest::newRow(name) << std::move(bytes) << std::move(encoding) << std::move(text);
    };
    row("utf-8",
        "Gr\xC3\xBC\xC3\x9F"
        "e",
        "",
        "Gr\xC3\xBC\xC3\x9F"
        "e");
    row("utf-8 with a mark", "\xEF\xBB\xBFx", "", "x");
    row("windows-1252",
        "Gr\xFC\xDF"
        "e \x80",
        "",
        "Gr\xC3\xBC\xC3\x9F"
        "e \xE2\x82\xAC");
    row("named", "\xA4", "ISO-8859-15", "\xE2\x82\xAC");
    row("utf-16le with a mark", std::string("\xFF\xFE\xFC\0", 4), "", "\xC3\xBC");
    row("utf-16be without one", std::string("\0a\0b\0c", 6), "", "abc");
    row("not of its encoding", "a\xFF", "ascii", "encoding_broken");
    row("cut", std::string("a\0b", 3), "utf-16le", "encoding_broken");
    row("unknown", "a", "klingon-7", "encoding_unknown");
}

void InputStreamTest::readsOtherEncodings()
{
    QFETCH(std::string, bytes);
    QFETCH(std::string, encoding);
    QFETCH(std::string, text);
    QCOMPARE(readAll(asUtf8(inputOf(bytes), encoding)), text);
}

void InputStreamTest::cutsAPackedFileIntoBatches()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("rows.csv.gz"));
    std::string csv = "n;name\n";
    for (int i = 0; i < 1000; ++i)
        csv += std::to_string(i) + ";M\xFCller\n";
    const std::string packed = gzipped(csv);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(packed.data(), static_cast<qint64>(packed.size()));
    file.close();
    auto reader = BatchReader::open(path.toStdString(), {DocumentFormat::Csv}, {400});
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->fileBytes(), static_cast<std::int64_t>(packed.size()));
    QCOMPARE((*reader)->bodyFormat().csv.delimiter, ';');
    std::int64_t records = 0;
    for (auto batch = (*reader)->next(); batch && *batch; batch = (*reader)->next()) {
        records += (*batch)->records;
        QVERIFY((*batch)->body.starts_with("n;name\n"));
        QVERIFY((*batch)->body.find("M\xC3\xBCller") != std::string::npos);
    }
    QCOMPARE(records, 1000);
}

QTEST_GUILESS_MAIN(InputStreamTest)
#include "tst_inputstream.moc"
