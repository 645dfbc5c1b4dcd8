#pragma once

#include "core/base/result.h"
#include "core/storage/ingeststores.h"

#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace explorer::ingest
{

struct IngestRequest;

/// The keys whose requests are being worked on. Any thread.
class RunningKeys
{
public:
    /// Frees its key when it goes.
    class Claim
    {
    public:
        Claim() = default;
        Claim(RunningKeys &keys, std::pair<std::string, std::string> key)
            : m_keys(&keys), m_key(std::move(key))
        {
        }
        Claim(Claim &&other) noexcept
            : m_keys(std::exchange(other.m_keys, nullptr)), m_key(std::move(other.m_key))
        {
        }
        Claim &operator=(Claim &&) = delete;
        Claim(const Claim &) = delete;
        Claim &operator=(const Claim &) = delete;
        ~Claim();

    private:
        RunningKeys *m_keys = nullptr;
        std::pair<std::string, std::string> m_key;
    };
    /// AlreadyExists ("idempotency_in_flight") where the same user's key is at work.
    Result<Claim> claim(const std::string &user, const std::string &key);

private:
    std::mutex m_mutex;
    std::set<std::pair<std::string, std::string>> m_running;
};

/// SHA-256 of everything that decides what a request does.
std::string fingerprint(const IngestRequest &request);

} // namespace explorer::ingest
