#include "searchclass.h"

#include "core/query/query.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <map>

namespace explorer::bench
{
namespace
{

const char *const kSearch = "/api/v1/search";

std::string textOf(const BenchQuery &query)
{
    const bool isPattern = query.operation == "prefix" || query.operation == "fuzzy1";
    if (isPattern)
        return query.words.front() + (query.operation == "fuzzy1" ? "~1" : "");
    std::string text;
    if (query.operation == "phrase") {
        for (const std::string &word : query.words)
            text += (text.empty() ? "" : " ") + word;
        return '"' + text + '"';
    }
    for (const std::string &word : query.words)
        text += (text.empty() ? "" : query.operation == "or" ? " or " : " ") + ('"' + word + '"');
    return text;
}

query::NodePtr compiled(const std::string &text)
{
    query::QueryContext context;
    context.ranksFreeWords = true;
    auto result = query::compile(text, corpusSchema(), context);
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", text.c_str(), result.error().message.c_str());
        std::exit(1);
    }
    return result->root;
}

/// What the server asks the index for by default: ten hits and one more, ranked by nearness too.
SearchCase caseOf(const BenchQuery &query, const std::string &name)
{
    const std::string text = textOf(query);
    nlohmann::json request{{"collection", kCollection}, {"query", text}, {"size", 10}};
    SearchCase made;
    made.query.root = compiled(text);
    made.query.size = 11;
    made.query.keepSnapshot = true;
    made.query.ranking.nearness = true;
    if (query.operation == "range") {
        const std::string filter =
            "size:[" + std::to_string(query.low) + " TO " + std::to_string(query.high) + "]";
        request["filters"] = {filter};
        made.query.filters = {compiled(filter)};
    } else if (query.operation == "sort") {
        request["sort"] = "time:desc";
        made.query.sort = {{"time", true}};
        made.query.ranking.nearness = false;
    } else if (query.operation == "facet") {
        request["facets"] = {"kind"};
        made.query.facets = {"kind"};
    } else if (query.operation == "histogram") {
        request["histogram"] = "time:1d";
        made.query.histogram = index::HistogramRequest{"time", query::CalendarInterval{1, 'd'}, ""};
    }
    if (name == "highlight")
        request["highlight"] = true;
    made.target = kSearch;
    made.body = request.dump();
    return made;
}

SearchCase suggestOf(const BenchQuery &query)
{
    constexpr std::size_t kTyped = 3;
    SearchCase made;
    made.prefix = query.words.front().substr(0, kTyped);
    made.target = "/api/v1/search/suggest";
    made.body = nlohmann::json{{"collection", kCollection}, {"text", "body:" + made.prefix}}.dump();
    return made;
}

} // namespace

api::Schema corpusSchema()
{
    return api::schemaFromJson(
               {{"fields", {{"body", "text"}, {"kind", "keyword"}, {"size", "long"}, {"time", "date"}}},
                {"default_fields", {"body"}}})
        .value();
}

std::vector<SearchClass> searchClasses(const std::vector<BenchQuery> &queries, std::size_t each)
{
    struct Row {
        const char *name;
        const char *source;
        const char *peer;
    };
    std::vector<SearchClass> classes;
    for (const Row &row :
         {Row{"rare term", "rare term", "rare term"}, Row{"common term", "common term", "common term"},
          Row{"and", "and common mid", "and common mid"}, Row{"or", "or common mid", "or common mid"},
          Row{"phrase", "phrase", "phrase"}, Row{"prefix", "prefix", "prefix"}, Row{"fuzzy", "fuzzy 1", ""},
          Row{"range + term", "range + term", "range + term"},
          Row{"sort by time", "sort by time", "sort by time"}, Row{"facet", "facet", "facet"},
          Row{"histogram", "histogram", "histogram"}, Row{"highlight", "common term", ""},
          Row{"suggest", "prefix", ""}}) {
        SearchClass made{row.name, row.peer, {}};
        for (const BenchQuery &query : queries) {
            if (query.className == row.source && made.cases.size() < each)
                made.cases.push_back(made.name == "suggest" ? suggestOf(query) : caseOf(query, made.name));
        }
        classes.push_back(std::move(made));
    }
    return classes;
}

} // namespace explorer::bench
