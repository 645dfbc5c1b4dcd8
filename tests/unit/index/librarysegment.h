#pragma once

#include <lucene++/LuceneHeaders.h>

#include <lucene++/TermPositions.h>

#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace explorer::test
{

/// A document as a plain IndexWriter gets it: `text` has frequencies, positions and norms, the others have
/// none.
struct LibraryDocument {
    std::wstring id;
    std::wstring text;
    std::vector<std::wstring> tags;
};

/// Words of very different frequency, some beyond ASCII; every document has `all`.
inline std::vector<LibraryDocument> libraryDocuments(int count, unsigned seed)
{
    std::mt19937 random(seed);
    std::vector<LibraryDocument> documents;
    for (int i = 0; i < count; ++i) {
        LibraryDocument document;
        document.id = L"id" + std::to_wstring(i);
        document.text = L"all";
        const int words = static_cast<int>(random() % 12);
        for (int k = 0; k < words; ++k) {
            // The lower the number, the more often.
            const auto bits = static_cast<unsigned>(random());
            const int word = __builtin_ctz(bits | 0x1000U) * 16 + static_cast<int>(random() % 16U);
            document.text += L" w" + std::to_wstring(word);
        }
        if (i % 7 == 0)
            document.text += L" über \U0001F600 all";
        if (i % 997 == 3) {
            for (int k = 0; k < 300; ++k)
                document.text += L" often";
        }
        if (i % 3 == 0)
            document.tags = {L"even" + std::to_wstring(i % 2), L"t" + std::to_wstring(i % 50)};
        documents.push_back(std::move(document));
    }
    return documents;
}

/// Writes all of them as the one segment `_0` of a new index, with no code of ours.
inline void writeLibrarySegment(const std::filesystem::path &directory,
                                const std::vector<LibraryDocument> &documents)
{
    using namespace Lucene;
    const auto writer = newLucene<IndexWriter>(FSDirectory::open(directory.wstring()),
                                               AnalyzerPtr(newLucene<WhitespaceAnalyzer>()), true,
                                               IndexWriter::MaxFieldLengthUNLIMITED);
    writer->setUseCompoundFile(false);
    writer->setRAMBufferSizeMB(256);
    const auto keyword = [](const wchar_t *name, const std::wstring &value) {
        const auto field = newLucene<Field>(String(name), value, AbstractField::STORE_NO,
                                            AbstractField::INDEX_NOT_ANALYZED_NO_NORMS);
        field->setOmitTermFreqAndPositions(true);
        return field;
    };
    for (const LibraryDocument &document : documents) {
        const auto made = newLucene<Document>();
        made->add(keyword(L"_id", document.id));
        made->add(newLucene<Field>(String(L"text"), document.text, AbstractField::STORE_NO,
                                   AbstractField::INDEX_ANALYZED));
        for (const std::wstring &tag : document.tags)
            made->add(keyword(L"tag", tag));
        writer->addDocument(made);
    }
    writer->close();
}

} // namespace explorer::test
