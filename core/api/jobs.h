#pragma once

#include "core/api/documents.h"
#include "core/api/inputformat.h"

namespace explorer::api
{

/// Of an import that runs on the server. Receiving: its file is still coming. Undoing and Undone: what it
/// stored is being, or has been, taken back.
enum class JobState : std::uint8_t {
    Receiving,
    Queued,
    Running,
    Paused,
    Done,
    Failed,
    Cancelled,
    Undoing,
    Undone
};
std::string_view toString(JobState state);
std::optional<JobState> jobStateFromString(std::string_view text);
/// Done, Failed, Cancelled or Undone: nothing more happens by itself.
bool hasEnded(JobState state);

struct Job {
    std::string id;
    std::string collection;
    /// Of the file, or what the sender called it.
    std::string name;
    std::string user;
    JobState state = JobState::Receiving;
    /// Nothing while it is still to be looked for.
    std::optional<InputFormat> format;
    std::string encoding;
    /// Whether nothing is stored where some record is bad.
    bool atomic = false;
    std::int64_t sizeBytes = 0;
    std::int64_t receivedBytes = 0;
    /// Of the file as it is, up to what is committed.
    std::int64_t readBytes = 0;
    std::int64_t batches = 0;
    Ledger ledger;
    /// Tries that failed in a row, and when the next one is due.
    int attempts = 0;
    UnixMillis notBefore = 0;
    /// Why it failed or waits; empty where it does not.
    std::string reason;
    std::string message;
    UnixMillis createdAt = 0;
    UnixMillis startedAt = 0;
    UnixMillis endedAt = 0;
    /// Documents taken back.
    std::int64_t undone = 0;
    /// While it runs, else 0: records a second, and seconds that are left.
    double recordsPerSecond = 0;
    double secondsLeft = 0;
};
void to_json(nlohmann::json &json, const Job &job);
void from_json(const nlohmann::json &json, Job &job);

nlohmann::json toJson(const InputFormat &format);
/// Nothing where it is no format.
std::optional<InputFormat> inputFormatFromJson(const nlohmann::json &json);

} // namespace explorer::api
