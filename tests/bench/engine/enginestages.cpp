// enginestages CORPUS DIRECTORY [documents]: the engine's stages by themselves: inverting and writing
// segments on one and on two threads, and merging what one thread wrote. Values are extracted from JSON
// before, unmeasured.
#include "core/index/lucene/build/segmentbuilder.h"
#include "core/index/lucene/merge/segmentmerger.h"
#include "corpusfile.h"
#include "queryrunner.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <thread>

using namespace explorer;
using namespace explorer::bench;

namespace
{

constexpr const char *kEngine = "explorerio";
constexpr std::size_t kFlushBytes = 64U << 20U;
constexpr int kFlushDocuments = 50'000;

struct Extracted {
    std::string id;
    query::DocumentFields fields;
};

struct WrittenSegment {
    std::string name;
    int documents = 0;
};

template <typename T>
T orExit(Result<T> result)
{
    if (!result) {
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
        std::exit(1);
    }
    return std::move(*result);
}

api::Schema corpusSchema()
{
    return orExit(api::schemaFromJson(
        {{"fields", {{"body", "text"}, {"kind", "keyword"}, {"size", "long"}, {"time", "date"}}}}));
}

std::vector<Extracted> readDocuments(const std::string &path, std::size_t most, const api::Schema &schema)
{
    CorpusReader reader(path);
    std::vector<Extracted> documents;
    for (CorpusDocument document; documents.size() < most && reader.next(document);) {
        std::vector<query::TypeProblem> problems;
        documents.push_back({document.id, orExit(query::extractFields(schema, jsonOf(document), problems))});
    }
    return documents;
}

std::vector<WrittenSegment> writeSegments(std::span<const Extracted> documents, const api::Schema &schema,
                                          const std::string &directory, const std::string &prefix)
{
    index::SegmentBuilder builder(schema);
    std::vector<WrittenSegment> segments;
    const auto flush = [&] {
        const std::string name = prefix + std::to_string(segments.size());
        segments.push_back({name, orExit(builder.write(directory, name)).documents});
    };
    for (const Extracted &document : documents) {
        builder.add(document.id, document.fields);
        if (builder.documents() >= kFlushDocuments || builder.sizeBytes() >= kFlushBytes)
            flush();
    }
    if (builder.documents() > 0)
        flush();
    return segments;
}

double sizeOf(const std::string &directory, const std::string &prefix)
{
    double bytes = 0;
    for (const auto &entry : std::filesystem::directory_iterator(directory)) {
        if (entry.path().filename().string().starts_with(prefix))
            bytes += static_cast<double>(entry.file_size());
    }
    return bytes;
}

std::vector<WrittenSegment> measureBuilding(const std::vector<Extracted> &documents,
                                            const api::Schema &schema, const std::string &directory)
{
    const auto count = static_cast<double>(documents.size());
    double wall = wallSeconds();
    const double cpu = cpuSeconds();
    auto segments = writeSegments(documents, schema, directory, "_a");
    printFigure(kEngine, "segment building, documents/s CPU", count / (cpuSeconds() - cpu));
    const double one = wallSeconds() - wall;
    printFigure(kEngine, "segment building, 1 thread, documents/s wall", count / one);

    wall = wallSeconds();
    const std::span<const Extracted> all(documents);
    std::thread other([&] { writeSegments(all.first(all.size() / 2), schema, directory, "_b"); });
    writeSegments(all.subspan(all.size() / 2), schema, directory, "_c");
    other.join();
    const double two = wallSeconds() - wall;
    printFigure(kEngine, "segment building, 2 threads, documents/s wall", count / two);
    printFigure(kEngine, "segment building, 2 threads to 1", one / two);
    return segments;
}

void measureMerging(const std::vector<WrittenSegment> &segments, const std::string &directory)
{
    std::vector<index::SegmentState> sources;
    for (const WrittenSegment &segment : segments)
        sources.push_back(
            {orExit(index::Segment::open(directory, segment.name, segment.documents)), nullptr});
    const double bytes = sizeOf(directory, "_a");
    const double cpu = cpuSeconds();
    const double wall = wallSeconds();
    index::SegmentMerger merger(directory, std::move(sources), [] { return false; });
    orExit(merger.write("_m"));
    printFigure(kEngine, "merge, segments", static_cast<double>(segments.size()));
    printFigure(kEngine, "merge, MB/s CPU", bytes / 1e6 / (cpuSeconds() - cpu));
    printFigure(kEngine, "merge, MB/s wall", bytes / 1e6 / (wallSeconds() - wall));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fprintf(stderr, "usage: enginestages CORPUS DIRECTORY [documents]\n");
        return 2;
    }
    const std::string directory = argv[2];
    std::filesystem::create_directories(directory);
    const api::Schema schema = corpusSchema();
    const auto documents = readDocuments(argv[1], argc > 3 ? std::stoul(argv[3]) : 600'000, schema);
    measureMerging(measureBuilding(documents, schema, directory), directory);
    return 0;
}
