#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/build/segmentbuilder.h"
#include "core/index/searchindex.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace explorer::index
{

/// The changes applied since the last segment was written: documents inverted in memory, by two builders on
/// two threads where there are many, and ids that are only removed. The last change of an id counts. One
/// thread.
class PendingDocuments
{
public:
    static constexpr std::size_t kBuilders = 2;

    explicit PendingDocuments(const api::Schema &schema);
    /// Extracts and inverts; uses a second thread for the length of the call where the changes are many.
    void apply(std::span<const IndexChange> changes);
    [[nodiscard]] bool isEmpty() const { return m_places.empty(); }
    /// Memory held by the builders.
    [[nodiscard]] std::size_t sizeBytes() const;

    struct Written {
        std::string name;
        SegmentBuilder::Written segment;
        /// Documents of the segment that a later change replaced.
        std::vector<int> replaced;
    };
    /// Writes one segment a builder that has documents, under the names that `takeName` gives. What was
    /// written before a failure is removed by the caller.
    Result<std::vector<Written>> write(const std::filesystem::path &directory,
                                       const std::function<std::string()> &takeName);
    /// All ids that were changed; valid until clear().
    [[nodiscard]] std::vector<std::string_view> ids() const;
    /// After write(): begins anew.
    void clear();

private:
    /// Where an id's last version is; builder -1: it is removed.
    struct Place {
        int builder = -1;
        int document = 0;
    };
    struct Slot {
        explicit Slot(const api::Schema &schema) : builder(schema) {}
        SegmentBuilder builder;
        std::vector<int> replaced;
        std::vector<const IndexChange *> batch;
    };
    void assign(std::span<const IndexChange> changes);
    void place(const IndexChange &change, int slot);
    void build(Slot &slot) const;

    const api::Schema &m_schema;
    std::array<Slot, kBuilders> m_slots;
    std::unordered_map<std::string, Place> m_places;
};

} // namespace explorer::index
