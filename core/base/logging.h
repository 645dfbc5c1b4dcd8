#pragma once

#include "core/base/clock.h"

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace explorer
{

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error };

using LogField = std::pair<std::string_view, std::string>;

/// Structured, leveled log: one line of JSON an event ({"ts","level","event", fields...}). Any thread may
/// log. Secrets and bodies are never handed to it. Costs one formatted line and one write.
class Logger
{
public:
    using Sink = std::function<void(std::string_view line)>;
    /// Writes to standard error.
    explicit Logger(LogLevel least = LogLevel::Info);
    Logger(LogLevel least, Sink sink);

    void log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields = {});
    void debug(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        log(LogLevel::Debug, event, fields);
    }
    void info(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        log(LogLevel::Info, event, fields);
    }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        log(LogLevel::Warning, event, fields);
    }
    void error(std::string_view event, std::initializer_list<LogField> fields = {})
    {
        log(LogLevel::Error, event, fields);
    }
    [[nodiscard]] bool isEnabled(LogLevel level) const { return level >= m_least; }

private:
    LogLevel m_least;
    Sink m_sink;
    SystemClock m_clock;
    std::mutex m_mutex;
};

} // namespace explorer
