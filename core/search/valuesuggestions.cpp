#include "core/search/valuesuggestions.h"

#include "core/query/analyzer.h"
#include "core/query/composed.h"

#include <algorithm>
#include <set>

namespace explorer::search
{
namespace
{

/// Values are counted before those with the prefix are chosen.
constexpr int kCountedValues = 1000;

std::size_t byteOf(const std::string &text, std::size_t codePoint)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && codePoint-- == 0)
            break;
    }
    return at;
}

void trimRight(std::string &text, std::string_view characters)
{
    text.erase(text.find_last_not_of(characters) + 1);
}

api::FieldType typeOf(const SuggestJob &job, const std::string &name)
{
    for (const storage::Collection &collection : job.collections) {
        if (const api::Field *field = collection.schema.find(name))
            return field->type;
    }
    return api::FieldType::Text;
}

std::vector<api::SuggestItem> itemsOf(const std::map<std::string, std::int64_t> &counts, api::FieldType type,
                                      std::size_t most)
{
    std::vector<std::pair<std::string, std::int64_t>> ranked(counts.begin(), counts.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    if (ranked.size() > most)
        ranked.resize(most);
    std::vector<api::SuggestItem> items;
    for (const auto &[value, count] : ranked)
        items.push_back({value, query::quoteValue(value), "value", std::string(api::toString(type)), count});
    return items;
}

Result<void> addTerms(const SuggestJob &job, const std::string &field,
                      std::map<std::string, std::int64_t> &counts)
{
    for (const storage::Collection &collection : job.collections) {
        const auto index = job.findIndex(collection.key);
        if (!index)
            return fail(index.error());
        const auto terms = (*index)->terms(
            {field, query::foldCase(job.context.prefix), 0, job.request.size, job.deadline, job.cancel});
        if (!terms)
            return fail(terms.error());
        for (const index::IndexTerm &term : *terms)
            counts[term.text] += term.documents;
    }
    return {};
}

/// Keywords are counted only where they begin with the prefix, so that none is lost among thousands.
query::NodePtr beginsWith(const std::string &field, const std::string &prefix)
{
    query::KeywordRange range;
    range.field = field;
    range.low = prefix;
    range.high = prefix + "\xF4\x8F\xBF\xBF";
    return query::makeNode(std::move(range));
}

Result<void> addCounts(const SuggestJob &job, const CollectionPlan &part,
                       std::map<std::string, std::int64_t> &counts)
{
    const std::string &name = job.context.field;
    const std::string prefix = query::composed(job.context.prefix);
    const api::Field *field = part.collection.schema.find(name);
    if (field == nullptr)
        return {};
    const auto index = job.findIndex(part.collection.key);
    if (!index)
        return fail(index.error());
    index::IndexQuery query;
    query.root = part.root;
    query.filters = part.filters;
    if (field->type == api::FieldType::Keyword && !prefix.empty())
        query.filters.push_back(beginsWith(name, prefix));
    query.size = 0;
    query.facets = {name};
    query.facetSize = kCountedValues;
    query.deadline = job.deadline;
    query.cancel = job.cancel;
    const Result<index::IndexAnswer> answer = (*index)->search(query);
    if (!answer)
        return fail(answer.error());
    for (const api::FacetValue &value : answer->facets.front().values) {
        if (value.value.compare(0, prefix.size(), prefix) == 0)
            counts[value.value] += value.count;
    }
    return {};
}

/// The plan of the rest of the query; without the query where no whole one can be made of the rest.
Result<SearchPlan> planOfRest(const SuggestJob &job)
{
    api::SearchRequest search;
    search.collections = job.request.collections;
    search.filters = job.request.filters;
    search.time = job.request.time;
    search.zone = job.request.zone;
    const auto open = std::count(job.request.text.begin(), job.request.text.end(), '(');
    for (const std::size_t closed : {std::size_t{0}, static_cast<std::size_t>(open)}) {
        search.query = restOfQuery(job.request.text, job.context, closed);
        Result<SearchPlan> plan = makeSearchPlan(search, job.collections, job.now);
        if (plan)
            return plan;
    }
    search.query.clear();
    return makeSearchPlan(search, job.collections, job.now);
}

} // namespace

std::string restOfQuery(const std::string &text, const query::CompletionContext &context,
                        std::size_t closedGroups)
{
    std::string before = text.substr(0, byteOf(text, context.replaceOffset));
    const std::string after = text.substr(byteOf(text, context.replaceOffset + context.replaceLength));
    trimRight(before, " \t\r\n");
    const std::size_t size = before.size();
    trimRight(before, ":<>= \t");
    const std::string &field = context.field;
    const bool isNamed = before.size() < size && before.size() >= field.size() &&
                         before.compare(before.size() - field.size(), field.size(), field) == 0;
    if (isNamed)
        before.resize(before.size() - field.size());
    trimRight(before, " \t\r\n-+");
    const std::string word = query::foldCase(before.size() > 3 ? before.substr(before.size() - 4) : before);
    // What is not to be there must not take away everything else.
    if (word == "not" || word == " not" || word == "(not")
        before.resize(before.size() - 3);
    return before + " *" + std::string(closedGroups, ')') + after;
}

Result<std::vector<api::SuggestItem>> suggestValues(const SuggestJob &job)
{
    const api::FieldType type = typeOf(job, job.context.field);
    std::map<std::string, std::int64_t> counts;
    if (type == api::FieldType::Text) {
        if (auto added = addTerms(job, job.context.field, counts); !added)
            return fail(added.error());
        return itemsOf(counts, type, static_cast<std::size_t>(job.request.size));
    }
    const Result<SearchPlan> plan = planOfRest(job);
    if (!plan)
        return fail(plan.error());
    for (const CollectionPlan &part : plan->parts) {
        if (auto added = addCounts(job, part, counts); !added)
            return fail(added.error());
    }
    return itemsOf(counts, type, static_cast<std::size_t>(job.request.size));
}

Result<std::vector<api::SuggestItem>> suggestTerms(const SuggestJob &job, std::size_t most)
{
    std::set<std::string> fields;
    for (const storage::Collection &collection : job.collections) {
        for (const std::string &name : collection.schema.effectiveDefaultFields()) {
            if (const api::Field *field = collection.schema.find(name);
                field != nullptr && field->type == api::FieldType::Text)
                fields.insert(name);
        }
    }
    std::map<std::string, std::int64_t> counts;
    for (const std::string &field : fields) {
        if (auto added = addTerms(job, field, counts); !added)
            return fail(added.error());
    }
    std::vector<api::SuggestItem> items = itemsOf(counts, api::FieldType::Text, most);
    // A document may have the term in several fields: that sum is no count of documents.
    for (api::SuggestItem &item : items) {
        if (fields.size() > 1)
            item.count.reset();
    }
    return items;
}

} // namespace explorer::search
