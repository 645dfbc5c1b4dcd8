#pragma once

#include "support/rawhttpclient.h"
#include "support/serverprocess.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace explorer::bench
{

/// A real explorerio-server with one user whose rates have no bounds. Ends the program where it fails.
class BenchServer
{
public:
    explicit BenchServer(const std::string &directory);
    /// Has signed in before: only the connection is new.
    [[nodiscard]] test::RawHttpClient connect(const std::string &source = {}) const;
    /// Any answer.
    test::RawAnswer request(test::RawHttpClient &client, const std::string &method, const std::string &target,
                            const std::string &body = {}, const std::string &headers = {}) const;
    /// A good answer's body; `headers` end with a line break each.
    std::string call(test::RawHttpClient &client, const std::string &method, const std::string &target,
                     const std::string &body = {}, const std::string &headers = {}) const;
    [[nodiscard]] double metric(const std::string &name) const;
    /// What the process's threads have computed so far, in microseconds, to the nanosecond (schedstat). Of
    /// threads that are over nothing is known.
    [[nodiscard]] double cpuMicros() const;
    /// Waits until it is ready and computes nothing by itself any more.
    void waitForQuiet() const;
    [[nodiscard]] qint64 processId() const { return m_server->processId(); }
    /// SIGTERM and the end.
    void stop();

private:
    std::unique_ptr<test::ServerProcess> m_server;
    std::string m_authorization;
};

} // namespace explorer::bench
