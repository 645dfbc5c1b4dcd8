#include "core/engine/engine.h"

#include <QtTest>

using namespace explorer;
using namespace explorer::engine;

class TestEngineSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFileGivesTheDefaults()
    {
        const auto settings = engineSettingsFromJson(nlohmann::json::object());
        QVERIFY(settings.has_value());
        QCOMPARE(settings->poolThreads, 8);
        QCOMPARE(toJson(*settings), toJson(EngineSettings{}));
        QVERIFY(engineSettingsFromJson(nlohmann::json()).has_value());
    }

    void everySettingComesBack()
    {
        nlohmann::json file = toJson(EngineSettings{});
        QCOMPARE(file.size(), std::size_t(10));
        for (auto &section : file) {
            for (auto &value : section)
                value = value.is_string()           ? nlohmann::json("library")
                        : value.is_number_integer() ? nlohmann::json(value.get<std::int64_t>() + 1)
                                                    : nlohmann::json(value.get<double>() + 0.5);
        }
        const auto settings = engineSettingsFromJson(file);
        QVERIFY2(settings.has_value(), settings ? "" : settings.error().message.c_str());
        QCOMPARE(toJson(*settings), file);
        QCOMPARE(settings->cache.waitersLimit, 101);
    }

    void wrongFilesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QByteArray>("named");
        QTest::newRow("unknown section") << QByteArray(R"({"serach":{}})") << QByteArray("no section serach");
        QTest::newRow("unknown key") << QByteArray(R"({"search":{"timeout":1}})")
                                     << QByteArray("search.timeout");
        QTest::newRow("wrong type") << QByteArray(R"({"cache":{"ttl_ms":"x"}})")
                                    << QByteArray("cache.ttl_ms");
        QTest::newRow("no object") << QByteArray(R"({"cache":7})") << QByteArray("cache must be an object");
        QTest::newRow("negative") << QByteArray(R"({"engine":{"pool_threads":0}})")
                                  << QByteArray("engine.pool_threads must be at least 1");
        QTest::newRow("too big") << QByteArray(R"({"search":{"page_limit":99999999999}})")
                                 << QByteArray("search.page_limit is out of range");
        QTest::newRow("broken number") << QByteArray(R"({"search":{"page_limit":1.5}})")
                                       << QByteArray("search.page_limit is out of range");
        QTest::newRow("weak hashing") << QByteArray(R"({"auth":{"password_memory_kib":8}})")
                                      << QByteArray("auth.password_memory_kib must be at least 8192");
        QTest::newRow("no such writer") << QByteArray(R"({"index":{"writer":"lucene"}})")
                                        << QByteArray("index.writer must be native or library");
        QTest::newRow("array") << QByteArray("[1]") << QByteArray("one JSON object");
    }

    void wrongFilesAreNamed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QByteArray, named);
        const auto settings = engineSettingsFromJson(nlohmann::json::parse(file.toStdString()));
        QVERIFY(!settings.has_value());
        QCOMPARE(settings.error().reason, std::string("settings_invalid"));
        QVERIFY2(settings.error().message.find(named.toStdString()) != std::string::npos,
                 settings.error().message.c_str());
    }

    void theGatewaysSectionIsLeftAlone()
    {
        QVERIFY(engineSettingsFromJson(nlohmann::json::parse(R"({"http":{"anything":1}})")).has_value());
    }
};

QTEST_GUILESS_MAIN(TestEngineSettings)
#include "tst_enginesettings.moc"
