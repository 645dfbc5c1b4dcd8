#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace explorer::ingest
{

/// A value of an expression; monostate where a field is missing.
using ExpressionValue = std::variant<std::monostate, std::int64_t, double, std::string>;

/// A small calculation over a document's fields: numbers, 'texts', fields (`size.bytes`, or field('odd
/// name')),
/// + - * / %, parentheses, lower upper trim length round floor abs concat coalesce. `+` joins where a side is
/// a text. What is made from a missing field is missing, except in coalesce and concat. Whole numbers stay
/// exact in 64 bits; beyond them, and divided, they become doubles. Immutable; any thread.
class Expression
{
public:
    using Fields = std::function<ExpressionValue(const std::string &field)>;
    /// "expression_invalid" with offset; at most 1 KiB and 16 levels.
    static Result<Expression> parse(std::string_view text);
    [[nodiscard]] ExpressionValue evaluate(const Fields &fields) const;

    struct Node;

private:
    explicit Expression(std::shared_ptr<const Node> root) : m_root(std::move(root)) {}
    /// Shared by copies of an expression.
    std::shared_ptr<const Node> m_root;
};

} // namespace explorer::ingest
