#include "core/base/settings.h"
#include "server/handlers/gateway.h"

namespace explorer::gateway
{

Result<GatewaySettings> gatewaySettingsFromJson(const nlohmann::json &file)
{
    GatewaySettings settings;
    http::HttpSettings &http = settings.http;
    SettingsSection section("http", file.value("http", nlohmann::json()));
    section.read("request_line_limit_bytes", http.requestLineLimitBytes);
    section.read("header_count_limit", http.headerCountLimit);
    section.read("header_limit_bytes", http.headerLimitBytes);
    section.read("header_deadline_ms", http.headerDeadlineMillis);
    section.read("body_least_bytes_per_second", http.bodyLeastBytesPerSecond);
    section.read("body_deadline_ms", http.bodyDeadlineMillis);
    section.read("idle_ms", http.idleMillis);
    section.read("connection_limit", http.connectionLimit);
    section.read("connections_per_address", http.connectionsPerAddress);
    section.read("bodies_limit_bytes", http.bodiesLimitBytes);
    section.read("answers_limit_bytes", http.answersLimitBytes);
    section.read("drain_ms", http.drainMillis);
    section.read("network_threads", http.networkThreads);
    section.read("gzip_least_bytes", http.gzipLeastBytes);
    section.read("hosts", http.hosts);
    section.read("certificate_file", http.certificateFile);
    section.read("key_file", http.keyFile);
    section.read("refuse_origin", settings.refuseOrigin);
    section.read("user_requests_per_second", settings.rates.userPerSecond);
    section.read("user_burst", settings.rates.userBurst);
    section.read("anonymous_requests_per_second", settings.rates.anonymousPerSecond);
    section.read("searches_at_once", settings.rates.searchesAtOnce);
    section.read("exports_at_once", settings.rates.exportsAtOnce);
    if (auto read = section.finish(); !read)
        return fail(read.error());
    return settings;
}

nlohmann::json toJson(const GatewaySettings &settings)
{
    const http::HttpSettings &http = settings.http;
    return {{"http",
             {{"request_line_limit_bytes", http.requestLineLimitBytes},
              {"header_count_limit", http.headerCountLimit},
              {"header_limit_bytes", http.headerLimitBytes},
              {"header_deadline_ms", http.headerDeadlineMillis},
              {"body_least_bytes_per_second", http.bodyLeastBytesPerSecond},
              {"body_deadline_ms", http.bodyDeadlineMillis},
              {"idle_ms", http.idleMillis},
              {"connection_limit", http.connectionLimit},
              {"connections_per_address", http.connectionsPerAddress},
              {"bodies_limit_bytes", http.bodiesLimitBytes},
              {"answers_limit_bytes", http.answersLimitBytes},
              {"drain_ms", http.drainMillis},
              {"network_threads", http.networkThreads},
              {"gzip_least_bytes", http.gzipLeastBytes},
              {"hosts", http.hosts},
              {"certificate_file", http.certificateFile},
              {"key_file", http.keyFile},
              {"refuse_origin", settings.refuseOrigin},
              {"user_requests_per_second", settings.rates.userPerSecond},
              {"user_burst", settings.rates.userBurst},
              {"anonymous_requests_per_second", settings.rates.anonymousPerSecond},
              {"searches_at_once", settings.rates.searchesAtOnce},
              {"exports_at_once", settings.rates.exportsAtOnce}}}};
}

} // namespace explorer::gateway
