#pragma once

#include "core/index/lucene/format/normswriter.h"
#include "core/index/lucene/lucene_p.h"

#include <lucene++/DefaultSimilarity.h>
#include <lucene++/FieldInvertState.h>

namespace explorer::index
{

/// Makes the library write our norm byte: the encoded number of tokens, which its own float code carries
/// unchanged.
class LengthSimilarity : public Lucene::DefaultSimilarity
{
public:
    double computeNorm(const Lucene::String & /*field*/, const Lucene::FieldInvertStatePtr &state) override
    {
        return decodeNorm(encodeLength(static_cast<std::uint32_t>(state->getLength())));
    }
};

} // namespace explorer::index
