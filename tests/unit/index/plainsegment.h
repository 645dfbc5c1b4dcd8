#pragma once

#include "core/index/lucene/build/schemafields.h"
#include "core/index/lucene/lucenetext.h"
#include "core/index/lucene/write/documentbuilder.h"
#include "core/index/lucene/write/lengthsimilarity.h"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace explorer::test
{

using IdentifiedDocument = std::pair<std::string, query::DocumentFields>;

/// Has every field, so that the library numbers them in our order.
inline Lucene::DocumentPtr firstDocument(const index::FieldInfos &infos)
{
    const auto document = Lucene::newLucene<Lucene::Document>();
    for (const index::SegmentField &info : infos.fields) {
        const auto field = Lucene::newLucene<Lucene::Field>(
            Lucene::String(index::toWide(info.name)), Lucene::String(L"x"), Lucene::AbstractField::STORE_NO,
            Lucene::AbstractField::INDEX_ANALYZED);
        field->setOmitNorms(info.omitsNorms);
        field->setOmitTermFreqAndPositions(info.omitsFrequencies);
        document->add(field);
    }
    return document;
}

/// One flush of a plain IndexWriter: segment `_1` of a new index in the directory, `_0` has the first
/// document only.
inline void writePlainSegment(const std::filesystem::path &directory, const api::Schema &schema,
                              const std::vector<IdentifiedDocument> &documents)
{
    using namespace Lucene;
    const auto writer = newLucene<IndexWriter>(FSDirectory::open(directory.wstring()),
                                               AnalyzerPtr(newLucene<KeywordAnalyzer>()), true,
                                               IndexWriter::MaxFieldLengthUNLIMITED);
    writer->setUseCompoundFile(false);
    writer->setRAMBufferSizeMB(1500);
    writer->setSimilarity(newLucene<index::LengthSimilarity>());
    writer->addDocument(firstDocument(index::fieldInfosOf(schema)));
    writer->commit();
    index::DocumentBuilder builder(schema);
    for (const auto &[id, values] : documents)
        writer->addDocument(builder.build(index::toWide(id), values));
    writer->close();
}

} // namespace explorer::test
