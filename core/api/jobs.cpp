#include "core/api/jobs.h"

#include "core/base/timestamp.h"

#include <algorithm>
#include <array>

namespace explorer::api
{
namespace
{

constexpr std::array<std::string_view, 9> kStates{"receiving", "queued",    "running", "paused", "done",
                                                  "failed",    "cancelled", "undoing", "undone"};

nlohmann::json timeOf(UnixMillis millis)
{
    return millis == 0 ? nlohmann::json() : nlohmann::json(toRfc3339(millis));
}

UnixMillis timeFrom(const nlohmann::json &json, const char *name)
{
    const auto found = json.find(name);
    return found != json.end() && found->is_string() ? fromRfc3339(found->get<std::string>()).value_or(0) : 0;
}

} // namespace

std::string_view toString(JobState state) { return kStates[static_cast<std::size_t>(state)]; }

std::optional<JobState> jobStateFromString(std::string_view text)
{
    const auto found = std::find(kStates.begin(), kStates.end(), text);
    if (found == kStates.end())
        return std::nullopt;
    return static_cast<JobState>(found - kStates.begin());
}

bool hasEnded(JobState state)
{
    return state == JobState::Done || state == JobState::Failed || state == JobState::Cancelled ||
           state == JobState::Undone;
}

nlohmann::json toJson(const InputFormat &format)
{
    nlohmann::json json{{"format", toString(format.format)}};
    if (format.format == DocumentFormat::Csv) {
        json["delimiter"] = std::string(format.csv.delimiter == '\0' ? 0 : 1, format.csv.delimiter);
        json["quote"] = std::string(1, format.csv.quote);
        json["header"] = format.csv.hasHeader;
    }
    if (!format.pattern.empty())
        json["pattern"] = format.pattern;
    return json;
}

std::optional<InputFormat> inputFormatFromJson(const nlohmann::json &json)
{
    const auto format = json.is_object() ? documentFormatFromString(json.value("format", ""))
                                         : Result<DocumentFormat>(fail(Error{}));
    if (!format)
        return std::nullopt;
    const auto character = [&json](const char *name, char fallback) {
        const std::string text = json.value(name, "");
        return text.empty() ? fallback : text.front();
    };
    return InputFormat{*format,
                       {character("delimiter", '\0'), character("quote", '"'), json.value("header", true)},
                       json.value("pattern", "")};
}

void to_json(nlohmann::json &json, const Job &job)
{
    json = {{"id", job.id},
            {"collection", job.collection},
            {"name", job.name},
            {"user", job.user},
            {"state", toString(job.state)},
            {"atomic", job.atomic},
            {"size_bytes", job.sizeBytes},
            {"received_bytes", job.receivedBytes},
            {"read_bytes", job.readBytes},
            {"ledger", job.ledger},
            {"attempts", job.attempts},
            {"created_at", timeOf(job.createdAt)},
            {"started_at", timeOf(job.startedAt)},
            {"ended_at", timeOf(job.endedAt)},
            {"records_per_second", job.recordsPerSecond},
            {"seconds_left", job.secondsLeft}};
    if (job.format)
        json["format"] = toJson(*job.format);
    if (!job.encoding.empty())
        json["encoding"] = job.encoding;
    if (!job.reason.empty())
        json["error"] = {{"code", job.reason}, {"message", job.message}};
    if (job.notBefore != 0)
        json["not_before"] = timeOf(job.notBefore);
    if (job.state == JobState::Undoing || job.state == JobState::Undone)
        json["undone"] = job.undone;
}

void from_json(const nlohmann::json &json, Job &job)
{
    job.id = json.value("id", "");
    job.collection = json.value("collection", "");
    job.name = json.value("name", "");
    job.user = json.value("user", "");
    job.state = jobStateFromString(json.value("state", "")).value_or(JobState::Failed);
    job.atomic = json.value("atomic", false);
    job.sizeBytes = json.value("size_bytes", std::int64_t{0});
    job.receivedBytes = json.value("received_bytes", std::int64_t{0});
    job.readBytes = json.value("read_bytes", std::int64_t{0});
    job.ledger = json.value("ledger", Ledger{});
    job.attempts = json.value("attempts", 0);
    job.createdAt = timeFrom(json, "created_at");
    job.startedAt = timeFrom(json, "started_at");
    job.endedAt = timeFrom(json, "ended_at");
    job.notBefore = timeFrom(json, "not_before");
    job.recordsPerSecond = json.value("records_per_second", 0.0);
    job.secondsLeft = json.value("seconds_left", 0.0);
    job.format = inputFormatFromJson(json.value("format", nlohmann::json()));
    job.encoding = json.value("encoding", "");
    const nlohmann::json error = json.value("error", nlohmann::json::object());
    job.reason = error.value("code", "");
    job.message = error.value("message", "");
    job.undone = json.value("undone", std::int64_t{0});
}

} // namespace explorer::api
