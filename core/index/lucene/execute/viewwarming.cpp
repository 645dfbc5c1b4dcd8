#include "core/index/lucene/execute/viewwarming.h"

#include "core/index/lucene/lucenetext.h"

#include <algorithm>

namespace explorer::index
{

void warmView(const IndexView &before, const IndexView &after, const api::Schema &schema)
{
    for (const auto &[field, ignored] : schema.fields) {
        const std::string name = indexedFieldUtf8(field);
        const auto &known = before.segments();
        const bool isUsed = std::any_of(known.begin(), known.end(), [&name](const SegmentState &state) {
            const FieldTerms *terms = state.segment->terms(name);
            return terms != nullptr && terms->hasFuzzyIndex();
        });
        if (!isUsed)
            continue;
        for (const SegmentState &state : after.segments()) {
            if (const FieldTerms *terms = state.segment->terms(name))
                static_cast<void>(terms->fuzzyIndex());
        }
    }
}

} // namespace explorer::index
