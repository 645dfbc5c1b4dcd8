#include "core/ingest/quarantinefix.h"

#include "core/ingest/parseddocument_p.h"
#include "core/ingest/stages/jsonedit.h"
#include "core/ingest/stages/stepreader_p.h"
#include "core/ingest/stages/typecoercion_p.h"

#include <re2/re2.h>

namespace explorer::ingest
{
namespace
{

using nlohmann::json;

constexpr std::size_t kOperationLimit = 20;
enum class Kind : std::uint8_t { Set, Replace, Cast, Drop };

Error toError(std::vector<ErrorDetail> problems)
{
    Error error = makeError(ErrorCode::InvalidArgument, "fix_invalid",
                            "The fix cannot be made: " + problems.front().message);
    error.details = std::move(problems);
    return error;
}

ErrorDetail problemAt(std::string pointer, std::string code, std::string message)
{
    ErrorDetail detail;
    detail.pointer = std::move(pointer);
    detail.code = std::move(code);
    detail.message = std::move(message);
    return detail;
}

} // namespace

struct QuarantineFix::Operation {
    Kind kind = Kind::Set;
    std::string pointer;
    /// The JSON text to set, or what replaces a match.
    std::string text;
    std::shared_ptr<const re2::RE2> find;
    api::FieldType type = api::FieldType::Text;
};

QuarantineFix::QuarantineFix(std::vector<Operation> operations) : m_operations(std::move(operations)) {}
QuarantineFix::~QuarantineFix() = default;
QuarantineFix::QuarantineFix(QuarantineFix &&other) noexcept = default;

QuarantineFix::Operation QuarantineFix::read(const json &value, const std::string &pointer,
                                             std::vector<ErrorDetail> &problems)
{
    Operation operation;
    const std::string op =
        value.is_object() && value.value("op", json()).is_string() ? value["op"].get<std::string>() : "";
    const json where = value.is_object() ? value.value("pointer", json("")) : json();
    const bool isPointer = where.is_string() && (where.get_ref<const std::string &>().empty() ||
                                                 where.get_ref<const std::string &>().front() == '/');
    if (isPointer)
        operation.pointer = where.get<std::string>();
    if (!isPointer || (operation.pointer.empty() && op != "replace"))
        problems.push_back(problemAt(pointer + "/pointer", "wrong_value",
                                     "pointer is a JSON pointer to a value: it begins with /."));
    if (op == "set" && value.contains("value")) {
        operation.text = value["value"].dump(-1, ' ', false, json::error_handler_t::replace);
    } else if (op == "replace" && value.value("find", json()).is_string() &&
               value.value("with", json()).is_string()) {
        operation.kind = Kind::Replace;
        operation.text = value["with"].get<std::string>();
        re2::RE2::Options options;
        options.set_log_errors(false);
        operation.find = std::make_shared<const re2::RE2>(value["find"].get<std::string>(), options);
        std::string problem;
        if (!operation.find->ok() || !operation.find->CheckRewriteString(operation.text, &problem))
            problems.push_back(problemAt(pointer + "/find", "invalid_regex",
                                         "find is none that RE2 knows, or with names a group it has not."));
    } else if (op == "cast") {
        operation.kind = Kind::Cast;
        const json to = value.value("to", json());
        const auto type = api::fieldTypeFromString(to.is_string() ? to.get<std::string>() : std::string());
        if (!type)
            problems.push_back(problemAt(pointer + "/to", "unknown_type",
                                         "to is text, keyword, long, double, boolean or date."));
        operation.type = type.value_or(api::FieldType::Text);
    } else if (op == "drop") {
        operation.kind = Kind::Drop;
    } else {
        problems.push_back(
            problemAt(pointer + "/op", "wrong_value",
                      "An operation is set (value), replace (find, with), cast (to) or drop."));
    }
    return operation;
}

Result<QuarantineFix> QuarantineFix::fromJson(const json &operations)
{
    if (!operations.is_array() || operations.empty() || operations.size() > kOperationLimit)
        return fail(toError(
            {problemAt("/operations", "wrong_type", "operations is an array of 1 to 20 operations.")}));
    std::vector<ErrorDetail> problems;
    std::vector<Operation> made;
    for (std::size_t i = 0; i < operations.size(); ++i)
        made.push_back(read(operations[i], "/operations/" + std::to_string(i), problems));
    if (!problems.empty())
        return fail(toError(std::move(problems)));
    return QuarantineFix(std::move(made));
}

void QuarantineFix::applyTo(const Operation &operation, JsonEdit &edit)
{
    const auto text = plainTextAt(edit, operation.pointer);
    std::string value;
    switch (operation.kind) {
    case Kind::Set:
        edit.set(operation.pointer, operation.text);
        return;
    case Kind::Drop:
        edit.remove(operation.pointer);
        return;
    case Kind::Replace:
        if (std::string replaced = text.value_or(std::string());
            text && re2::RE2::GlobalReplace(&replaced, *operation.find, operation.text) > 0) {
            appendJsonString(value, replaced);
            edit.set(operation.pointer, value);
        }
        return;
    case Kind::Cast:
        if (text && !api::isNumeric(operation.type))
            appendJsonString(value, *text);
        else if (text)
            value = coerce(operation.type, *text).value_or(std::string());
        if (!value.empty())
            edit.set(operation.pointer, value);
        return;
    }
}

std::optional<std::string> QuarantineFix::apply(const std::string &text) const
{
    std::string changed = text;
    DocumentParser parser;
    for (const Operation &operation : m_operations) {
        if (operation.kind == Kind::Replace && operation.pointer.empty()) {
            re2::RE2::GlobalReplace(&changed, *operation.find, operation.text);
            continue;
        }
        // What is no JSON has no values to change.
        if (parser.parse(changed))
            continue;
        JsonEdit edit(std::move(changed));
        applyTo(operation, edit);
        changed = std::move(edit).take();
    }
    return changed == text ? std::nullopt : std::optional(std::move(changed));
}

} // namespace explorer::ingest
