#include "core/ingest/logreader.h"

#include "core/api/csvscanner.h"
#include "core/base/timestamp.h"
#include "core/ingest/logtime.h"

#include <algorithm>
#include <array>

namespace explorer::ingest
{

LogReader::LogReader(std::string_view text, LogPatternPtr pattern, UnixMillis now)
    : m_rest(api::withoutByteOrderMark(text)), m_pattern(std::move(pattern)), m_now(now)
{
    static constexpr std::array<std::string_view, 4> kTimes{"ts", "time", "timestamp", "date"};
    for (const std::string &name : m_pattern->names())
        m_isTime.push_back(std::find(kTimes.begin(), kTimes.end(), name) != kTimes.end());
}

bool LogReader::next(Row &row)
{
    while (!m_rest.empty()) {
        const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
        row.raw = trimmed(m_rest.substr(0, end));
        row.line = ++m_line;
        row.problem.reset();
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        if (row.raw.empty())
            continue;
        if (!m_pattern->match(row.raw, m_groups)) {
            row.problem =
                Problem{"structure", "log_line", "The line does not fit the pattern of the log.", {}, {}};
            return true;
        }
        row.cells.resize(m_groups.size());
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            const auto time = m_isTime[i] ? readLogTime(m_groups[i], m_now) : std::nullopt;
            if (time)
                row.cells[i] = toRfc3339(*time);
            else
                row.cells[i] = m_groups[i] == "-" ? std::string_view() : m_groups[i];
        }
        return true;
    }
    return false;
}

} // namespace explorer::ingest
