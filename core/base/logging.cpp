#include "core/base/logging.h"

#include "core/base/timestamp.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace explorer
{
namespace
{

std::string_view name(LogLevel level)
{
    switch (level) {
    case LogLevel::Debug:
        return "debug";
    case LogLevel::Info:
        return "info";
    case LogLevel::Warning:
        return "warning";
    case LogLevel::Error:
        return "error";
    }
    return "error";
}

std::string jsonText(std::string_view text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void writeToStandardError(std::string_view line) { std::fwrite(line.data(), 1, line.size(), stderr); }

} // namespace

Logger::Logger(LogLevel least) : Logger(least, writeToStandardError) {}

Logger::Logger(LogLevel least, Sink sink) : m_least(least), m_sink(std::move(sink)) {}

void Logger::log(LogLevel level, std::string_view event, std::initializer_list<LogField> fields)
{
    if (!isEnabled(level))
        return;
    std::string line = R"({"ts":")" + toRfc3339(m_clock.nowMillis()) + R"(","level":")";
    line.append(name(level)).append(R"(","event":)").append(jsonText(event));
    for (const auto &[key, value] : fields)
        line.append(",").append(jsonText(key)).append(":").append(jsonText(value));
    line += "}\n";
    const std::lock_guard lock(m_mutex);
    m_sink(line);
}

} // namespace explorer
