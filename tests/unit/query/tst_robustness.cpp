#include "core/query/editor.h"
#include "core/query/query.h"
#include "core/query/utf8_p.h"

#include "core/base/fileops.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

using namespace explorer;

namespace
{

api::Schema makeSchema()
{
    api::Schema schema;
    schema.fields["t"].type = api::FieldType::Text;
    schema.fields["k"].type = api::FieldType::Keyword;
    schema.fields["n"].type = api::FieldType::Long;
    schema.fields["d"].type = api::FieldType::Date;
    return schema;
}

std::string sharedText(const char *name)
{
    const std::string folder = qEnvironmentVariable("EXPLORERIO_SHARED").toStdString();
    return explorer::readFile(folder + "/data/conformance/" + name).value_or(std::string());
}

} // namespace

class RobustnessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesRandomText()
    {
        const std::vector<std::string> pieces{
            "(", ")",  "\"",   ":",  "t:",   "k:", "n:",       "d:",   "and ", " or ", "not ",
            " ", "[",  "]",    "{",  "}",    "TO", " TO ",     "*",    "?",    "~",    "~1",
            "^", "^2", "/",    "/i", "\\",   "<",  ">=",       "-",    "+",    "5",    "fox",
            "ä", "😀",  "\xFF", "\n", "2024", "||", "now-1d/d", "\xE2", "|",    ".",    "9999999999999999999"};
        QRandomGenerator random(42);
        const api::Schema schema = makeSchema();
        int understood = 0;
        for (int i = 0; i < 20'000; ++i) {
            std::string text;
            for (int n = random.bounded(1, 25); n > 0; --n)
                text += pieces[static_cast<std::size_t>(random.bounded(static_cast<int>(pieces.size())))];
            const std::size_t length = query::countCodePoints(text);
            const auto compiled = query::compile(text, schema, {});
            if (compiled) {
                ++understood;
                QVERIFY(!query::canonicalForm(compiled->root).empty());
            } else {
                QVERIFY2(!compiled.error().details.empty(), text.c_str());
                for (const ErrorDetail &detail : compiled.error().details) {
                    QVERIFY2(detail.offset.value_or(length + 1) + detail.length <= length, text.c_str());
                    QVERIFY(!detail.message.empty());
                    QVERIFY(detail.line >= 1 && detail.column >= 1);
                }
            }
            std::size_t end = 0;
            for (const query::ColouredSpan &span : query::colour(text)) {
                QVERIFY2(span.offset >= end, text.c_str());
                end = span.offset + span.length;
            }
            QVERIFY2(end <= length, text.c_str());
            const query::CompletionContext context = query::completionAt(
                text, static_cast<std::size_t>(random.bounded(static_cast<int>(length) + 2)));
            QVERIFY2(context.replaceOffset + context.replaceLength <= length, text.c_str());
        }
        QVERIFY(understood > 200);
    }

    void staysLinear()
    {
        query::QueryLimits limits;
        limits.lengthBytes = 1'000'000;
        for (const char *piece :
             {"(", ")", "\"", "/", "/a ", "-", "not ", "a:", "[", "*", "a ", "^", "~", "\\"}) {
            std::string text;
            while (text.size() < 50'000)
                text += piece;
            QElapsedTimer timer;
            timer.start();
            const auto compiled = query::compile(text, makeSchema(), {}, limits);
            QVERIFY2(timer.elapsed() < 5000, piece);
            QVERIFY2(!compiled.has_value() || compiled->root, piece);
        }
    }

    void takesNaughtyStringsLiterally()
    {
        if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
            QSKIP("EXPLORERIO_SHARED is not set: the naughty strings are not at hand.");
        const auto strings = nlohmann::json::parse(sharedText("naughty-strings/blns.json"), nullptr, false);
        QVERIFY(strings.is_array());
        QVERIFY(strings.size() > 400);
        query::QueryContext context;
        context.literal = true;
        for (const nlohmann::json &entry : strings) {
            const auto compiled = query::compile(entry.get<std::string>(), makeSchema(), context);
            QVERIFY2(compiled.has_value(), entry.get<std::string>().c_str());
            QVERIFY(compiled->warnings.empty());
        }
    }

    void readsRealSearches()
    {
        if (!qEnvironmentVariableIsSet("EXPLORERIO_SHARED"))
            QSKIP("EXPLORERIO_SHARED is not set: the recorded searches are not at hand.");
        int searches = 0;
        for (const QString &line :
             QString::fromStdString(sharedText("search-queries/queries.txt")).split(QLatin1Char('\n'))) {
            if (line.isEmpty())
                continue;
            const auto json = nlohmann::json::parse(line.toStdString());
            const auto compiled = query::compile(json.at("query").get<std::string>(), makeSchema(), {});
            QVERIFY2(compiled.has_value(), qPrintable(line));
            ++searches;
        }
        QVERIFY(searches > 500);
    }
};

QTEST_GUILESS_MAIN(RobustnessTest)
#include "tst_robustness.moc"
