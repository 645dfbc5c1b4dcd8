#include "grammarqueries.h"

namespace explorer::test
{
namespace
{

using api::FieldType;

const std::vector<std::string> kWords{"fox",
                                      "foxes",
                                      "Quick",
                                      "quicker",
                                      "quikc",
                                      "brown",
                                      "BROWN",
                                      "running",
                                      "H\u00E4user",
                                      "Ha\u0308user",
                                      "caf\u00E9",
                                      "cafe\u0301",
                                      "CAFE\u0301",
                                      "stra\u00DFe",
                                      "STRASSE",
                                      "\u03A3\u038A\u03A3\u03A5\u03A6\u039F\u03A3",
                                      "\u0130stanbul",
                                      "\u1112\u1161\u11AB\u1100\u1173\u11AF",
                                      "\uD55C\uAE00",
                                      "\u65E5\u672C\u8A9E",
                                      "\u212Bngstr\u00F6m",
                                      "can't",
                                      "example.com",
                                      "foo_bar",
                                      "3.14",
                                      "1,000",
                                      "web-1",
                                      "a",
                                      "b",
                                      "to",
                                      "be",
                                      "or",
                                      "not",
                                      "and",
                                      "x1",
                                      "\U0001F600smile",
                                      "\U00010400\U00010401"};

const std::vector<std::string> kOddKeywords{"",          "a*b",     "a?b",    "a\\b",    "\"q\"",
                                            "two words", " edge ",  "(x:y)",  "-5",      "~1",
                                            "/p/q",      "e\u0301", "\uFF5E", "[1 TO 2]"};

const std::vector<std::string> kLongs{"0",
                                      "1",
                                      "-1",
                                      "7",
                                      "42",
                                      "-5",
                                      "100",
                                      "9007199254740993",
                                      "1000",
                                      "9999",
                                      "-100",
                                      "9223372036854775807",
                                      "-9223372036854775808"};
const std::vector<std::string> kDoubles{"0.0",    "-0.0",   "0.5",    "-0.5",
                                        "1.5",    "2",      "-2e3",   "1e3",
                                        "1e-300", "-1e308", "5e-324", "1.7976931348623157e308"};
const std::vector<std::string> kMoments{
    "2024-01-31T23:59:59Z",      "2024-02-01T00:00:00Z",      "2024-02-29T12:00:00.500Z",
    "2024-03-15T00:00:00Z",      "2024-03-15T12:34:56Z",      "2024-03-31T02:30:00+01:00",
    "2023-12-31T23:30:00-05:00", "2024-02-15T10:30:00+05:30", "1969-12-31T23:59:59.999Z"};
const std::vector<std::string> kDates{"2024",
                                      "2023",
                                      "2024-02",
                                      "2024-03",
                                      "2024-02-29",
                                      "2024-02-15T10",
                                      "2024-02-29T12:00",
                                      "2024-03-15T12:34:56",
                                      "2024-03-15T12:34:56Z",
                                      "2024-02-29T12:00:00.500Z",
                                      "2024-03-31T02:30:00+01:00",
                                      "1969",
                                      "now",
                                      "now/d",
                                      "now-1d/d",
                                      "now-2w/w",
                                      "now-1M/M",
                                      "now/y",
                                      "now+1h",
                                      "2024-02-15||/M",
                                      "2024-01-31||+1M",
                                      "2024-02||-1d/w",
                                      "1710460800000"};

/// What has a meaning of its own becomes a character.
std::string escaped(const std::string &text)
{
    std::string result;
    for (const char c : text) {
        if (std::string_view("\\ \"():<>[]{}^~*?/+-").find(c) != std::string_view::npos)
            result += '\\';
        result += c;
    }
    return result;
}

std::string inQuotes(const std::string &text)
{
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

} // namespace

api::Schema GrammarQueries::schema()
{
    return api::schemaFromJson({{"fields",
                                 {{"body", "text"},
                                  {"title", {{"type", "text"}, {"analyzer", "english"}}},
                                  {"titel", {{"type", "text"}, {"analyzer", "german"}}},
                                  {"tag", "keyword"},
                                  {"host.name", "keyword"},
                                  {"size", "long"},
                                  {"list.n", "long"},
                                  {"ratio", "double"},
                                  {"ok", "boolean"},
                                  {"at", "date"}}},
                                {"default_fields", {"body", "title", "tag", "size"}}})
        .value();
}

std::string GrammarQueries::word() { return oneOf(kWords); }

std::string GrammarQueries::text()
{
    static const std::vector<std::string> kBetween{" ", " ", " ",  " ",        ", ",
                                                   "-", "/", ". ", " \u2013 ", "\n"};
    std::string all;
    for (std::size_t count = below(12); count > 0; --count)
        all += word() + (count > 1 ? oneOf(kBetween) : "");
    if (!all.empty())
        m_texts.push_back(all);
    return all;
}

GrammarQueries::Json GrammarQueries::value(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return chance(3) ? Json(42) : chance(3) ? Json(true) : Json(text());
    case FieldType::Keyword:
        if (chance(1))
            return std::string(40'000, 'k');
        m_keywords.push_back(chance(50) ? word() : oneOf(kOddKeywords));
        return m_keywords.back();
    case FieldType::Long:
        return chance(10) ? Json(oneOf(kLongs)) : Json::parse(chance(5) ? "3.0" : oneOf(kLongs));
    case FieldType::Double:
        return Json::parse(oneOf(kDoubles));
    case FieldType::Boolean:
        return chance(10) ? Json("true") : Json(chance(50));
    case FieldType::Date:
        return chance(10) ? Json(1'710'460'800'000) : Json(oneOf(kMoments));
    }
    return nullptr;
}

GrammarQueries::Json GrammarQueries::values(FieldType type)
{
    if (chance(8))
        return nullptr;
    if (chance(75))
        return value(type);
    Json all = Json::array();
    for (std::size_t count = below(4); count > 0; --count)
        all.push_back(chance(10) ? Json(nullptr) : value(type));
    return all;
}

std::string GrammarQueries::document()
{
    Json document = Json::object();
    const auto put = [&](Json &target, const char *name, FieldType type) {
        if (!chance(15))
            target[name] = values(type);
    };
    put(document, "body", FieldType::Text);
    put(document, "title", FieldType::Text);
    put(document, "titel", FieldType::Text);
    put(document, "tag", FieldType::Keyword);
    put(document, "size", FieldType::Long);
    put(document, "ratio", FieldType::Double);
    put(document, "ok", FieldType::Boolean);
    put(document, "at", FieldType::Date);
    if (chance(30))
        document["host.name"] = values(FieldType::Keyword);
    else
        put(document["host"] = Json::object(), "name", FieldType::Keyword);
    document["list"] = Json::array();
    for (std::size_t count = below(3); count > 0; --count) {
        Json element = Json::object();
        put(element, "n", FieldType::Long);
        document["list"].push_back(element);
    }
    return document.dump();
}

std::string GrammarQueries::query(int depth) { return chance(2) ? std::string("*") : group(depth); }

std::string GrammarQueries::group(int depth)
{
    static const std::vector<std::string> kJoints{" ", " ", " and ", " AND ", " or ", " Or ", " and not "};
    std::string all = operand(depth - 1);
    for (std::size_t count = below(3); count > 0; --count)
        all += oneOf(kJoints) + operand(depth - 1);
    return all;
}

std::string GrammarQueries::operand(int depth)
{
    static const std::vector<std::string> kSigns{"not ", "-", "+", "NOT not "};
    std::string all = chance(15) ? oneOf(kSigns) : std::string();
    if (depth > 0 && chance(25))
        all += "(" + group(depth) + ")";
    else
        all += leaf();
    return all + (chance(5) ? "^2.5" : "");
}

std::string GrammarQueries::leaf()
{
    if (chance(70))
        return fielded();
    return chance(25) ? phrase() : wordForm(word());
}

std::string GrammarQueries::fielded()
{
    const api::Schema schema = GrammarQueries::schema();
    if (chance(2))
        return "nope:" + wordForm(word());
    if (chance(3))
        return "id:(d" + std::to_string(below(400)) + " or d" + std::to_string(below(400)) + ")";
    auto field = schema.fields.begin();
    std::advance(field, static_cast<std::ptrdiff_t>(below(schema.fields.size())));
    const std::string &name = field->first;
    const FieldType type = field->second.type;
    if (chance(4))
        return name + ":*";
    if (chance(10))
        return name + ":(" + valueOf(type) + (chance(50) ? " or " : " ") + valueOf(type) + ")";
    static const std::vector<std::string> kOperators{" > ", ">=", " < ", "<=", ":>", ":<="};
    if (type != FieldType::Text && chance(25))
        return name + oneOf(kOperators) + scalarOf(type);
    return name + ":" + valueOf(type);
}

std::string GrammarQueries::valueOf(FieldType type)
{
    if (type != FieldType::Text && chance(35))
        return rangeOf(type);
    if (type == FieldType::Text)
        return chance(30) ? phrase() : wordForm(word());
    if (type != FieldType::Keyword)
        return scalarOf(type);
    const std::string keyword = m_keywords.empty() || chance(20) ? word() : oneOf(m_keywords);
    return keyword.empty() || chance(40) ? inQuotes(keyword) : wordForm(keyword);
}

std::string GrammarQueries::rangeOf(FieldType type)
{
    const auto bound = [&] { return chance(15) ? std::string("*") : scalarOf(type); };
    return (chance(50) ? "[" : "{") + bound() + " TO " + bound() + (chance(50) ? "]" : "}");
}

std::string GrammarQueries::scalarOf(FieldType type)
{
    switch (type) {
    case FieldType::Long:
        return oneOf(kLongs);
    case FieldType::Double:
        return oneOf(kDoubles);
    case FieldType::Boolean:
        return chance(50) ? "true" : "false";
    case FieldType::Date:
        return chance(20) ? inQuotes(oneOf(kDates)) : oneOf(kDates);
    default:
        return inQuotes(m_keywords.empty() || chance(50) ? word() : oneOf(m_keywords));
    }
}

std::string GrammarQueries::wordForm(const std::string &word)
{
    switch (below(8)) {
    case 0:
        return escaped(word) + "~" + std::to_string(below(3));
    case 1:
    case 2:
        return pattern(word);
    case 3:
        return regex(word);
    case 4:
        return inQuotes(word);
    default:
        return escaped(word);
    }
}

std::string GrammarQueries::pattern(const std::string &word)
{
    std::string made;
    for (std::size_t i = 0; i < word.size();) {
        std::size_t end = i + 1;
        while (end < word.size() && isContinuation(word[end]))
            ++end;
        const std::size_t choice = below(6);
        made += choice == 0 ? "?" : choice == 1 ? "*" : escaped(word.substr(i, end - i));
        i = end;
    }
    return made.empty() ? "?*" : made + (chance(30) ? "*" : "");
}

std::string GrammarQueries::regex(const std::string &word)
{
    std::string made = "/";
    for (const char c : word) {
        const bool isPlain = (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
        if (c >= 'a' && c <= 'z' && chance(20))
            made += chance(50) ? "." : "[a-z]?";
        else
            made += isPlain ? std::string(1, c) : "(.)";
    }
    return made + (chance(30) ? ".*/" : "/") + (chance(30) ? "i" : "");
}

std::string GrammarQueries::phrase()
{
    const std::string &text = m_texts.empty() ? kWords.front() : oneOf(m_texts);
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    const std::size_t first = below(words.size());
    const std::size_t count = 1 + below(std::min<std::size_t>(4, words.size() - first));
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += (i > 0 ? " " : "") + words[chance(20) ? below(words.size()) : first + i];
    return inQuotes(all) + (chance(30) ? "~" + std::to_string(below(6)) : "");
}

} // namespace explorer::test
