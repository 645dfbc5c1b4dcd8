#pragma once

#include "server/http/httpserver.h"

#include <string_view>

namespace explorer::http
{

/// Finds the end of a request's head while its bytes arrive, and refuses what is over a limit before more is
/// read. Each byte is looked at once. Stricter than the parser behind it: a bare LF and a folded line are
/// malformed.
class HeadScanner
{
public:
    enum class Verdict : std::uint8_t { More, Complete, LineTooLong, HeadersTooLarge, Malformed };

    explicit HeadScanner(const HttpSettings &settings);
    /// `buffer` begins with the head and only ever grows between two resets.
    Verdict scan(std::string_view buffer);
    /// Bytes of the complete head, its empty line included.
    [[nodiscard]] std::size_t headBytes() const { return m_lineStart; }
    void reset();

private:
    [[nodiscard]] Verdict checkOpenLine(std::size_t size) const;

    std::size_t m_lineLimitBytes;
    std::size_t m_headerLimitBytes;
    int m_headerCountLimit;
    std::size_t m_next = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_fieldsStart = 0;
    int m_lines = 0;
};

} // namespace explorer::http
