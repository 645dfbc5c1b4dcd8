#pragma once

#include "plainsegment.h"

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace explorer::test
{

/// What breaks inverted indexes: see each function. Fields as RandomDocuments::schema() has them.
class EdgeDocuments
{
public:
    std::vector<IdentifiedDocument> all()
    {
        addUnusualTexts();
        addArrays();
        addNumbers();
        addKeywords();
        addLongTexts();
        addFrequencies();
        return std::move(m_documents);
    }

private:
    using Values = std::vector<query::FieldValue>;

    void add(query::DocumentFields fields)
    {
        m_documents.emplace_back("edge" + std::to_string(m_documents.size()), std::move(fields));
    }
    void add(const std::string &field, Values values)
    {
        query::DocumentFields fields;
        fields.values[field] = std::move(values);
        add(std::move(fields));
    }

    void addUnusualTexts()
    {
        add({});
        for (const std::string text :
             {"", " ", "...", "a", "A a Á \u00C1", "\U0001F600 \U00010400x \U0001D49C\U0001D49E",
              "\uFFFE\uFFFD", "\uE000 \uD7FF \uFB01 \U00010000 \U0010FFFD", "日本語 テキスト 한국어",
              "a\u0301 \u0627\u0644", "x'y 1,2.3 a.b.c _ __ a_b 1_000 it's ab:cd", "İstanbul ǅ ẞ ΣΑΣ",
              "\uFF11\uFF12 ①", "e\xCC", "\xFF\xFE bad \xC0\x80 bytes", "no\u00ADhyphen zero\u200Bwidth"})
            add("title", {text});
        // An id twice, and odd ones.
        for (const std::string id :
             {"", "twice", "twice", "\U0001F600", "ab", "abcdefgh", "abcdefghi", "abcdefgh1"})
            m_documents.emplace_back(id, query::DocumentFields{});
        m_documents.emplace_back(std::string("ab\0", 3), query::DocumentFields{});
        m_documents.emplace_back(std::string("abcdefgh\0", 9), query::DocumentFields{});
        m_documents.emplace_back(std::string(16'384, 'i'), query::DocumentFields{});
        m_documents.emplace_back(std::string(16'383, 'i'), query::DocumentFields{});
    }

    void addArrays()
    {
        add("note", {"one two", "three", "", "four two"});
        add("note", {"", "", "one"});
        add("note", {"", ""});
        add("note", {"one", "", "", "one one"});
        add("note", {});
        query::DocumentFields both;
        both.values["note"] = {"one two", "two"};
        both.values["title"] = {"two", "one"};
        both.values["unknown"] = {"one"};
        add(std::move(both));
    }

    void addNumbers()
    {
        constexpr auto kLeast = std::numeric_limits<std::int64_t>::min();
        constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
        add("status", {kLeast, kMost, std::int64_t{0}, std::int64_t{-1}, std::int64_t{1}});
        add("status", {std::int64_t{5}, std::int64_t{5}, kLeast + 1, kMost - 1, std::int64_t{5}});
        constexpr double kInfinity = std::numeric_limits<double>::infinity();
        add("price", {0.0, -0.0, 1.5, -1.5, kInfinity, -kInfinity});
        add("price", {std::numeric_limits<double>::denorm_min(), std::numeric_limits<double>::max(),
                      std::numeric_limits<double>::lowest(), std::nan("")});
        add("ok", {std::int64_t{0}, std::int64_t{1}, std::int64_t{1}});
        for (std::int64_t i = 0; i < 700; ++i)
            add("ts", {1'700'000'000'000 + i * 7'919 % 1000, -i});
    }

    void addKeywords()
    {
        add("tag", {"", "a", "", "\U0001F600", "B", "a"});
        add("tag",
            {std::string("nul\0nul", 7), std::string("nul\0", 4), "nul", "nul\xEF\xBF\xBF", "nul\uFFFD"});
        add("tag",
            {"12345678", "123456789", "1234567", "12345678\u00E9", "1234567890123456", "12345678901234567"});
        add("tag", {std::string(16'383, 'k'), std::string(16'384, 'k'), std::string(40'000, 'k')});
        std::string wide;
        for (int i = 0; i < 16'383; ++i)
            wide += "\u00E9";
        add("tag", {wide, wide + "\u00E9"});
        add("host", {"only too long to be a term: " + std::string(40'000, 'k')});
        add("host", {"one", "two", "one", "two"});
    }

    void addLongTexts()
    {
        std::string text;
        for (int i = 0; i < 70'000; ++i)
            text += (i % 3 == 0 ? "common w" : "w") + std::to_string(i % 9'000) + " ";
        add("title", {text});
        add("title", {std::string(1'100, 't'), std::string(5'000, 'u'), std::string(4'096, 'v')});
        // A shared prefix of two bytes' length, and a term that is the beginning of the one before.
        add("title",
            {std::string(300, 't') + " " + std::string(299, 't') + " " + std::string(300, 't') + "a"});
        for (const int length : {23, 24, 25, 39, 40, 41, 127, 128, 129, 1'000})
            addRepeated("title", "len", length);
    }
    void addRepeated(const std::string &field, const std::string &word, int count)
    {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += word + " ";
        add(field, {text});
    }

    /// Terms on both sides of every size at which a skip list grows.
    void addFrequencies()
    {
        for (int i = 0; i < 4'200; ++i) {
            query::DocumentFields fields;
            std::string text;
            Values tags;
            for (const int frequency : {1, 15, 16, 17, 31, 32, 33, 255, 256, 257, 4'095, 4'096, 4'097}) {
                if (i >= frequency)
                    continue;
                const std::string term = "df" + std::to_string(frequency);
                for (int k = i % 3; k >= 0; --k)
                    text += term + " ";
                tags.emplace_back(term);
            }
            fields.values["title"] = {text};
            fields.values["tag"] = std::move(tags);
            fields.values["status"] = {std::int64_t{i % 300}};
            add(std::move(fields));
        }
    }

    std::vector<IdentifiedDocument> m_documents;
};

} // namespace explorer::test
