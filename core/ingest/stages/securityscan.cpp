#include "core/ingest/stages/securityscan_p.h"

#include <algorithm>

namespace explorer::ingest
{
namespace
{

using simdjson::dom::element;

enum class Character : std::uint8_t { Plain, Control, Direction };

/// C0 without tab and line ends, DEL, C1; embeddings, overrides and isolates of direction. `next` moves on.
Character characterAt(std::string_view text, std::size_t &next)
{
    const auto byte = [&](std::size_t at) {
        return static_cast<unsigned char>(at < text.size() ? text[at] : 0);
    };
    const unsigned char first = byte(next++);
    if (first < 0x20)
        return first == '\t' || first == '\n' || first == '\r' ? Character::Plain : Character::Control;
    if (first == 0x7F || (first == 0xC2 && byte(next) >= 0x80 && byte(next) < 0xA0))
        return Character::Control;
    if (first == 0xE2 && ((byte(next) == 0x80 && byte(next + 1) >= 0xAA && byte(next + 1) <= 0xAE) ||
                          (byte(next) == 0x81 && byte(next + 1) >= 0xA6 && byte(next + 1) <= 0xA9)))
        return Character::Direction;
    return Character::Plain;
}

Character worstOf(std::string_view text, Character wanted)
{
    for (std::size_t at = 0; at < text.size();) {
        if (characterAt(text, at) == wanted)
            return wanted;
    }
    return Character::Plain;
}

/// Most texts are printable ASCII alone; a plain loop over them becomes wide instructions.
bool mayHoldCharacters(std::string_view text)
{
    unsigned char suspicious = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        suspicious |= static_cast<unsigned char>((byte < 0x20 && byte != '\n') | (byte >= 0x7F));
    }
    return suspicious != 0;
}

/// The pointer of the text that `fits`, the first one in the order of the document.
template <typename Fits>
bool locate(element value, std::string &pointer, Fits &fits)
{
    const std::size_t length = pointer.size();
    if (value.is_string())
        return fits(std::string_view(value));
    if (value.is_object()) {
        for (const auto field : simdjson::dom::object(value)) {
            pointer += withPointerToken(field.key, {});
            if (fits(field.key) || locate(field.value, pointer, fits))
                return true;
            pointer.resize(length);
        }
    } else if (value.is_array()) {
        std::size_t index = 0;
        for (const element item : simdjson::dom::array(value)) {
            pointer += '/';
            pointer += std::to_string(index++);
            if (locate(item, pointer, fits))
                return true;
            pointer.resize(length);
        }
    }
    return false;
}

template <typename Fits>
std::string pointerWhere(element root, Fits fits)
{
    std::string pointer;
    return locate(root, pointer, fits) ? pointer : std::string();
}

} // namespace

void SecurityScan::add(std::string_view text)
{
    m_isLong = m_isLong || text.size() > m_limits.stringBytes;
    m_text.append(text).push_back('\n');
}

void SecurityScan::collect(element value, int depth)
{
    if (value.is_string()) {
        add(std::string_view(value));
    } else if (value.is_object()) {
        m_isDeep = m_isDeep || depth >= m_limits.depth;
        for (const auto field : simdjson::dom::object(value)) {
            add(field.key);
            collect(field.value, depth + 1);
        }
    } else if (value.is_array()) {
        m_isDeep = m_isDeep || depth >= m_limits.depth;
        for (const element item : simdjson::dom::array(value))
            collect(item, depth + 1);
    }
}

void SecurityScan::findCharacters(element root, std::vector<Hit> &hits) const
{
    if (!mayHoldCharacters(m_text))
        return;
    for (const auto &[kind, rule, description] :
         {std::tuple{Character::Control, "control_characters", "Holds control characters"},
          std::tuple{Character::Direction, "bidi_override",
                     "Holds characters that turn the direction of writing, so that it reads as something "
                     "else"}}) {
        if (worstOf(m_text, kind) != kind)
            continue;
        const Character wanted = kind;
        hits.push_back({rule, description, pointerWhere(root, [wanted](std::string_view text) {
                            return worstOf(text, wanted) == wanted;
                        })});
    }
}

std::vector<SecurityScan::Hit> SecurityScan::find(element root)
{
    m_text.assign(1, '\n');
    m_isDeep = m_isLong = false;
    collect(root, 0);
    std::vector<Hit> hits;
    bool isIncomplete = false;
    for (SecurityRules::Finding &finding : m_scanner.scan(m_text, isIncomplete)) {
        // The texts stand one after the other, each with its line end.
        std::size_t end = 1;
        const std::size_t offset = std::max<std::size_t>(finding.offset, 1);
        std::string pointer = pointerWhere(root, [&end, offset](std::string_view text) {
            end += text.size() + 1;
            return offset < end;
        });
        hits.push_back({std::move(finding.rule), std::move(finding.description), std::move(pointer)});
    }
    if (isIncomplete)
        hits.push_back({"scan_incomplete", "Could not be scanned to its end in a second", {}});
    findCharacters(root, hits);
    if (m_isDeep)
        hits.push_back(
            {"deep_nesting", "Nests deeper than " + std::to_string(m_limits.depth) + " levels", {}});
    if (m_isLong)
        hits.push_back({"long_string",
                        "Holds a text of more than " + std::to_string(m_limits.stringBytes) + " bytes",
                        pointerWhere(root, [most = m_limits.stringBytes](std::string_view text) {
                            return text.size() > most;
                        })});
    return hits;
}

void SecurityScan::flag(Record &record, const std::vector<Hit> &hits)
{
    for (const Hit &hit : hits)
        record.changes.push_back({"security", "flagged", hit.pointer, hit.rule});
}

void SecurityScan::take(Record &record, element root, api::SecurityPolicy policy)
{
    const std::vector<Hit> hits = find(root);
    if (!hits.empty() && policy == api::SecurityPolicy::Flag) {
        flag(record, hits);
    } else if (!hits.empty()) {
        record.problem = Problem{"security",
                                 "security_finding",
                                 hits.front().description + ". Correct the record, or replay it once the "
                                                            "collection's security policy allows it.",
                                 hits.front().pointer,
                                 {}};
        record.problem->rule = hits.front().rule;
        record.problem->isRefused = policy == api::SecurityPolicy::Refuse;
    }
}

} // namespace explorer::ingest
