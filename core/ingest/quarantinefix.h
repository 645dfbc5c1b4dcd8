#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace explorer::ingest
{

class JsonEdit;

/// What is done to each of many quarantined records, by JSON pointer. Immutable; any thread.
class QuarantineFix
{
public:
    /// [{op: set, pointer, value} | {op: replace, pointer, find, with} | {op: cast, pointer, to} | {op: drop,
    /// pointer}], 1 to 20. `find` is a regular expression (RE2), `with` may name its groups as \\1; an empty
    /// pointer replaces in the whole text, which then need not be JSON. InvalidArgument ("fix_invalid") with
    /// a pointer each.
    static Result<QuarantineFix> fromJson(const nlohmann::json &operations);
    ~QuarantineFix();
    QuarantineFix(QuarantineFix &&other) noexcept;

    /// The changed text; nothing where nothing changes.
    [[nodiscard]] std::optional<std::string> apply(const std::string &text) const;

private:
    struct Operation;
    explicit QuarantineFix(std::vector<Operation> operations);
    static Operation read(const nlohmann::json &json, const std::string &pointer,
                          std::vector<ErrorDetail> &problems);
    static void applyTo(const Operation &operation, JsonEdit &edit);
    std::vector<Operation> m_operations;
};

} // namespace explorer::ingest
