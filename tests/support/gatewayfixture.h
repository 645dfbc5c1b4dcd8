#pragma once

#include "server/handlers/gateway.h"
#include "support/rawhttpclient.h"

#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

namespace explorer::test
{

/// A whole service on a directory of its own and a free port, with one user a role, each with the password
/// below. restart() is what an operator does; the data stays.
class GatewayFixture
{
public:
    static constexpr const char *kPassword = "correct horse battery";

    explicit GatewayFixture(gateway::GatewaySettings settings = relaxed(),
                            engine::EngineSettings engineSettings = {})
        : m_settings(std::move(settings)), m_engineSettings(std::move(engineSettings))
    {
        start();
        for (const api::Role role : {api::Role::Admin, api::Role::Analyst, api::Role::Viewer}) {
            const auto added = engine->auth().addUser(std::string(api::toString(role)), kPassword, role);
            Q_ASSERT(added);
        }
    }

    /// The rates of a load are not what these tests are about.
    static gateway::GatewaySettings relaxed()
    {
        gateway::GatewaySettings settings;
        settings.rates = {1e6, 1e6, 1e6, 1000};
        return settings;
    }

    void start()
    {
        auto opened = engine::Engine::open(directory.path().toStdString(), m_engineSettings, logger);
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        engine = std::move(*opened);
        auto made = gateway::Gateway::create(*engine, m_settings);
        if (!made)
            qFatal("%s", made.error().message.c_str());
        gateway = std::move(*made);
        if (const auto listening = gateway->listen("127.0.0.1", 0); !listening)
            qFatal("%s", listening.error().message.c_str());
    }

    void stop()
    {
        gateway.reset();
        engine.reset();
    }

    struct Answer {
        int status = 0;
        nlohmann::json json;
        RawAnswer raw;
    };

    Answer call(const std::string &method, const std::string &target, const std::string &body = {},
                const std::string &contentType = "application/json", const std::string &extraHeaders = {})
    {
        RawHttpClient client(gateway->port(), std::chrono::seconds(30));
        std::string headers = extraHeaders;
        if (!body.empty())
            headers += "Content-Type: " + contentType + "\r\n";
        if (!token.empty())
            headers += "Authorization: Bearer " + token + "\r\n";
        const auto raw = client.request(method, target, body, headers);
        Answer answer;
        if (!raw)
            return answer;
        answer.raw = *raw;
        answer.status = raw->status;
        answer.json = nlohmann::json::parse(raw->body, nullptr, false);
        return answer;
    }

    Answer signIn(const std::string &user)
    {
        token.clear();
        Answer answer = call("POST", "/api/v1/auth/login",
                             nlohmann::json{{"username", user}, {"password", kPassword}}.dump());
        if (answer.status == 200)
            token = answer.json["access_token"].get<std::string>();
        return answer;
    }

    Answer ingest(const std::string &collection, const std::string &ndjson,
                  const std::string &parameters = "?refresh=wait")
    {
        return call("POST", "/api/v1/collections/" + collection + "/documents" + parameters, ndjson,
                    "application/x-ndjson");
    }

    QTemporaryDir directory;
    Logger logger{LogLevel::Error, [](std::string_view) {}};
    std::unique_ptr<engine::Engine> engine;
    std::unique_ptr<gateway::Gateway> gateway;
    std::string token;

private:
    gateway::GatewaySettings m_settings;
    engine::EngineSettings m_engineSettings;
};

} // namespace explorer::test
