#include "server/http/headscanner_p.h"

namespace explorer::http
{

HeadScanner::HeadScanner(const HttpSettings &settings)
    : m_lineLimitBytes(static_cast<std::size_t>(settings.requestLineLimitBytes)),
      m_headerLimitBytes(static_cast<std::size_t>(settings.headerLimitBytes)),
      m_headerCountLimit(settings.headerCountLimit)
{
}

void HeadScanner::reset()
{
    m_next = 0;
    m_lineStart = 0;
    m_fieldsStart = 0;
    m_lines = 0;
}

HeadScanner::Verdict HeadScanner::checkOpenLine(std::size_t size) const
{
    // The CR may have come already.
    if (m_lines == 0 && size > m_lineLimitBytes + 1)
        return Verdict::LineTooLong;
    if (m_lines > 0 && size - m_fieldsStart > m_headerLimitBytes)
        return Verdict::HeadersTooLarge;
    return Verdict::More;
}

HeadScanner::Verdict HeadScanner::scan(std::string_view buffer)
{
    // A TLS greeting or other binary on a plain port has no line end to wait for.
    if (!buffer.empty() && (buffer.front() <= ' ' || buffer.front() >= 0x7F))
        return Verdict::Malformed;
    for (;;) {
        const std::size_t end = buffer.find('\n', m_next);
        if (end == std::string_view::npos) {
            m_next = buffer.size();
            return checkOpenLine(buffer.size());
        }
        if (end == m_lineStart || buffer[end - 1] != '\r')
            return Verdict::Malformed;
        const std::size_t length = end - 1 - m_lineStart;
        const char first = buffer[m_lineStart];
        m_lineStart = m_next = end + 1;
        if (m_lines == 0) {
            if (length > m_lineLimitBytes)
                return Verdict::LineTooLong;
            m_fieldsStart = m_lineStart;
        } else {
            if (m_lineStart - m_fieldsStart > m_headerLimitBytes)
                return Verdict::HeadersTooLarge;
            if (length == 0)
                return Verdict::Complete;
            if (first == ' ' || first == '\t')
                return Verdict::Malformed;
            if (m_lines > m_headerCountLimit)
                return Verdict::HeadersTooLarge;
        }
        ++m_lines;
    }
}

} // namespace explorer::http
