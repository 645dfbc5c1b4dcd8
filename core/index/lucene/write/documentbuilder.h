#pragma once

#include "core/api/schema.h"
#include "core/index/lucene/lucene_p.h"
#include "core/query/fieldvalues.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace explorer::index
{

/// A token stream fed with ready terms: the library's analysers work on characters and allocate a token.
class ReadyTokens : public Lucene::TokenStream
{
public:
    ReadyTokens();
    void clearTokens();
    /// Appends a term of UTF-8; `increment` is its distance from the position before. False where it is too
    /// long to be one.
    bool add(std::string_view text, int increment);
    bool add(const wchar_t *text, std::size_t length);
    [[nodiscard]] bool isEmpty() const { return m_items.empty(); }

    bool incrementToken() override;
    void reset() override;

private:
    struct Item {
        std::uint32_t begin;
        std::uint32_t length;
        int increment;
    };
    Lucene::TermAttributePtr m_term;
    Lucene::PositionIncrementAttributePtr m_increment;
    std::wstring m_text;
    std::vector<Item> m_items;
    std::size_t m_next = 0;
};

/// Turns a document's values into the library's document. All objects are made once and used again: one
/// builder a writer, one thread.
class DocumentBuilder
{
public:
    explicit DocumentBuilder(const api::Schema &schema);
    /// Valid until the next call.
    const Lucene::DocumentPtr &build(const std::wstring &id, const query::DocumentFields &values);

private:
    struct Slot {
        api::Field field;
        Lucene::FieldPtr luceneField;
        boost::shared_ptr<ReadyTokens> tokens;
        std::string name;
    };
    static Slot makeSlot(const std::wstring &luceneName, const api::Field &field, bool scored);
    void fill(Slot &slot, const std::vector<query::FieldValue> &values);

    std::map<std::string, Slot, std::less<>> m_slots;
    Slot m_exists;
    std::string m_composed;
    Lucene::FieldPtr m_id;
    Lucene::DocumentPtr m_document;
};

} // namespace explorer::index
