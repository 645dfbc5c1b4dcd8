#include "core/api/schema.h"

#include "core/api/wire.h"

#include <algorithm>

namespace explorer::api
{
namespace
{

constexpr std::size_t kFieldLimit = 1000;
constexpr std::size_t kNameLimitBytes = 256;
constexpr double kWeightLimit = 1000;
constexpr double kK1Limit = 100;

ErrorDetail problem(std::string pointer, std::string code, std::string message)
{
    ErrorDetail detail;
    detail.pointer = std::move(pointer);
    detail.code = std::move(code);
    detail.message = std::move(message);
    return detail;
}

std::string escapePointer(std::string_view name)
{
    std::string escaped;
    for (const char c : name) {
        if (c == '~')
            escaped += "~0";
        else if (c == '/')
            escaped += "~1";
        else
            escaped += c;
    }
    return escaped;
}

void readType(const nlohmann::json &value, const std::string &pointer, Field &field,
              std::vector<ErrorDetail> &problems)
{
    const std::optional<FieldType> type =
        value.is_string() ? fieldTypeFromString(value.get_ref<const std::string &>()) : std::nullopt;
    if (type)
        field.type = *type;
    else
        problems.push_back(problem(pointer, "unknown_type",
                                   "A field's type is text, keyword, long, double, boolean or date."));
}

Field readField(const nlohmann::json &value, const std::string &pointer, std::vector<ErrorDetail> &problems)
{
    Field field;
    if (!value.is_object()) {
        readType(value, pointer, field, problems);
        return field;
    }
    readType(value.value("type", nlohmann::json()), pointer + "/type", field, problems);
    for (const auto &[key, member] : value.items()) {
        if (key == "type")
            continue;
        if (key == "analyzer" && member.is_string() &&
            (member == "standard" || member == "english" || member == "german"))
            field.analyzer = member.get<std::string>();
        else if (key == "analyzer")
            problems.push_back(problem(pointer + "/analyzer", "unknown_analyzer",
                                       "An analyzer is standard, english or german."));
        else if (key == "weight" && member.is_number() && member.get<double>() > 0 &&
                 member.get<double>() <= kWeightLimit)
            field.weight = member.get<double>();
        else if (key == "weight")
            problems.push_back(
                problem(pointer + "/weight", "wrong_weight",
                                       "A weight is a number above 0 and at most 1,000."));
        else
            problems.push_back(problem(pointer + "/" + escapePointer(key), "unknown_member",
                                       "A field has type, analyzer and weight, nothing else."));
    }
    return field;
}

void readFields(const nlohmann::json &fields, Schema &schema, std::vector<ErrorDetail> &problems)
{
    if (!fields.is_object() || fields.size() > kFieldLimit) {
        problems.push_back(
            problem("/fields", "wrong_fields", "fields is an object of at most 1,000 fields."));
        return;
    }
    for (const auto &[name, value] : fields.items()) {
        const std::string pointer = "/fields/" + escapePointer(name);
        if (name.empty() || name == "id" || name.size() > kNameLimitBytes)
            problems.push_back(
                problem(pointer, "wrong_name", "A field's name has 1 to 256 bytes and is not id."));
        else
            schema.fields[name] = readField(value, pointer, problems);
    }
}

void readDefaultFields(const nlohmann::json &names, Schema &schema, std::vector<ErrorDetail> &problems)
{
    if (!names.is_array()) {
        problems.push_back(
            problem("/default_fields", "wrong_type", "default_fields is an array of field names."));
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].is_string() && schema.find(names[i].get<std::string>()) != nullptr)
            schema.defaultFields.push_back(names[i].get<std::string>());
        else
            problems.push_back(problem("/default_fields/" + std::to_string(i), "unknown_field",
                                       "A default field must be one of the fields."));
    }
}

void readSimilarity(const nlohmann::json &json, Similarity &similarity, std::vector<ErrorDetail> &problems)
{
    if (!json.is_object()) {
        problems.push_back(problem("/similarity", "wrong_type", "similarity is an object with k1 and b."));
        return;
    }
    const auto read = [&problems](const nlohmann::json &value, const char *pointer, double most,
                                  double &target) {
        const double number = value.is_number() ? value.get<double>() : -1;
        if (number >= 0 && number <= most)
            target = number;
        else
            problems.push_back(
                problem(pointer, "wrong_similarity",
                        "k1 is a number from 0 to 100 (1.2 if left out) and b one from 0 to 1 (0.75)."));
    };
    for (const auto &[key, value] : json.items()) {
        if (key == "k1")
            read(value, "/similarity/k1", kK1Limit, similarity.k1);
        else if (key == "b")
            read(value, "/similarity/b", 1, similarity.b);
        else
            problems.push_back(problem("/similarity/" + escapePointer(key), "unknown_member",
                                       "similarity has k1 and b, nothing else."));
    }
}

} // namespace

std::string_view toString(FieldType type)
{
    switch (type) {
    case FieldType::Text:
        return "text";
    case FieldType::Keyword:
        return "keyword";
    case FieldType::Long:
        return "long";
    case FieldType::Double:
        return "double";
    case FieldType::Boolean:
        return "boolean";
    case FieldType::Date:
        return "date";
    }
    return "text";
}

std::optional<FieldType> fieldTypeFromString(std::string_view text)
{
    for (const FieldType type : {FieldType::Text, FieldType::Keyword, FieldType::Long, FieldType::Double,
                                 FieldType::Boolean, FieldType::Date}) {
        if (toString(type) == text)
            return type;
    }
    return std::nullopt;
}

bool isNumeric(FieldType type) { return type != FieldType::Text && type != FieldType::Keyword; }

const Field *Schema::find(std::string_view name) const
{
    const auto found = fields.find(std::string(name));
    return found == fields.end() ? nullptr : &found->second;
}

std::vector<std::string> Schema::effectiveDefaultFields() const
{
    if (!defaultFields.empty())
        return defaultFields;
    std::vector<std::string> names;
    for (const auto &[name, field] : fields) {
        if (!isNumeric(field.type))
            names.push_back(name);
    }
    return names;
}

std::string Schema::canonical() const
{
    std::string text;
    for (const auto &[name, field] : fields)
        text.append(name)
            .append("\t")
            .append(toString(field.type))
            .append("\t")
            .append(field.analyzer)
            .append("\n");
    return text;
}

Result<Schema> schemaFromJson(const nlohmann::json &json)
{
    Schema schema;
    std::vector<ErrorDetail> problems;
    if (!json.is_object()) {
        problems.push_back(
            problem("", "wrong_type", "A schema is an object with fields, default_fields and similarity."));
    } else {
        for (const auto &[key, value] : json.items()) {
            if (key != "fields" && key != "default_fields" && key != "similarity")
                problems.push_back(
                    problem("/" + escapePointer(key), "unknown_member",
                            "A schema has fields, default_fields and similarity, nothing else."));
        }
        readFields(json.value("fields", nlohmann::json::object()), schema, problems);
        readDefaultFields(json.value("default_fields", nlohmann::json::array()), schema, problems);
        readSimilarity(json.value("similarity", nlohmann::json::object()), schema.similarity, problems);
    }
    if (problems.empty())
        return schema;
    Error error = makeError(ErrorCode::InvalidArgument, "schema_invalid",
                            "The schema is wrong: " + problems.front().message);
    error.details = std::move(problems);
    return fail(std::move(error));
}

nlohmann::json toJson(const Schema &schema)
{
    nlohmann::json fields = nlohmann::json::object();
    for (const auto &[name, field] : schema.fields) {
        if (field.analyzer == "standard" && field.weight == 1.0)
            fields[name] = toString(field.type);
        else
            fields[name] = {
                {"type", toString(field.type)}, {"analyzer", field.analyzer}, {"weight", field.weight}};
    }
    nlohmann::json json{{"fields", std::move(fields)}, {"default_fields", schema.defaultFields}};
    if (schema.similarity != Similarity{})
        json["similarity"] = {{"k1", schema.similarity.k1}, {"b", schema.similarity.b}};
    return json;
}

} // namespace explorer::api
