#include "benchserver.h"

#include <filesystem>
#include <fstream>
#include <thread>

namespace explorer::bench
{
namespace
{

const char *const kPassword = "correct horse battery";
const char *const kJson = "Content-Type: application/json\r\n";

} // namespace

BenchServer::BenchServer(const std::string &directory)
{
    const QString folder = QString::fromStdString(directory);
    m_server = std::make_unique<test::ServerProcess>(folder);
    test::ServerProcess::run({QStringLiteral("user"), QStringLiteral("add"), QStringLiteral("bench"),
                              QStringLiteral("--role"), QStringLiteral("admin"),
                              QStringLiteral("--password-stdin"), QStringLiteral("--data"), folder},
                             QByteArray(kPassword) + "\n");
    const QString config = folder + QStringLiteral("/settings.json");
    std::ofstream(config.toStdString())
        << R"({"http": {"user_requests_per_second": 1e9, "user_burst": 1e9, "searches_at_once": 1000}})";
    if (!m_server->start({QStringLiteral("--config"), config}))
        qFatal("the server did not start: %s", m_server->errors().constData());
    test::RawHttpClient client = connect();
    const std::string answer =
        call(client, "POST", "/api/v1/auth/login",
             nlohmann::json{{"username", "bench"}, {"password", kPassword}}.dump(), kJson);
    m_authorization =
        "Authorization: Bearer " + nlohmann::json::parse(answer)["access_token"].get<std::string>() + "\r\n";
}

test::RawHttpClient BenchServer::connect(const std::string &source) const
{
    return test::RawHttpClient(m_server->port(), std::chrono::seconds(60), source);
}

test::RawAnswer BenchServer::request(test::RawHttpClient &client, const std::string &method,
                                     const std::string &target, const std::string &body,
                                     const std::string &headers) const
{
    auto answer = client.request(method, target, body, m_authorization + headers);
    if (!answer)
        qFatal("%s %s: no answer", method.c_str(), target.c_str());
    return std::move(*answer);
}

std::string BenchServer::call(test::RawHttpClient &client, const std::string &method,
                              const std::string &target, const std::string &body,
                              const std::string &headers) const
{
    test::RawAnswer answer = request(client, method, target, body, headers);
    if (answer.status >= 300)
        qFatal("%s %s failed: %s", method.c_str(), target.c_str(), answer.body.c_str());
    return std::move(answer.body);
}

double BenchServer::metric(const std::string &name) const
{
    test::RawHttpClient client = connect();
    const std::string text = call(client, "GET", "/metrics");
    const std::size_t at = text.find("\n" + name + " ");
    return at == std::string::npos ? 0 : std::stod(text.substr(at + name.size() + 2));
}

double BenchServer::cpuMicros() const
{
    double nanos = 0;
    const auto tasks = "/proc/" + std::to_string(processId()) + "/task";
    for (const auto &task : std::filesystem::directory_iterator(tasks)) {
        double own = 0;
        if (std::ifstream(task.path() / "schedstat") >> own)
            nanos += own;
    }
    return nanos / 1000;
}

void BenchServer::waitForQuiet() const
{
    constexpr std::chrono::milliseconds kLook{500};
    constexpr double kQuietMicros = 10'000;
    test::RawHttpClient client = connect();
    while (request(client, "GET", "/readyz").status != 200)
        std::this_thread::sleep_for(kLook);
    for (double before = -1e9, now = cpuMicros(); now - before > kQuietMicros; now = cpuMicros()) {
        before = now;
        std::this_thread::sleep_for(kLook);
    }
}

void BenchServer::stop()
{
    if (m_server->terminate() != 0)
        qFatal("the server did not end well: %s", m_server->errors().constData());
}

} // namespace explorer::bench
