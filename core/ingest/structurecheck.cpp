#include "core/ingest/structurecheck_p.h"

#include <algorithm>
#include <set>

namespace explorer::ingest
{
namespace
{

using simdjson::dom::element;
using simdjson::dom::element_type;

/// Up to this many keys are compared with each other; beyond, they are sorted.
constexpr std::size_t kFewKeys = 32;

/// At most `limit` bytes, whole characters only.
std::string_view cutToCharacters(std::string_view text, std::size_t limit)
{
    if (text.size() <= limit)
        return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U)
        --limit;
    return text.substr(0, limit);
}

void collectPaths(element value, const std::string &path, std::set<std::string> &paths)
{
    if (value.is_object()) {
        for (const auto field : simdjson::dom::object(value))
            collectPaths(field.value,
                         path.empty() ? std::string(field.key) : path + "." + std::string(field.key), paths);
    } else if (value.is_array()) {
        for (const element item : simdjson::dom::array(value))
            collectPaths(item, path, paths);
    } else {
        paths.insert(path);
    }
}

} // namespace

bool StructureCheck::refuse(std::string code, std::string message)
{
    m_problem = Problem{"structure", std::move(code), std::move(message), {}, {}};
    return false;
}

bool StructureCheck::checkText(std::string_view text)
{
    if (text.size() > m_limits.stringBytes)
        return refuse("string_too_long",
                      "A string is longer than " + std::to_string(m_limits.stringBytes) + " bytes.");
    if (std::memchr(text.data(), 0, text.size()) != nullptr)
        return refuse("nul_character", "A string holds a NUL character.");
    return true;
}

/// Whether the newest key stands among those of its object before it. `seen` is a small filter: most keys
/// need no comparison at all.
bool StructureCheck::isRepeated(std::size_t begin, std::uint64_t &seen)
{
    const std::string_view key = m_keys.back();
    unsigned mix = static_cast<unsigned>(key.size());
    if (!key.empty())
        mix =
            mix * 31U + static_cast<unsigned char>(key.front()) * 7U + static_cast<unsigned char>(key.back());
    const std::uint64_t bit = std::uint64_t{1} << (mix & 63U);
    if ((seen & bit) == 0) {
        seen |= bit;
        return false;
    }
    return std::find(m_keys.begin() + static_cast<std::ptrdiff_t>(begin), m_keys.end() - 1, key) !=
           m_keys.end() - 1;
}

bool StructureCheck::walkObject(simdjson::dom::object object, int depth)
{
    const std::size_t begin = m_keys.size();
    std::uint64_t seen = 0;
    bool good = true;
    for (const auto field : object) {
        m_keys.push_back(field.key);
        const std::size_t count = m_keys.size() - begin;
        if (count > m_limits.objectKeys)
            return refuse("too_many_keys",
                          "An object has more than " + std::to_string(m_limits.objectKeys) + " members.");
        if (field.key.size() > m_limits.keyBytes)
            good = refuse("key_too_long",
                          "A key is longer than " + std::to_string(m_limits.keyBytes) + " bytes.");
        else
            good = checkText(field.key);
        if (good && count <= kFewKeys && isRepeated(begin, seen))
            good = refuse("duplicate_key", "The key stands twice in one object.");
        if (!good || !walk(field.value, depth)) {
            m_problem->pointer =
                withPointerToken(cutToCharacters(field.key, m_limits.keyBytes), m_problem->pointer);
            return false;
        }
    }
    if (m_keys.size() - begin > kFewKeys) {
        const auto first = m_keys.begin() + static_cast<std::ptrdiff_t>(begin);
        std::sort(first, m_keys.end());
        const auto twice = std::adjacent_find(first, m_keys.end());
        if (twice != m_keys.end()) {
            refuse("duplicate_key", "The key stands twice in one object.");
            m_problem->pointer = withPointerToken(*twice, {});
            return false;
        }
    }
    m_keys.resize(begin);
    return true;
}

bool StructureCheck::walkArray(simdjson::dom::array array, int depth)
{
    std::size_t index = 0;
    for (const element item : array) {
        if (index == m_limits.arrayElements)
            return refuse("array_too_long",
                          "An array has more than " + std::to_string(m_limits.arrayElements) + " elements.");
        if (!walk(item, depth)) {
            m_problem->pointer = withPointerToken(std::to_string(index), m_problem->pointer);
            return false;
        }
        ++index;
    }
    return true;
}

bool StructureCheck::walk(element value, int depth)
{
    const element_type type = value.type();
    if (type == element_type::OBJECT || type == element_type::ARRAY) {
        if (depth >= m_limits.depth)
            return refuse("too_deep",
                          "The record nests deeper than " + std::to_string(m_limits.depth) + " levels.");
        return type == element_type::OBJECT ? walkObject(simdjson::dom::object(value), depth + 1)
                                            : walkArray(simdjson::dom::array(value), depth + 1);
    }
    ++m_leaves;
    return type != element_type::STRING || checkText(std::string_view(value));
}

std::size_t StructureCheck::countFields(element root) const
{
    std::set<std::string> paths;
    collectPaths(root, {}, paths);
    return paths.size();
}

std::optional<Problem> StructureCheck::check(element root)
{
    m_keys.clear();
    m_leaves = 0;
    m_problem.reset();
    if (!root.is_object()) {
        refuse("not_an_object", "A record is one JSON object; this one is another kind of value.");
        return std::move(m_problem);
    }
    // Many values in arrays of objects share a path, so the exact count is made only where the rough one is
    // above.
    if (walk(root, 0) && m_leaves > m_limits.documentFields && countFields(root) > m_limits.documentFields)
        refuse("too_many_fields",
               "The document has more than " + std::to_string(m_limits.documentFields) + " fields.");
    return std::move(m_problem);
}

std::optional<Problem> checkStructure(std::string_view json, const StructureLimits &limits)
{
    DocumentParser parser;
    if (auto problem = parser.parse(json))
        return problem;
    return StructureCheck(limits).check(parser.root());
}

} // namespace explorer::ingest
