#include "core/index/lucene/build/segmentbuilder.h"

#include "core/index/lucene/build/idinverter.h"
#include "core/index/lucene/build/keywordinverter.h"
#include "core/index/lucene/build/numberinverter.h"
#include "core/index/lucene/build/schemafields.h"
#include "core/index/lucene/build/textinverter.h"
#include "core/index/lucene/format/storedfieldswriter.h"
#include "core/index/lucene/lucenetext.h"

#include <algorithm>
#include <map>

namespace explorer::index
{

struct SegmentBuilder::Private {
    struct Slot {
        /// The schema's name of the field.
        std::string name;
        std::string existsTerm;
        std::unique_ptr<FieldInverter> inverter;
    };

    explicit Private(const api::Schema &schema);
    Slot *findSlot(std::string_view name, std::size_t &next);
    void writeExists(PostingsWriter &postings) const;
    Result<void> writePostings(SegmentFiles &files, ColumnSet &columns) const;
    Result<void> writeNorms(SegmentFiles &files) const;
    Result<std::vector<std::string>> write(const std::filesystem::path &directory,
                                           const std::string &name) const;
    void clear();

    FieldInfos infos;
    IdInverter ids;
    /// By name; slot i is field kFirstSchemaFieldNumber + i.
    std::vector<Slot> slots;
    std::size_t slotsBytes = 0;
};

SegmentBuilder::Private::Private(const api::Schema &schema) : infos(fieldInfosOf(schema))
{
    std::map<std::string, std::shared_ptr<query::Analyzer>> analyzers;
    for (const auto &[name, field] : schema.fields) {
        const std::string &indexed = infos.fields[kFirstSchemaFieldNumber + slots.size()].name;
        Slot slot;
        slot.name = name;
        slot.existsTerm = indexedText(name);
        if (field.type == api::FieldType::Text) {
            auto &analyzer = analyzers[field.analyzer];
            if (!analyzer)
                analyzer = std::make_shared<query::Analyzer>(field.analyzer);
            slot.inverter = std::make_unique<TextInverter>(indexed, analyzer);
        } else if (field.type == api::FieldType::Keyword) {
            slot.inverter = std::make_unique<KeywordInverter>(indexed);
        } else {
            slot.inverter = std::make_unique<NumberInverter>(indexed);
        }
        slotsBytes += slot.inverter->sizeBytes();
        slots.push_back(std::move(slot));
    }
}

/// Names come in ascending order: mostly it is the next one.
SegmentBuilder::Private::Slot *SegmentBuilder::Private::findSlot(std::string_view name, std::size_t &next)
{
    if (next < slots.size() && slots[next].name == name)
        return &slots[next++];
    const auto found = std::lower_bound(
        slots.begin() + static_cast<std::ptrdiff_t>(next), slots.end(), name,
        [](const Slot &slot, std::string_view wanted) { return std::string_view(slot.name) < wanted; });
    next = static_cast<std::size_t>(found - slots.begin());
    if (found == slots.end() || found->name != name)
        return nullptr;
    ++next;
    return &*found;
}

/// The field that lists a document's fields by their names in the schema.
void SegmentBuilder::Private::writeExists(PostingsWriter &postings) const
{
    for (const Slot &slot : slots) {
        postings.beginTerm();
        for (const std::uint32_t document : slot.inverter->documents())
            postings.addDocument(document, 1);
        postings.endTerm(slot.existsTerm);
    }
}

Result<void> SegmentBuilder::Private::writePostings(SegmentFiles &files, ColumnSet &columns) const
{
    auto created = PostingsWriter::create(files, infos.hasPositions());
    if (!created)
        return fail(std::move(created.error()));
    PostingsWriter &postings = **created;
    for (const std::uint32_t number : infos.termOrder()) {
        postings.beginField(number, infos.fields[number].omitsFrequencies);
        if (number == kIdFieldNumber)
            ids.write(postings, columns);
        else if (number == kExistsFieldNumber)
            writeExists(postings);
        else if (const FieldInverter &field = *slots[number - kFirstSchemaFieldNumber].inverter;
                 !field.documents().empty())
            field.write(postings, columns, ids.documents());
        if (!postings.ok())
            break;
    }
    return postings.finish();
}

Result<void> SegmentBuilder::Private::writeNorms(SegmentFiles &files) const
{
    auto norms = NormsWriter::create(files);
    if (!norms)
        return fail(std::move(norms.error()));
    for (const Slot &slot : slots)
        slot.inverter->writeNorms(**norms, ids.documents());
    return (*norms)->finish();
}

Result<std::vector<std::string>> SegmentBuilder::Private::write(const std::filesystem::path &directory,
                                                                const std::string &name) const
{
    SegmentFiles files(directory, name);
    ColumnSet columns;
    columns.documents = static_cast<int>(ids.documents());
    if (auto written = writeFieldInfos(files, infos); !written)
        return fail(std::move(written.error()));
    if (auto written = writePostings(files, columns); !written)
        return fail(std::move(written.error()));
    if (auto written = writeNorms(files); !written)
        return fail(std::move(written.error()));
    if (auto written = writeEmptyStoredFields(files, ids.documents()); !written)
        return fail(std::move(written.error()));
    if (auto written = writeColumnFile(files.add("col"), columns); !written)
        return fail(std::move(written.error()));
    return files.keep();
}

void SegmentBuilder::Private::clear()
{
    ids.clear();
    slotsBytes = 0;
    for (Slot &slot : slots) {
        slot.inverter->clear();
        slotsBytes += slot.inverter->sizeBytes();
    }
}

SegmentBuilder::SegmentBuilder(const api::Schema &schema) : d(std::make_unique<Private>(schema)) {}

SegmentBuilder::~SegmentBuilder() = default;

int SegmentBuilder::add(std::string_view id, const query::DocumentFields &values)
{
    const std::uint32_t document = d->ids.documents();
    d->ids.add(id);
    std::size_t next = 0;
    for (const auto &[name, fieldValues] : values.values) {
        if (fieldValues.empty())
            continue;
        Private::Slot *slot = d->findSlot(name, next);
        if (slot == nullptr)
            continue;
        const std::size_t before = slot->inverter->sizeBytes();
        slot->inverter->add(document, fieldValues);
        d->slotsBytes += slot->inverter->sizeBytes() - before;
    }
    return static_cast<int>(document);
}

int SegmentBuilder::documents() const { return static_cast<int>(d->ids.documents()); }

std::size_t SegmentBuilder::sizeBytes() const { return d->ids.sizeBytes() + d->slotsBytes; }

Result<SegmentBuilder::Written> SegmentBuilder::write(const std::filesystem::path &directory,
                                                      const std::string &name)
{
    if (d->ids.documents() == 0)
        return fail(ErrorCode::InvalidArgument, "segment_empty",
                    "A segment without documents is not written.");
    auto files = d->write(directory, name);
    if (!files)
        return fail(std::move(files.error()));
    Written written;
    written.documents = documents();
    written.hasPositions = d->infos.hasPositions();
    written.files = std::move(*files);
    d->clear();
    return written;
}

} // namespace explorer::index
