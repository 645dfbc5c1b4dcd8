#include "core/search/correction.h"

#include "core/query/analyzer.h"
#include "core/query/editor.h"
#include "core/query/fieldvalues.h"
#include "core/query/searchedwords.h"

#include <algorithm>

namespace explorer::search
{
namespace
{

/// The words of a query are 64 at most; of this many each may cost some lookups.
constexpr std::size_t kMostUnknown = 4;
constexpr std::size_t kMostChoices = 3;
constexpr int kTermsAtOnce = 10;

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::size_t byteOf(std::string_view text, std::size_t codePoint)
{
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && codePoint-- == 0)
            break;
    }
    return at;
}

/// Short words are near to too many others.
int mostEdits(std::string_view word)
{
    const std::size_t length = codePoints(word);
    if (length < 3)
        return 0;
    return length < 6 ? 1 : 2;
}

} // namespace

Result<std::optional<ErrorDetail>> Correction::find()
{
    std::vector<Word> unknown;
    for (Word &word : words()) {
        const Result<bool> known = isKnown(word);
        if (!known)
            return fail(known.error());
        if (*known)
            continue;
        if (auto added = addCandidates(word); !added)
            return fail(std::move(added.error()));
        if (!word.candidates.empty())
            unknown.push_back(std::move(word));
        if (unknown.size() == kMostUnknown)
            break;
    }
    for (std::size_t choice = 0; choice < kMostChoices; ++choice) {
        std::optional<ErrorDetail> warning = warningFor(unknown, choice);
        if (!warning)
            break;
        const std::string &text = m_plan.request.query;
        const std::size_t begin = byteOf(text, *warning->offset);
        const std::size_t end = byteOf(text, *warning->offset + warning->length);
        const Result<bool> found = hasHits(text.substr(0, begin) + *warning->fix + text.substr(end));
        if (!found)
            return fail(found.error());
        if (*found)
            return warning;
    }
    return std::optional<ErrorDetail>();
}

std::vector<Correction::Word> Correction::words() const
{
    std::vector<Word> words;
    for (const query::SearchedWord &searched :
         query::searchedWords(m_plan.request.query, m_plan.request.literal)) {
        // A keyword is one value, whatever stands in it.
        std::vector<Place> places = placesOf(searched.text, searched.field);
        const bool isKeyword =
            !searched.field.empty() && std::all_of(places.begin(), places.end(),
                                                   [](const Place &place) { return place.analyzer.empty(); });
        if (isKeyword) {
            if (!places.empty())
                words.push_back({searched.text,
                                 searched.offset,
                                 searched.length,
                                 std::move(places),
                                 {},
                                 searched.isQuoted});
            continue;
        }
        addWords(searched.text, searched.field, searched.offset, words);
    }
    return words;
}

void Correction::addWords(const std::string &text, const std::string &field, std::size_t offset,
                          std::vector<Word> &words) const
{
    for (const query::Token &token : query::analyze("standard", text)) {
        const std::string word = text.substr(token.offsetBytes, token.lengthBytes);
        std::vector<Place> places = placesOf(word, field);
        if (!places.empty())
            words.push_back({word,
                             offset + codePoints(text.substr(0, token.offsetBytes)),
                             codePoints(word),
                             std::move(places),
                             {}});
    }
}

std::vector<Correction::Place> Correction::placesOf(const std::string &text, const std::string &field) const
{
    std::vector<Place> places;
    for (const CollectionPlan &part : m_plan.parts) {
        const api::Schema &schema = part.collection.schema;
        const std::vector<std::string> fields =
            field.empty() ? schema.effectiveDefaultFields() : std::vector<std::string>{field};
        for (const std::string &name : fields) {
            const api::Field *known = schema.find(name);
            if (known == nullptr || api::isNumeric(known->type))
                continue;
            if (known->type == api::FieldType::Keyword) {
                places.push_back({&part, name, text, {}});
                continue;
            }
            const std::vector<query::Token> tokens = query::analyze(known->analyzer, text);
            if (tokens.size() == 1)
                places.push_back({&part, name, tokens.front().text, known->analyzer});
        }
    }
    return places;
}

Result<std::shared_ptr<index::SearchIndex>> Correction::indexOf(const Place &place) const
{
    return m_dependencies.findIndex(place.part->collection.key);
}

Result<index::IndexAnswer> Correction::searchOne(const CollectionPlan &part, query::NodePtr root,
                                                 int size) const
{
    const Result<std::shared_ptr<index::SearchIndex>> index = m_dependencies.findIndex(part.collection.key);
    if (!index)
        return fail(index.error());
    index::IndexQuery query;
    query.root = std::move(root);
    query.sort = {{"id", false}};
    query.size = size;
    query.deadline = m_deadline;
    query.cancel = m_cancel;
    return guarded(m_dependencies.indexBreaker, [&] { return (*index)->search(query); });
}

Result<bool> Correction::isKnown(const Word &word)
{
    for (const Place &place : word.places) {
        const Result<index::IndexAnswer> answer =
            searchOne(*place.part, query::makeNode(query::Term{place.field, place.term}), 0);
        if (!answer)
            return fail(answer.error());
        if (answer->total > 0)
            return true;
    }
    return false;
}

Result<void> Correction::addCandidates(Word &word)
{
    // The nearest may find nothing within the filters.
    for (int distance = 1; distance <= mostEdits(word.text) && word.candidates.size() < kMostChoices;
         ++distance) {
        const Result<std::vector<std::string>> found = nearest(word, distance);
        if (!found)
            return fail(found.error());
        for (const std::string &text : *found) {
            if (std::find(word.candidates.begin(), word.candidates.end(), text) == word.candidates.end())
                word.candidates.push_back(text);
        }
    }
    return {};
}

Result<std::vector<std::string>> Correction::nearest(const Word &word, int distance)
{
    struct Found {
        const Place *place = nullptr;
        std::int64_t documents = 0;
    };
    std::map<std::string, Found> terms;
    for (const Place &place : word.places) {
        const Result<std::shared_ptr<index::SearchIndex>> index = indexOf(place);
        if (!index)
            return fail(index.error());
        const Result<std::vector<index::IndexTerm>> near = guarded(m_dependencies.indexBreaker, [&] {
            return (*index)->terms({place.field, place.term, distance, kTermsAtOnce, m_deadline, m_cancel});
        });
        if (!near)
            return fail(near.error());
        for (const index::IndexTerm &term : *near) {
            Found &found = terms[term.text];
            found.place = &place;
            found.documents += term.documents;
        }
    }
    std::vector<std::pair<std::string, Found>> ordered(terms.begin(), terms.end());
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto &a, const auto &b) { return a.second.documents > b.second.documents; });
    std::vector<std::string> texts;
    for (const auto &[term, found] : ordered) {
        if (texts.size() == kMostChoices)
            break;
        Result<std::string> written = writtenForm(word, *found.place, term);
        if (!written)
            return fail(std::move(written.error()));
        if (!written->empty())
            texts.push_back(std::move(*written));
    }
    return texts;
}

Result<std::string> Correction::writtenForm(const Word &word, const Place &place, const std::string &term)
{
    if (place.analyzer.empty() && word.isQuoted)
        return term.find_first_of("\"\\") == std::string::npos ? term : std::string();
    if (place.analyzer.empty())
        return m_plan.request.literal ? term : query::quoteValue(term);
    if (place.analyzer == "standard")
        return term;
    const Result<index::IndexAnswer> answer =
        searchOne(*place.part, query::makeNode(query::Term{place.field, term}), 1);
    if (!answer)
        return fail(answer.error());
    if (answer->hits.empty())
        return std::string();
    const auto documents =
        m_dependencies.documents.findMany(place.part->collection.key, {answer->hits.front().id});
    if (!documents)
        return fail(documents.error());
    std::vector<query::TypeProblem> ignored;
    const auto fields =
        query::extractFields(place.part->collection.schema, documents->front().source, ignored);
    const auto values = fields ? fields->values.find(place.field) : decltype(fields->values.end()){};
    if (!fields || values == fields->values.end())
        return std::string();
    for (const query::FieldValue &value : values->second) {
        const std::string *text = std::get_if<std::string>(&value);
        if (text == nullptr)
            continue;
        for (const query::Token &token : query::analyze(place.analyzer, *text)) {
            if (token.text == term)
                return query::foldCase(text->substr(token.offsetBytes, token.lengthBytes));
        }
    }
    return std::string();
}

Result<bool> Correction::hasHits(const std::string &query)
{
    api::SearchRequest request = m_plan.request;
    request.query = query;
    request.size = 1;
    request.offset = 0;
    request.facets.clear();
    request.histogram.clear();
    request.statistics.clear();
    std::vector<storage::Collection> collections;
    for (const CollectionPlan &part : m_plan.parts)
        collections.push_back(part.collection);
    const Result<SearchPlan> plan = makeSearchPlan(request, std::move(collections), m_plan.now);
    // A term may be no word of the language.
    if (!plan)
        return false;
    SearchRun run(m_dependencies, m_deadline, m_cancel);
    const Result<SearchRun::Page> page = run.page(*plan, std::nullopt);
    if (!page)
        return fail(page.error());
    return page->total > 0;
}

std::optional<ErrorDetail> Correction::warningFor(const std::vector<Word> &unknown, std::size_t choice) const
{
    // Other choices are only tried of one word: of several they would be too many.
    if (unknown.empty() || choice >= unknown.front().candidates.size() || (unknown.size() > 1 && choice > 0))
        return std::nullopt;
    const std::string &text = m_plan.request.query;
    const std::size_t begin = unknown.front().offset;
    const std::size_t end = unknown.back().offset + unknown.back().length;
    std::string fix;
    std::size_t at = begin;
    for (const Word &word : unknown) {
        const std::size_t from = byteOf(text, at);
        fix += text.substr(from, byteOf(text, word.offset) - from) + word.candidates[choice];
        at = word.offset + word.length;
    }
    ErrorDetail warning;
    warning.code = "did_you_mean";
    warning.message = "Nothing was found. Did you mean " + fix + "?";
    warning.offset = begin;
    warning.length = end - begin;
    warning.fix = std::move(fix);
    return warning;
}

} // namespace explorer::search
