#pragma once

#include "core/base/clock.h"
#include "core/ingest/logpattern.h"
#include "core/ingest/rowreader.h"

namespace explorer::ingest
{

/// The lines of a log as rows: a cell a named group, `-` and what did not take part empty, groups named ts,
/// time, timestamp or date as RFC 3339 where they read as a time. A line of another form has a problem.
class LogReader final : public RowReader
{
public:
    LogReader(std::string_view text, LogPatternPtr pattern, UnixMillis now);
    bool next(Row &row) override;
    [[nodiscard]] std::unique_ptr<RowReader> clone() const override
    {
        return std::make_unique<LogReader>(*this);
    }

private:
    std::string_view m_rest;
    LogPatternPtr m_pattern;
    UnixMillis m_now;
    std::int64_t m_line = 0;
    std::vector<bool> m_isTime;
    std::vector<std::string_view> m_groups;
};

} // namespace explorer::ingest
