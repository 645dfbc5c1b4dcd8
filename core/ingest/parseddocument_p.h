#pragma once

#include "core/ingest/record.h"

#include <simdjson.h>

#include <array>
#include <cstring>

namespace explorer::ingest
{

/// Parses one record after the other with the same memory. Not shared between threads.
class DocumentParser
{
public:
    /// Nesting the parser itself stops at; what is deeper than the contract allows but below it gets a
    /// pointer.
    static constexpr std::size_t kParserDepth = 64;
    /// Room made at first, so that most records never make the parser grow.
    static constexpr std::size_t kLeastBytes = 64 * 1024;

    /// The tree is alive until the next call. The problem's code says what kind of text it is not.
    std::optional<Problem> parse(std::string_view json);
    [[nodiscard]] simdjson::dom::element root() const { return m_root; }

private:
    simdjson::dom::parser m_parser;
    simdjson::dom::element m_root;
    std::string m_padded;
};

} // namespace explorer::ingest
