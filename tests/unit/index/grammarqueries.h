#pragma once

#include "core/api/schema.h"

#include <nlohmann/json.hpp>

#include <random>
#include <string>
#include <vector>

namespace explorer::test
{

/// Seeded documents of every field type, with all the shapes a value can have, and query texts from the
/// language's grammar about them.
class GrammarQueries
{
public:
    explicit GrammarQueries(unsigned seed) : m_random(seed) {}
    static api::Schema schema();
    /// A JSON object; what it says can be asked for from then on.
    std::string document();
    std::string query(int depth = 3);
    std::size_t below(std::size_t bound)
    {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(m_random);
    }

private:
    using Json = nlohmann::json;
    template <typename T>
    const T &oneOf(const std::vector<T> &values)
    {
        return values[below(values.size())];
    }
    bool chance(std::size_t percent) { return below(100) < percent; }
    std::string word();
    std::string text();
    Json value(api::FieldType type);
    Json values(api::FieldType type);
    Json number();
    std::string group(int depth);
    std::string operand(int depth);
    std::string leaf();
    std::string fielded();
    std::string valueOf(api::FieldType type);
    std::string rangeOf(api::FieldType type);
    std::string scalarOf(api::FieldType type);
    std::string wordForm(const std::string &word);
    std::string pattern(const std::string &word);
    std::string regex(const std::string &word);
    std::string phrase();

    std::mt19937 m_random;
    /// Texts and keywords of the documents made so far.
    std::vector<std::string> m_texts;
    std::vector<std::string> m_keywords;
};

} // namespace explorer::test
