#include "core/index/lucene/format/termdictionarywriter.h"

#include <algorithm>

namespace explorer::index
{
namespace
{

constexpr auto kFormat = static_cast<std::uint32_t>(-4);
/// Behind the format; the number of terms, known at the end.
constexpr std::uint64_t kSizePosition = 4;
/// What the numbers of an entry take at most.
constexpr std::size_t kNumbersBytes = 5 * kMaxVIntBytes + 2 * kMaxVLongBytes;
/// Rests of terms up to here are copied together with them.
constexpr std::size_t kInlineBytes = 256;

} // namespace

Result<std::unique_ptr<TermDictionaryWriter>> TermDictionaryWriter::create(SegmentFiles &files)
{
    auto writer = std::make_unique<TermDictionaryWriter>();
    for (const auto &[extension, file] :
         {std::pair{"tis", &writer->m_terms}, std::pair{"tii", &writer->m_index}}) {
        if (auto begun = begin(files, extension, *file); !begun)
            return fail(std::move(begun.error()));
    }
    return writer;
}

Result<void> TermDictionaryWriter::begin(SegmentFiles &files, std::string_view extension, File &file)
{
    auto output = files.create(extension);
    if (!output)
        return fail(std::move(output.error()));
    file.output = std::move(*output);
    file.output->writeInt(kFormat);
    file.output->writeLong(0);
    file.output->writeInt(kTermIndexInterval);
    file.output->writeInt(kSkipInterval);
    file.output->writeInt(kMaxSkipLevels);
    return {};
}

void TermDictionaryWriter::write(File &file, std::uint32_t fieldNumber, std::string_view term,
                                 const TermEntry &entry)
{
    const std::size_t limit = std::min(term.size(), file.lastTerm.size());
    std::size_t shared = 0;
    while (shared < limit && term[shared] == file.lastTerm[shared])
        ++shared;
    const std::string_view rest = term.substr(shared);
    IndexOutput &output = *file.output;
    std::uint8_t *at = output.reserve(kNumbersBytes + std::min(rest.size(), kInlineBytes));
    at = putVarint(at, static_cast<std::uint32_t>(shared));
    at = putVarint(at, static_cast<std::uint32_t>(rest.size()));
    if (rest.size() <= kInlineBytes) {
        std::memcpy(at, rest.data(), rest.size());
        at += rest.size();
    } else {
        output.advance(at);
        output.writeBytes(rest);
        at = output.reserve(kNumbersBytes);
    }
    at = putVarint(at, fieldNumber);
    at = putVarint(at, entry.documentFrequency);
    at = putVarint(at, entry.frequencyPointer - file.last.frequencyPointer);
    at = putVarint(at, entry.positionPointer - file.last.positionPointer);
    if (entry.documentFrequency >= kSkipInterval)
        at = putVarint(at, entry.skipOffset);
    output.advance(at);
    file.lastTerm.replace(shared, std::string::npos, rest);
    file.last = entry;
    ++file.size;
}

void TermDictionaryWriter::add(std::uint32_t fieldNumber, std::string_view term, const TermEntry &entry)
{
    if (m_terms.size % kTermIndexInterval == 0) {
        write(m_index, m_lastField, m_terms.lastTerm, m_terms.last);
        const std::uint64_t pointer = m_terms.output->position();
        m_index.output->writeVLong(pointer - m_lastIndexPointer);
        m_lastIndexPointer = pointer;
    }
    write(m_terms, fieldNumber, term, entry);
    m_lastField = fieldNumber;
}

Result<void> TermDictionaryWriter::finish(File &file)
{
    file.output->overwriteLong(kSizePosition, file.size);
    return file.output->finish();
}

Result<void> TermDictionaryWriter::finish()
{
    if (auto terms = finish(m_terms); !terms)
        return terms;
    return finish(m_index);
}

} // namespace explorer::index
