#pragma once

#include "core/search/searchrun.h"

#include <set>

namespace explorer::search
{

/// Looks for what a search that found nothing may have meant: words that no document has are replaced by the
/// nearest that some have (fewest edits, then most documents), and the corrected search has hits. One call.
class Correction
{
public:
    Correction(const Dependencies &dependencies, const SearchPlan &plan, Deadline deadline,
               CancelToken cancel)
        : m_dependencies(dependencies), m_plan(plan), m_deadline(deadline), m_cancel(std::move(cancel))
    {
    }
    /// The warning `did_you_mean`, its fix in place of its span; nothing where there is none. Errors of the
    /// searches, DeadlineExceeded.
    Result<std::optional<ErrorDetail>> find();

private:
    /// A word of the query in one of the fields that it is searched in.
    struct Place {
        const CollectionPlan *part = nullptr;
        std::string field;
        std::string term;
        std::string analyzer;
    };
    struct Word {
        std::string text;
        /// In code points of the query.
        std::size_t offset = 0;
        std::size_t length = 0;
        std::vector<Place> places;
        std::vector<std::string> candidates = {};
        /// Stands in quotes, which stay.
        bool isQuoted = false;
    };
    [[nodiscard]] std::vector<Word> words() const;
    void addWords(const std::string &text, const std::string &field, std::size_t offset,
                  std::vector<Word> &words) const;
    [[nodiscard]] std::vector<Place> placesOf(const std::string &text, const std::string &field) const;
    Result<bool> isKnown(const Word &word);
    Result<void> addCandidates(Word &word);
    Result<std::vector<std::string>> nearest(const Word &word, int distance);
    /// How a term is written in the query; a stem as a document has it. Empty: not at all.
    Result<std::string> writtenForm(const Word &word, const Place &place, const std::string &term);
    Result<bool> hasHits(const std::string &query);
    [[nodiscard]] std::optional<ErrorDetail> warningFor(const std::vector<Word> &unknown,
                                                        std::size_t choice) const;
    Result<std::shared_ptr<index::SearchIndex>> indexOf(const Place &place) const;
    Result<index::IndexAnswer> searchOne(const CollectionPlan &part, query::NodePtr root, int size) const;

    const Dependencies &m_dependencies;
    const SearchPlan &m_plan;
    Deadline m_deadline;
    CancelToken m_cancel;
};

} // namespace explorer::search
