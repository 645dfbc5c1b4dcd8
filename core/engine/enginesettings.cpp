#include "core/base/settings.h"
#include "core/engine/engine.h"

#include <algorithm>
#include <array>

namespace explorer::engine
{
namespace
{

/// By index::WriterKind.
constexpr std::array<std::string_view, 2> kWriterNames{"native", "library"};

/// Takes each setting out of one section, and checks that it is at least what it must be.
class Reader
{
public:
    Reader(std::string name, const nlohmann::json &section)
        : m_name(name), m_json(section), m_section(std::move(name), section)
    {
    }

    template <typename T>
    void operator()(std::string_view key, T &target, double least = 1)
    {
        m_section.read(key, target);
        const auto found = m_json.is_object() ? m_json.find(key) : m_json.end();
        if (found == m_json.end() || !found->is_number())
            return;
        // A number that does not fit the target's type comes out as another one.
        if (found->template get<double>() != static_cast<double>(target))
            note(key, " is out of range, or must be a whole number");
        else if (static_cast<double>(target) < least)
            note(key, " must be at least " + nlohmann::json(least).dump());
    }

    void operator()(std::string_view key, index::WriterKind &target)
    {
        std::string name(kWriterNames[static_cast<std::size_t>(target)]);
        m_section.read(key, name);
        const auto found = std::find(kWriterNames.begin(), kWriterNames.end(), name);
        if (found == kWriterNames.end())
            note(key, " must be native or library");
        else
            target = static_cast<index::WriterKind>(found - kWriterNames.begin());
    }

    [[nodiscard]] std::string problems() const
    {
        const Result<void> result = m_section.finish();
        std::string text = result ? std::string() : result.error().message;
        if (!m_problems.empty())
            text += (text.empty() ? "The settings file is wrong: " : " Also: ") + m_problems + ".";
        return text;
    }

private:
    void note(std::string_view key, const std::string &what)
    {
        m_problems += (m_problems.empty() ? "" : "; ") + m_name + "." + std::string(key) + what;
    }

    std::string m_name;
    nlohmann::json m_json;
    SettingsSection m_section;
    std::string m_problems;
};

/// Puts each setting into one section.
class Writer
{
public:
    template <typename T>
    void operator()(std::string_view key, const T &value, double /*least*/ = 1)
    {
        m_json[std::string(key)] = value;
    }
    void operator()(std::string_view key, index::WriterKind value)
    {
        m_json[std::string(key)] = kWriterNames[static_cast<std::size_t>(value)];
    }
    nlohmann::json take() { return std::move(m_json); }

private:
    nlohmann::json m_json = nlohmann::json::object();
};

template <typename Visitor>
void visit(Visitor &visitor, storage::StorageSettings &settings)
{
    visitor("group_commit_requests", settings.groupCommitRequests);
    visitor("group_commit_ms", settings.groupCommitMillis, 0);
    visitor("cache_pages_kib", settings.cachePagesKiB);
    visitor("write_queue_limit", settings.writeQueueLimit);
    visitor("least_free_bytes", settings.leastFreeBytes, 0);
}

template <typename Visitor>
void visit(Visitor &visitor, index::IndexSettings &settings)
{
    visitor("batch_size", settings.batchSize);
    visitor("publish_ms", settings.publishMillis);
    visitor("commit_ms", settings.commitMillis);
    visitor("commit_changes", settings.commitChanges);
    visitor("writer_buffer_mib", settings.writerBufferMiB);
    visitor("writer", settings.writer);
}

template <typename Visitor>
void visit(Visitor &visitor, cache::CacheSettings &settings)
{
    visitor("capacity_bytes", settings.capacityBytes, 65'536);
    visitor("entry_limit_bytes", settings.entryLimitBytes);
    visitor("ttl_ms", settings.ttlMillis, 0);
    visitor("ttl_jitter", settings.ttlJitter, 0);
    visitor("empty_ttl_ms", settings.emptyTtlMillis, 0);
    visitor("error_ttl_ms", settings.errorTtlMillis, 0);
    visitor("waiters_limit", settings.waitersLimit);
    visitor("stale_ms", settings.staleMillis, 0);
}

template <typename Visitor>
void visit(Visitor &visitor, auth::AuthSettings &settings)
{
    visitor("access_token_seconds", settings.accessTokenSeconds);
    visitor("refresh_idle_seconds", settings.refreshIdleSeconds);
    visitor("refresh_absolute_seconds", settings.refreshAbsoluteSeconds);
    visitor("refresh_grace_seconds", settings.refreshGraceSeconds, 0);
    visitor("clock_skew_seconds", settings.clockSkewSeconds, 0);
    visitor("password_memory_kib", settings.passwordMemoryKiB, 8192);
    visitor("password_passes", settings.passwordPasses);
    visitor("hashing_threads", settings.hashingThreads);
    visitor("hashing_queue", settings.hashingQueue);
}

template <typename Visitor>
void visit(Visitor &visitor, search::SearchSettings &settings)
{
    visitor("timeout_ms", settings.timeoutMillis);
    visitor("timeout_limit_ms", settings.timeoutLimitMillis);
    visitor("page_limit", settings.pageLimit);
    visitor("facet_fields_limit", settings.facetFieldsLimit);
    visitor("snapshot_ms", settings.snapshotMillis);
    visitor("export_ms", settings.exportMillis);
}

template <typename Visitor>
void visit(Visitor &visitor, search::WarmingSettings &settings)
{
    visitor("requests_limit", settings.requestsLimit, 0);
    visitor("capacity_share", settings.capacityShare, 0);
    visitor("done_share", settings.doneShare, 0);
    visitor("limit_ms", settings.limitMillis, 0);
}

template <typename Visitor>
void visit(Visitor &visitor, ingest::IngestSettings &settings)
{
    visitor("batch_records", settings.batchRecords);
    visitor("document_limit_bytes", settings.documentLimitBytes);
    visitor("document_fields_limit", settings.documentFieldsLimit);
    visitor("collection_fields_limit", settings.collectionFieldsLimit);
    visitor("inference_sample", settings.inferenceSample);
    visitor("wait_visible_ms", settings.waitVisibleMillis);
    visitor("quarantine_bytes", settings.quarantineBytes);
    visitor("quarantine_days", settings.quarantineDays);
}

template <typename Visitor>
void visit(Visitor &visitor, ingest::JobSettings &settings)
{
    visitor("spool_limit_bytes", settings.spoolLimitBytes);
    visitor("batch_records", settings.batchRecords);
    visitor("batch_bytes", settings.batchBytes);
    visitor("attempts", settings.attempts);
    visitor("undo_days", settings.undoDays, 0);
}

template <typename Visitor>
void visit(Visitor &visitor, monitor::MonitorSettings &settings)
{
    visitor("check_ms", settings.checkMillis, 100);
    visitor("check_timeout_ms", settings.checkTimeoutMillis);
    visitor("samples", settings.samples);
    visitor("api_p95_ms", settings.apiP95Millis, 0);
    visitor("pool_ratio", settings.poolRatio, 0);
    visitor("cache_hit_ratio", settings.cacheHitRatio, 0);
    visitor("error_ratio", settings.errorRatio, 0);
}

/// The engine's own section.
struct PoolSection {
    EngineSettings &settings;
};

template <typename Visitor>
void visit(Visitor &visitor, PoolSection section)
{
    visitor("pool_threads", section.settings.poolThreads);
    visitor("pool_queue", section.settings.poolQueue);
}

/// Hands every section with its name to `take`.
template <typename Take>
void eachSection(EngineSettings &settings, Take take)
{
    take("storage", settings.storage);
    take("index", settings.index);
    take("cache", settings.cache);
    take("auth", settings.auth);
    take("search", settings.search);
    take("warming", settings.warming);
    take("ingest", settings.ingest);
    take("jobs", settings.jobs);
    take("monitor", settings.monitor);
    take("engine", PoolSection{settings});
}

} // namespace

Result<EngineSettings> engineSettingsFromJson(const nlohmann::json &file)
{
    if (!file.is_object() && !file.is_null())
        return fail(ErrorCode::InvalidArgument, "settings_invalid",
                    "The settings file must hold one JSON object.");
    EngineSettings settings;
    std::vector<std::string> known{"http"};
    std::string problems;
    const auto note = [&problems](const std::string &text) {
        problems += (problems.empty() || text.empty() ? "" : " ") + text;
    };
    eachSection(settings, [&](const char *name, auto &&section) {
        known.emplace_back(name);
        Reader reader(name, file.is_object() ? file.value(name, nlohmann::json()) : nlohmann::json());
        visit(reader, section);
        note(reader.problems());
    });
    for (const auto &[key, value] : file.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end())
            note("The settings file is wrong: there is no section " + key + ".");
    }
    if (!problems.empty())
        return fail(ErrorCode::InvalidArgument, "settings_invalid", std::move(problems));
    return settings;
}

nlohmann::json toJson(const EngineSettings &settings)
{
    EngineSettings copy = settings;
    nlohmann::json json = nlohmann::json::object();
    eachSection(copy, [&json](const char *name, auto &&section) {
        Writer writer;
        visit(writer, section);
        json[name] = writer.take();
    });
    return json;
}

} // namespace explorer::engine
