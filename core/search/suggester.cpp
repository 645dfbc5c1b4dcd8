#include "core/search/suggester.h"

#include "core/query/analyzer.h"
#include "core/search/valuesuggestions.h"

#include <algorithm>
#include <set>

namespace explorer::search
{
namespace
{

using Wanted = query::CompletionContext::Wanted;

constexpr int kMostItems = 50;
constexpr std::size_t kTextLimitBytes = 2048;
constexpr std::size_t kTerms = 5;
constexpr int kHistoryLooked = 200;
constexpr std::size_t kHistoryItems = 5;

const char *nameOf(Wanted wanted)
{
    switch (wanted) {
    case Wanted::FieldOrTerm:
        return "field";
    case Wanted::Operator:
        return "operator";
    case Wanted::Value:
        return "value";
    case Wanted::Keyword:
        return "keyword";
    case Wanted::Nothing:
        break;
    }
    return "nothing";
}

api::Schema joined(const std::vector<storage::Collection> &collections)
{
    api::Schema schema;
    for (const storage::Collection &collection : collections)
        schema.fields.insert(collection.schema.fields.begin(), collection.schema.fields.end());
    return schema;
}

void addFields(const api::Schema &schema, const std::string &prefix, api::SuggestAnswer &answer)
{
    for (const std::string &name : query::completeField(schema, prefix))
        answer.items.push_back(
            {name, name + ":", "field", std::string(api::toString(schema.find(name)->type)), {}});
}

void addOperators(const api::Schema &schema, const std::string &name, api::SuggestAnswer &answer)
{
    const api::Field *field = schema.find(name);
    answer.items.push_back({":", ":", "operator", {}, {}});
    if (field == nullptr || field->type == api::FieldType::Text || field->type == api::FieldType::Boolean)
        return;
    for (const char *text : {">=", "<=", ">", "<"})
        answer.items.push_back({text, text, "operator", {}, {}});
}

void addKeywords(const std::string &prefix, api::SuggestAnswer &answer)
{
    const std::string wanted = query::foldCase(prefix);
    for (const std::string keyword : {"and", "or", "not"}) {
        if (keyword.compare(0, wanted.size(), wanted) == 0)
            answer.items.push_back({keyword, keyword, "keyword", {}, {}});
    }
}

void addDates(const std::string &prefix, api::SuggestAnswer &answer)
{
    for (const std::string text : {"now", "now-15m", "now-1h", "now-1d", "now-7d", "now/d", "now-1d/d"}) {
        if (text.compare(0, prefix.size(), prefix) == 0)
            answer.items.push_back({text, text, "value", "date", {}});
    }
}

Result<void> check(const api::SuggestRequest &request)
{
    if (request.size < 1 || request.size > kMostItems)
        return fail(ErrorCode::InvalidArgument, "limit_exceeded", "size is 1 to 50.");
    if (request.text.size() > kTextLimitBytes)
        return fail(ErrorCode::InvalidArgument, "limit_exceeded", "The text has at most 2048 bytes.");
    SearchSettings settings;
    api::SearchRequest search;
    search.collections = request.collections;
    search.filters = request.filters;
    return checkLimits(search, settings);
}

/// Takes what was found, or the deadline's end as partial.
Result<void> take(Result<std::vector<api::SuggestItem>> found, api::SuggestAnswer &answer)
{
    if (!found && found.error().code == ErrorCode::DeadlineExceeded) {
        answer.partial = true;
        return {};
    }
    if (!found)
        return fail(std::move(found.error()));
    std::move(found->begin(), found->end(), std::back_inserter(answer.items));
    return {};
}

Result<void> addHistory(KeptWork &kept, const std::string &user, const std::string &text,
                        api::SuggestAnswer &answer)
{
    const Result<api::HistoryPage> page = kept.history(user, {}, kHistoryLooked);
    if (!page)
        return fail(page.error());
    std::set<std::string> known{text};
    for (const api::HistoryEntry &entry : page->items) {
        const std::string &query = entry.search.query;
        if (query.compare(0, text.size(), text) != 0 || !known.insert(query).second)
            continue;
        answer.items.push_back({query, query, "history", {}, {}});
        if (known.size() > kHistoryItems)
            break;
    }
    return {};
}

} // namespace

Result<api::SuggestAnswer> Suggester::suggest(const api::SuggestRequest &request, const std::string &user,
                                              Deadline deadline, const CancelToken &cancel)
{
    const auto started = std::chrono::steady_clock::now();
    if (auto good = check(request); !good)
        return fail(good.error());
    std::vector<storage::Collection> collections;
    for (const std::string &name : request.collections) {
        Result<storage::Collection> found = m_collections.find(name);
        if (!found)
            return fail(std::move(found.error()));
        collections.push_back(std::move(*found));
    }
    const api::Schema schema = joined(collections);
    const query::CompletionContext context =
        query::completionAt(request.text, request.cursor.value_or(request.text.size()), &schema);
    const SuggestJob job{
        request,  context, std::move(collections), m_indexes, request.now.value_or(m_clock.nowMillis()),
        deadline, cancel};
    api::SuggestAnswer answer;
    answer.context = nameOf(context.wanted);
    answer.replaceOffset = context.replaceOffset;
    answer.replaceLength = context.replaceLength;
    Result<void> added;
    if (context.wanted == Wanted::Operator) {
        addOperators(schema, context.field, answer);
    } else if (context.wanted == Wanted::Keyword) {
        addKeywords(context.prefix, answer);
    } else if (context.wanted == Wanted::Value) {
        added = take(suggestValues(job), answer);
        const api::Field *field = schema.find(context.field);
        if (field != nullptr && field->type == api::FieldType::Date)
            addDates(context.prefix, answer);
    } else if (context.wanted == Wanted::FieldOrTerm) {
        addFields(schema, context.prefix, answer);
        if (!context.prefix.empty())
            added = take(suggestTerms(job, kTerms), answer);
    }
    // An earlier search replaces the whole text, so it is offered while the text is one word.
    if (added && context.wanted == Wanted::FieldOrTerm && context.replaceOffset == 0)
        added = addHistory(m_kept, user, context.prefix, answer);
    if (!added)
        return fail(added.error());
    if (answer.items.size() > static_cast<std::size_t>(request.size))
        answer.items.resize(static_cast<std::size_t>(request.size));
    const auto took = std::chrono::steady_clock::now() - started;
    answer.tookMillis = std::chrono::duration<double, std::milli>(took).count();
    return answer;
}

} // namespace explorer::search
