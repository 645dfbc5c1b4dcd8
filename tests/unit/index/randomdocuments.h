#pragma once

#include "core/api/schema.h"
#include "core/index/searchindex.h"
#include "core/query/fieldvalues.h"
#include "core/query/tree.h"

#include <nlohmann/json.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

namespace explorer::test
{

/// A small vocabulary, so that queries hit: seeded documents and trees over every field type.
class RandomDocuments
{
public:
    explicit RandomDocuments(unsigned seed) : m_random(seed) {}

    static api::Schema schema()
    {
        const auto parsed = api::schemaFromJson({{"fields",
                                                  {{"title", "text"},
                                                   {"note", "text"},
                                                   {"tag", "keyword"},
                                                   {"host", "keyword"},
                                                   {"status", "long"},
                                                   {"price", "double"},
                                                   {"ts", "date"},
                                                   {"ok", "boolean"}}}});
        return parsed.value();
    }

    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(m_random); }
    bool oneIn(int count) { return below(count) == 0; }

    std::string word()
    {
        static const std::vector<std::string> words{
            "quick", "brown",  "fox",  "foxes", "jump",   "jumps", "lazy", "dog",     "dogs",   "über",
            "ubër",  "straße", "日本", "error", "terror", "null",  "nul",  "pointer", "points", "a"};
        return words[static_cast<std::size_t>(below(static_cast<int>(words.size())))];
    }
    std::string sentence()
    {
        std::string text;
        for (int i = below(9); i > 0; --i)
            text += (text.empty() ? "" : oneIn(4) ? ", " : " ") + word();
        return text;
    }
    std::string tag() { return oneIn(9) ? "" : (oneIn(3) ? "Web-" : "db-") + std::to_string(below(6)); }
    std::int64_t status() { return oneIn(20) ? INT64_MAX : oneIn(20) ? INT64_MIN : 100LL * below(6); }
    double price() { return oneIn(10) ? -0.0 : 0.25 * (below(40) - 20); }
    static constexpr std::int64_t kStart = 1'699'000'000'000;
    std::int64_t time() { return kStart + 3'600'000LL * below(500) + below(1000); }

    std::string document()
    {
        nlohmann::json json = nlohmann::json::object();
        if (!oneIn(5))
            json["title"] = sentence();
        if (oneIn(2))
            json["note"] = {sentence(), sentence()};
        else if (oneIn(3))
            json["note"] = sentence();
        if (!oneIn(4))
            json["tag"] = {tag(), tag(), tag()};
        if (!oneIn(4))
            json["host"] = tag();
        if (!oneIn(4))
            json["status"] = oneIn(3) ? nlohmann::json{status(), status()} : nlohmann::json(status());
        if (!oneIn(4))
            json["price"] = price();
        if (!oneIn(6))
            json["ts"] = oneIn(5) ? nlohmann::json{time(), time()} : nlohmann::json(time());
        if (!oneIn(3))
            json["ok"] = oneIn(2);
        return json.dump();
    }

    query::NodePtr tree(int depth)
    {
        if (depth > 0 && !oneIn(4)) {
            std::vector<query::NodePtr> children;
            for (int i = 1 + below(3); i > 0; --i)
                children.push_back(tree(depth - 1));
            switch (below(4)) {
            case 0:
                return query::makeNode(query::And{children});
            case 1:
                return query::makeNode(query::Or{children}, 2.0);
            case 2:
                return query::makeNode(query::AnyField{children});
            default:
                return query::makeNode(query::Not{children.front()});
            }
        }
        return leaf(below(14));
    }

    query::NodePtr leaf(int kind)
    {
        const std::string text = oneIn(2) ? "title" : "note";
        const std::string keyword = oneIn(2) ? "tag" : "host";
        switch (kind) {
        case 0:
            return query::makeNode(query::MatchAll{});
        case 1:
            return query::makeNode(query::MatchNone{});
        case 2:
            return query::makeNode(query::Exists{oneIn(2) ? text : oneIn(2) ? keyword : "ts"});
        case 3:
            return query::makeNode(query::Term{text, word()}, 1.5);
        case 4:
            return query::makeNode(query::Term{keyword, tag()});
        case 5:
            return query::makeNode(query::Phrase{text, {word(), word()}, below(3)});
        case 6: {
            const std::string repeated = word();
            return query::makeNode(query::Phrase{text, {repeated, word(), repeated}, below(6)});
        }
        case 7: {
            static const std::vector<std::string> patterns{"f*", "*o?",  "?b?r",  "j*s",
                                                           "*",  "null", "*rr*r", "日?"};
            return query::makeNode(query::Wildcard{text, patterns[static_cast<std::size_t>(below(8))]});
        }
        case 8:
            return query::makeNode(query::Regex{keyword, "(web|db)-[1-3]", oneIn(2)});
        case 9:
            return query::makeNode(query::Fuzzy{text, word(), below(3)});
        case 10: {
            const std::int64_t low = status();
            return query::makeNode(query::LongRange{"status", low, oneIn(2) ? low : status()});
        }
        case 11:
            return oneIn(2) ? query::makeNode(query::LongRange{"ok", 1, 1})
                            : query::makeNode(query::LongRange{"ts", time(), INT64_MAX});
        case 12:
            return query::makeNode(query::DoubleRange{"price", oneIn(3) ? std::optional<double>() : price(),
                                                      oneIn(3) ? std::optional<double>() : price(), oneIn(2),
                                                      oneIn(2)});
        default:
            if (oneIn(2))
                return query::makeNode(query::Ids{{"d" + std::to_string(below(300)), "d7", "none"}});
            return query::makeNode(
                query::KeywordRange{keyword, oneIn(3) ? std::optional<std::string>() : tag(),
                                    oneIn(3) ? std::optional<std::string>() : tag(), oneIn(2), oneIn(2)});
        }
    }

private:
    std::mt19937 m_random;
};

/// The documents an index should hold, searched by brute force.
class Oracle
{
public:
    explicit Oracle(api::Schema schema) : m_schema(std::move(schema)) {}
    void put(const std::string &id, const std::string &json)
    {
        std::vector<query::TypeProblem> problems;
        m_documents[id] = query::extractFields(m_schema, json, problems).value();
    }
    void remove(const std::string &id) { m_documents.erase(id); }
    [[nodiscard]] std::vector<std::string> matching(const query::NodePtr &root) const
    {
        std::vector<std::string> ids;
        for (const auto &[id, document] : m_documents) {
            if (query::matches(root, m_schema, id, document))
                ids.push_back(id);
        }
        return ids;
    }
    [[nodiscard]] const std::map<std::string, query::DocumentFields> &documents() const
    {
        return m_documents;
    }

private:
    api::Schema m_schema;
    std::map<std::string, query::DocumentFields> m_documents;
};

} // namespace explorer::test
