#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::api
{

/// How a field's values are stored, matched and compared.
enum class FieldType : std::uint8_t { Text, Keyword, Long, Double, Boolean, Date };

std::string_view toString(FieldType type);
std::optional<FieldType> fieldTypeFromString(std::string_view text);
/// Long, Double, Boolean and Date are held as numbers (booleans 0 and 1, dates as UnixMillis).
bool isNumeric(FieldType type);

struct Field {
    FieldType type = FieldType::Text;
    /// `standard`, `english` or `german`; of meaning for text only.
    std::string analyzer = "standard";
    double weight = 1.0;
    bool operator==(const Field &) const = default;
};

/// The constants of BM25 (Robertson et al., Okapi at TREC-3, 1994), with the usual defaults: how soon further
/// occurrences of a word stop counting, and how much a long text counts less.
struct Similarity {
    double k1 = 1.2;
    double b = 0.75;
    bool operator==(const Similarity &) const = default;
};

/// The fields of a collection by dotted path (`request.method`). `id` is not among them: every document has
/// it.
struct Schema {
    std::map<std::string, Field> fields;
    /// What a term without a field searches; empty: every text and keyword field.
    std::vector<std::string> defaultFields;
    /// Of meaning when documents are ranked only: like the weights it changes nothing in the index.
    Similarity similarity;

    [[nodiscard]] const Field *find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string> effectiveDefaultFields() const;
    /// A stable text of everything that decides how a document is indexed; its SHA-256 is the schema hash.
    [[nodiscard]] std::string canonical() const;
    bool operator==(const Schema &) const = default;
};

/// {fields: {name: "type" | {type, analyzer, weight}}, default_fields: [...], similarity: {k1, b}}.
/// InvalidArgument ("schema_invalid") with a JSON pointer a problem: unknown type, analyzer, key; more than
/// 1,000 fields; a name that is empty, `id`, or over 256 bytes; k1 not in [0, 100], b not in [0, 1], a weight
/// not in (0, 1,000].
Result<Schema> schemaFromJson(const nlohmann::json &json);
nlohmann::json toJson(const Schema &schema);

} // namespace explorer::api
