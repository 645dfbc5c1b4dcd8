#include "core/query/fieldvalues.h"

#include "core/query/coercion_p.h"

#include <simdjson.h>

#include <cstring>

namespace explorer::query
{
namespace
{

namespace ondemand = simdjson::ondemand;

/// Above the 32 levels that a document may have; keeps the walk's recursion small on anything else.
constexpr int kDepthLimit = 64;

/// Walks one document. Errors of the JSON itself end the walk; values that do not fit are noted.
class DocumentWalk
{
public:
    DocumentWalk(const api::Schema &schema, DocumentFields &document, std::vector<TypeProblem> &problems)
        : m_schema(schema), m_document(document), m_problems(problems)
    {
    }

    simdjson::error_code walkObject(ondemand::object object)
    {
        if (++m_depth > kDepthLimit)
            return simdjson::DEPTH_ERROR;
        const std::size_t pathSize = m_path.size();
        const std::size_t pointerSize = m_pointer.size();
        for (auto next : object) {
            ondemand::field member;
            std::string_view key;
            if (const auto error = std::move(next).get(member))
                return error;
            if (const auto error = member.unescaped_key().get(key))
                return error;
            if (pathSize > 0)
                m_path += '.';
            m_path += key;
            pushPointer(key);
            ondemand::value value = member.value();
            if (const auto error = walkValue(value, findField()))
                return error;
            m_path.resize(pathSize);
            m_pointer.resize(pointerSize);
        }
        --m_depth;
        return simdjson::SUCCESS;
    }

private:
    struct Target {
        const std::string *name = nullptr;
        const api::Field *field = nullptr;
        /// Found or made at the first value.
        std::vector<FieldValue> *values = nullptr;
    };

    Target findField() const
    {
        const auto found = m_schema.fields.find(m_path);
        return found == m_schema.fields.end() ? Target{} : Target{&found->first, &found->second, nullptr};
    }

    simdjson::error_code walkValue(ondemand::value &value, Target target)
    {
        ondemand::json_type type{};
        if (const auto error = value.type().get(type))
            return error;
        switch (type) {
        case ondemand::json_type::object: {
            ondemand::object object;
            if (const auto error = value.get_object().get(object))
                return error;
            if (target.field)
                note(target, "is an object");
            return walkObject(object);
        }
        case ondemand::json_type::array: {
            ondemand::array array;
            if (const auto error = value.get_array().get(array))
                return error;
            return walkArray(array, target);
        }
        case ondemand::json_type::string: {
            if (!target.field)
                return simdjson::SUCCESS;
            std::string_view text;
            if (const auto error = value.get_string().get(text))
                return error;
            store(coerceString(target.field->type, text), target);
            return simdjson::SUCCESS;
        }
        case ondemand::json_type::number:
        case ondemand::json_type::boolean: {
            if (target.field)
                store(coerceScalar(target.field->type, trimmed(value.raw_json_token())), target);
            return simdjson::SUCCESS;
        }
        case ondemand::json_type::null:
            return simdjson::SUCCESS;
        }
        return simdjson::TAPE_ERROR;
    }

    simdjson::error_code walkArray(ondemand::array array, Target target)
    {
        if (++m_depth > kDepthLimit)
            return simdjson::DEPTH_ERROR;
        const std::size_t pointerSize = m_pointer.size();
        std::size_t index = 0;
        for (auto next : array) {
            ondemand::value element;
            if (const auto error = std::move(next).get(element))
                return error;
            m_pointer += '/';
            m_pointer += std::to_string(index++);
            if (const auto error = walkValue(element, target))
                return error;
            m_pointer.resize(pointerSize);
        }
        --m_depth;
        return simdjson::SUCCESS;
    }

    /// What follows a scalar up to the next structural character is white space.
    static std::string_view trimmed(std::string_view token)
    {
        while (!token.empty() && static_cast<unsigned char>(token.back()) <= ' ')
            token.remove_suffix(1);
        return token;
    }

    void store(Coerced &&coerced, Target &target)
    {
        if (coerced.problem) {
            note(target, coerced.problem);
            return;
        }
        if (!target.values)
            target.values = &m_document.values.try_emplace(*target.name).first->second;
        target.values->push_back(std::move(coerced.value));
    }

    void note(const Target &target, std::string_view what)
    {
        TypeProblem problem;
        problem.pointer = m_pointer;
        problem.field = *target.name;
        problem.message = "The value of " + *target.name + " " + std::string(what) +
                          ", but the field's type is " + std::string(api::toString(target.field->type)) +
                          ". Correct the value or change the field's type in the schema.";
        m_problems.push_back(std::move(problem));
    }

    void pushPointer(std::string_view key)
    {
        m_pointer += '/';
        for (const char c : key) {
            if (c == '~')
                m_pointer += "~0";
            else if (c == '/')
                m_pointer += "~1";
            else
                m_pointer += c;
        }
    }

    const api::Schema &m_schema;
    DocumentFields &m_document;
    std::vector<TypeProblem> &m_problems;
    std::string m_path;
    std::string m_pointer;
    int m_depth = 0;
};

/// The parser wants readable bytes behind the text; parser and copy are kept a thread, so that a document
/// costs no large allocation.
struct ParserBuffer {
    ondemand::parser parser;
    std::vector<char> bytes;
};

} // namespace

Result<DocumentFields> extractFields(const api::Schema &schema, std::string_view json,
                                     std::vector<TypeProblem> &problems)
{
    static thread_local ParserBuffer buffer;
    const std::size_t needed = json.size() + simdjson::SIMDJSON_PADDING;
    if (buffer.bytes.size() < needed)
        buffer.bytes.resize(needed);
    if (!json.empty())
        std::memcpy(buffer.bytes.data(), json.data(), json.size());
    std::memset(buffer.bytes.data() + json.size(), ' ', simdjson::SIMDJSON_PADDING);

    ondemand::document parsed;
    ondemand::object object;
    DocumentFields document;
    simdjson::error_code error =
        buffer.parser.iterate(buffer.bytes.data(), json.size(), buffer.bytes.size()).get(parsed);
    if (!error)
        error = parsed.get_object().get(object);
    if (!error)
        error = DocumentWalk(schema, document, problems).walkObject(object);
    if (!error && parsed.current_location().error() != simdjson::OUT_OF_BOUNDS)
        error = simdjson::TRAILING_CONTENT;
    if (error)
        return fail(ErrorCode::InvalidArgument, "document_invalid",
                    std::string("The document is no JSON object: ") + simdjson::error_message(error) +
                        " Send one JSON object a document.");
    return document;
}

} // namespace explorer::query
