#pragma once

#include "core/api/inputstream.h"

namespace explorer::api
{

/// A stream whose beginning can be looked at before it is read.
class PeekedInput final : public InputStream
{
public:
    explicit PeekedInput(InputStreamPtr source) : m_source(std::move(source)) {}
    /// The next `size` bytes, fewer at the end; valid until the next call.
    Result<std::string_view> peek(std::size_t size);
    Result<std::size_t> read(char *target, std::size_t size) override;
    [[nodiscard]] std::int64_t position() const override { return m_source->position(); }

private:
    InputStreamPtr m_source;
    std::string m_head;
    std::size_t m_at = 0;
    bool m_isAtEnd = false;
};

} // namespace explorer::api
