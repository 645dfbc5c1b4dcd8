#include "core/index/lucene/write/pendingdocuments.h"

#include "core/query/fieldvalues.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <unordered_set>

namespace explorer::index
{
namespace
{

/// Fewer are not worth a thread, nor a segment more.
constexpr std::size_t kWorthTwoThreads = 2000;

/// Runs `second` beside `first`; an exception of either is thrown here.
void runBoth(const std::function<void()> &first, const std::function<void()> &second)
{
    std::exception_ptr failure;
    std::thread other([&] {
        try {
            second();
        } catch (...) {
            failure = std::current_exception();
        }
    });
    try {
        first();
    } catch (...) {
        other.join();
        throw;
    }
    other.join();
    if (failure)
        std::rethrow_exception(failure);
}

} // namespace

PendingDocuments::PendingDocuments(const api::Schema &schema)
    : m_schema(schema), m_slots{Slot(schema), Slot(schema)}
{
}

std::size_t PendingDocuments::sizeBytes() const
{
    return m_slots[0].builder.sizeBytes() + m_slots[1].builder.sizeBytes();
}

void PendingDocuments::apply(std::span<const IndexChange> changes)
{
    assign(changes);
    if (m_slots[1].batch.empty())
        build(m_slots[0]);
    else
        runBoth([this] { build(m_slots[0]); }, [this] { build(m_slots[1]); });
}

void PendingDocuments::assign(std::span<const IndexChange> changes)
{
    std::unordered_set<std::string_view> seen;
    std::vector<const IndexChange *> last;
    for (std::size_t i = changes.size(); i-- > 0;) {
        if (seen.insert(changes[i].id).second)
            last.push_back(&changes[i]);
    }
    std::reverse(last.begin(), last.end());
    const std::size_t half = last.size() < kWorthTwoThreads ? last.size() : (last.size() + 1) / 2;
    for (std::size_t i = 0; i < last.size(); ++i)
        place(*last[i], i < half ? 0 : 1);
}

void PendingDocuments::place(const IndexChange &change, int slot)
{
    const auto [at, isNew] = m_places.try_emplace(change.id);
    Place &place = at->second;
    if (!isNew && place.builder >= 0)
        m_slots[static_cast<std::size_t>(place.builder)].replaced.push_back(place.document);
    if (change.json.empty()) {
        place = {};
        return;
    }
    Slot &target = m_slots[static_cast<std::size_t>(slot)];
    place = {slot, target.builder.documents() + static_cast<int>(target.batch.size())};
    target.batch.push_back(&change);
}

void PendingDocuments::build(Slot &slot) const
{
    std::vector<query::TypeProblem> problems;
    for (const IndexChange *change : slot.batch) {
        problems.clear();
        auto values = query::extractFields(m_schema, change->json, problems);
        // The id alone is searchable then, and the document stays countable.
        slot.builder.add(change->id, values ? *values : query::DocumentFields{});
    }
    slot.batch.clear();
}

Result<std::vector<PendingDocuments::Written>>
PendingDocuments::write(const std::filesystem::path &directory, const std::function<std::string()> &takeName)
{
    std::vector<Written> written;
    std::vector<Slot *> full;
    for (Slot &slot : m_slots) {
        if (slot.builder.documents() == 0)
            continue;
        full.push_back(&slot);
        written.push_back({takeName(), {}, std::move(slot.replaced)});
    }
    std::vector<Result<SegmentBuilder::Written>> results(full.size());
    const auto writeOne = [&](std::size_t i) {
        results[i] = full[i]->builder.write(directory, written[i].name);
    };
    if (full.size() == 2)
        runBoth([&] { writeOne(0); }, [&] { writeOne(1); });
    else if (full.size() == 1)
        writeOne(0);
    for (std::size_t i = 0; i < results.size(); ++i) {
        if (!results[i])
            return fail(std::move(results[i].error()));
        written[i].segment = std::move(*results[i]);
    }
    return written;
}

std::vector<std::string_view> PendingDocuments::ids() const
{
    std::vector<std::string_view> ids;
    ids.reserve(m_places.size());
    for (const auto &[id, place] : m_places)
        ids.push_back(id);
    return ids;
}

void PendingDocuments::clear()
{
    m_places.clear();
    for (Slot &slot : m_slots)
        slot.replaced.clear();
}

} // namespace explorer::index
