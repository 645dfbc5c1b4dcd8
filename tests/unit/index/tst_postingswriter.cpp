#include "core/index/lucene/format/postingswriter.h"

#include "core/base/fileops.h"

#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace explorer;
using namespace explorer::index;

namespace
{

struct Posting {
    std::uint32_t document;
    std::vector<std::uint32_t> distances;
};

/// One term's postings over segments of kDocuments documents each.
constexpr std::uint32_t kDocuments = 3'000;

std::vector<Posting> randomPostings(std::mt19937 &random, std::uint32_t documents)
{
    std::vector<Posting> postings;
    const auto step = static_cast<std::uint32_t>(1 + random() % 300);
    for (auto document = static_cast<std::uint32_t>(random() % step); document < documents;
         document += static_cast<std::uint32_t>(1 + random() % step)) {
        Posting posting{document, {}};
        for (auto i = static_cast<std::uint32_t>(random() % 5); i < 5; ++i)
            posting.distances.push_back(static_cast<std::uint32_t>(random() % (i == 3 ? 100'000U : 90U)));
        postings.push_back(std::move(posting));
    }
    return postings;
}

struct Encoded {
    std::vector<std::uint8_t> frequencies;
    std::vector<std::uint8_t> positions;
    std::uint32_t count = 0;

    [[nodiscard]] EncodedPostings at(std::uint32_t base) const
    {
        return {frequencies, positions, count, base, kDocuments};
    }
};

void put(std::vector<std::uint8_t> &bytes, std::uint32_t value)
{
    std::uint8_t encoded[kMaxVIntBytes];
    bytes.insert(bytes.end(), encoded, putVarint(encoded, value));
}

Encoded encode(const std::vector<Posting> &postings, bool omitsFrequencies)
{
    Encoded encoded;
    std::uint32_t last = 0;
    for (const Posting &posting : postings) {
        const std::uint32_t delta = posting.document - last;
        last = posting.document;
        ++encoded.count;
        if (omitsFrequencies) {
            put(encoded.frequencies, delta);
            continue;
        }
        const auto frequency = static_cast<std::uint32_t>(posting.distances.size());
        put(encoded.frequencies, (delta << 1U) | (frequency == 1 ? 1U : 0U));
        if (frequency > 1)
            put(encoded.frequencies, frequency);
        for (const std::uint32_t distance : posting.distances)
            put(encoded.positions, distance);
    }
    return encoded;
}

void addAll(PostingsWriter &writer, const std::vector<Posting> &postings, std::uint32_t base, bool omits)
{
    for (const Posting &posting : postings) {
        writer.addDocument(base + posting.document,
                           omits ? 1 : static_cast<std::uint32_t>(posting.distances.size()));
        if (omits)
            continue;
        for (const std::uint32_t distance : posting.distances)
            writer.addPosition(distance);
    }
}

} // namespace

class TestPostingsWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesToTheSameBytesAsItWrites()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        std::mt19937 random(3);
        SegmentFiles writtenFiles(path, "_w");
        SegmentFiles copiedFiles(path, "_c");
        const auto written = PostingsWriter::create(writtenFiles, true);
        const auto copied = PostingsWriter::create(copiedFiles, true);
        QVERIFY(written);
        QVERIFY(copied);
        for (const bool omits : {false, true}) {
            (*written)->beginField(omits, omits);
            (*copied)->beginField(omits, omits);
            for (int term = 1000; term < 1300; ++term) {
                (*written)->beginTerm();
                (*copied)->beginTerm();
                for (std::uint32_t segment = 0; segment < 1 + random() % 5; ++segment) {
                    const auto postings = randomPostings(random, kDocuments);
                    addAll(**written, postings, segment * kDocuments, omits);
                    if (random() % 3 == 0)
                        addAll(**copied, postings, segment * kDocuments, omits);
                    else
                        QVERIFY((*copied)->copy(encode(postings, omits).at(segment * kDocuments)));
                }
                (*written)->endTerm(std::to_string(term));
                (*copied)->endTerm(std::to_string(term));
            }
        }
        QVERIFY((*written)->finish());
        QVERIFY((*copied)->finish());
        for (const char *extension : {".frq", ".prx", ".tis", ".tii"})
            QVERIFY(readFile(path / ("_w" + std::string(extension))).value() ==
                    readFile(path / ("_c" + std::string(extension))).value());
    }

    void refusesDamagedPostings()
    {
        QTemporaryDir directory;
        SegmentFiles files(directory.path().toStdString(), "_0");
        const auto writer = PostingsWriter::create(files, true);
        QVERIFY(writer);
        (*writer)->beginField(0, false);
        std::mt19937 random(5);
        const Encoded good = encode(randomPostings(random, kDocuments), false);
        const auto copies = [&writer](const EncodedPostings &postings) {
            (*writer)->beginTerm();
            return (*writer)->copy(postings);
        };
        QVERIFY(copies(good.at(0)));
        for (std::size_t size = 0; size < good.frequencies.size(); ++size) {
            Encoded cut = good;
            cut.frequencies.resize(size);
            cut.frequencies.shrink_to_fit();
            QVERIFY(!copies(cut.at(0)));
        }
        for (std::size_t size = 0; size < good.positions.size(); ++size) {
            Encoded cut = good;
            cut.positions.resize(size);
            cut.positions.shrink_to_fit();
            QVERIFY(!copies(cut.at(0)));
        }
        Encoded longer = good;
        longer.positions.push_back(0);
        QVERIFY(!copies(longer.at(0)));
        EncodedPostings tooFar = good.at(0);
        tooFar.documents = 10;
        QVERIFY(!copies(tooFar));
    }

    void leavesNothingOfATermWithoutDocuments()
    {
        QTemporaryDir directory;
        const std::filesystem::path path = directory.path().toStdString();
        SegmentFiles files(path, "_0");
        const auto writer = PostingsWriter::create(files, false);
        QVERIFY(writer);
        (*writer)->beginField(0, true);
        (*writer)->beginTerm();
        (*writer)->endTerm("none");
        QVERIFY((*writer)->finish());
        QCOMPARE(std::filesystem::file_size(path / "_0.tis"), std::uintmax_t{24});
        QVERIFY(!std::filesystem::exists(path / "_0.prx"));
    }
};

QTEST_GUILESS_MAIN(TestPostingsWriter)
#include "tst_postingswriter.moc"
