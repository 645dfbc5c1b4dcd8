#include "core/index/lucene/write/documentbuilder.h"

#include "core/index/lucene/lucenetext.h"
#include "core/query/analyzer.h"
#include "core/query/composed.h"

namespace explorer::index
{

ReadyTokens::ReadyTokens()
{
    m_term = addAttribute<Lucene::TermAttribute>();
    m_increment = addAttribute<Lucene::PositionIncrementAttribute>();
}

void ReadyTokens::clearTokens()
{
    m_text.clear();
    m_items.clear();
    m_next = 0;
}

bool ReadyTokens::add(std::string_view text, int increment)
{
    const std::size_t begin = m_text.size();
    const std::size_t length = appendWide(text, m_text);
    if (length > kMaxTermCodePoints) {
        m_text.resize(begin);
        return false;
    }
    m_items.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(length), increment});
    return true;
}

bool ReadyTokens::add(const wchar_t *text, std::size_t length)
{
    m_items.push_back({static_cast<std::uint32_t>(m_text.size()), static_cast<std::uint32_t>(length), 1});
    m_text.append(text, length);
    return true;
}

bool ReadyTokens::incrementToken()
{
    if (m_next == m_items.size())
        return false;
    const Item &item = m_items[m_next++];
    m_term->setTermBuffer(m_text.data(), static_cast<int32_t>(item.begin), static_cast<int32_t>(item.length));
    m_increment->setPositionIncrement(item.increment);
    return true;
}

void ReadyTokens::reset() { m_next = 0; }

DocumentBuilder::DocumentBuilder(const api::Schema &schema)
    : m_document(Lucene::newLucene<Lucene::Document>())
{
    for (const auto &[name, field] : schema.fields) {
        Slot slot = makeSlot(indexedField(name), field, field.type == api::FieldType::Text);
        slot.name = name;
        m_slots.emplace(name, std::move(slot));
    }
    m_exists = makeSlot(kExistsField, {}, false);
    m_id = Lucene::newLucene<Lucene::Field>(Lucene::String(kIdField), Lucene::String(),
                                            Lucene::AbstractField::STORE_NO,
                                            Lucene::AbstractField::INDEX_NOT_ANALYZED_NO_NORMS);
    m_id->setOmitTermFreqAndPositions(true);
}

DocumentBuilder::Slot DocumentBuilder::makeSlot(const std::wstring &luceneName, const api::Field &field,
                                                bool scored)
{
    Slot slot;
    slot.field = field;
    slot.tokens = Lucene::newLucene<ReadyTokens>();
    slot.luceneField = Lucene::newLucene<Lucene::Field>(
        luceneName, boost::static_pointer_cast<Lucene::TokenStream>(slot.tokens));
    if (!scored) {
        slot.luceneField->setOmitNorms(true);
        slot.luceneField->setOmitTermFreqAndPositions(true);
    }
    return slot;
}

void DocumentBuilder::fill(Slot &slot, const std::vector<query::FieldValue> &values)
{
    slot.tokens->clearTokens();
    int increment = 1;
    for (const query::FieldValue &value : values) {
        if (const auto *text = std::get_if<std::string>(&value)) {
            if (slot.field.type != api::FieldType::Text) {
                if (const std::string *const term = query::keywordTerm(*text, m_composed))
                    slot.tokens->add(*term, 1);
                continue;
            }
            query::analyze(slot.field.analyzer, *text, [&slot, &increment](const query::Token &token) {
                increment = slot.tokens->add(token.text, increment) ? 1 : increment + 1;
            });
            increment += kPositionGap;
        } else {
            const auto *number = std::get_if<std::int64_t>(&value);
            const auto term =
                encodeNumber(number != nullptr ? *number : sortableFromDouble(std::get<double>(value)));
            slot.tokens->add(term.data(), term.size());
        }
    }
}

const Lucene::DocumentPtr &DocumentBuilder::build(const std::wstring &id, const query::DocumentFields &values)
{
    m_document->getFields().clear();
    m_id->setValue(id);
    m_document->add(m_id);
    m_exists.tokens->clearTokens();
    for (const auto &[name, fieldValues] : values.values) {
        const auto slot = m_slots.find(name);
        if (slot == m_slots.end() || fieldValues.empty())
            continue;
        m_exists.tokens->add(name, 1);
        fill(slot->second, fieldValues);
        if (!slot->second.tokens->isEmpty())
            m_document->add(slot->second.luceneField);
    }
    if (!m_exists.tokens->isEmpty())
        m_document->add(m_exists.luceneField);
    return m_document;
}

} // namespace explorer::index
