#include "core/ingest/stages/expression.h"

#include "core/ingest/record.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

namespace explorer::ingest
{

/// `operation`: + - * / % for two operands, n (negation), v (value), f (field), or a function's name.
struct Expression::Node {
    std::string operation;
    ExpressionValue value;
    std::vector<std::shared_ptr<const Node>> operands;
};

namespace
{

constexpr std::size_t kLengthLimit = 1024;
constexpr int kDepthLimit = 16;
constexpr std::array<std::string_view, 9> kFunctions{"lower", "upper", "trim",   "length",  "round",
                                                     "floor", "abs",   "concat", "coalesce"};

using Node = Expression::Node;
using NodePtr = std::shared_ptr<const Node>;

NodePtr makeNode(std::string operation, std::vector<NodePtr> operands)
{
    return std::make_shared<const Node>(Node{std::move(operation), {}, std::move(operands)});
}

NodePtr makeValue(std::string operation, ExpressionValue value)
{
    return std::make_shared<const Node>(Node{std::move(operation), std::move(value), {}});
}

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '@'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Recursive descent; the first problem ends it.
class Parser
{
public:
    explicit Parser(std::string_view text) : m_text(text) {}

    Result<NodePtr> parse()
    {
        NodePtr root = sum(0);
        skipSpace();
        if (root && m_at < m_text.size())
            root = refuse("Nothing is expected here.");
        if (root)
            return root;
        Error error = makeError(ErrorCode::InvalidArgument, "expression_invalid", m_problem);
        ErrorDetail detail;
        detail.code = "expression_invalid";
        detail.message = m_problem;
        detail.offset = m_at;
        error.details.push_back(std::move(detail));
        return fail(std::move(error));
    }

private:
    NodePtr refuse(const char *problem)
    {
        if (m_problem.empty())
            m_problem = problem;
        return nullptr;
    }
    void skipSpace() { m_at = std::min(m_text.find_first_not_of(" \t\n", m_at), m_text.size()); }
    char peek()
    {
        skipSpace();
        return m_at < m_text.size() ? m_text[m_at] : '\0';
    }
    bool take(char c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    NodePtr sum(int depth)
    {
        NodePtr left = product(depth);
        while (left && (peek() == '+' || peek() == '-')) {
            const std::string operation(1, m_text[m_at++]);
            NodePtr right = product(depth);
            left = right ? makeNode(operation, {left, right}) : nullptr;
        }
        return left;
    }
    NodePtr product(int depth)
    {
        NodePtr left = factor(depth);
        while (left && (peek() == '*' || peek() == '/' || peek() == '%')) {
            const std::string operation(1, m_text[m_at++]);
            NodePtr right = factor(depth);
            left = right ? makeNode(operation, {left, right}) : nullptr;
        }
        return left;
    }
    NodePtr factor(int depth)
    {
        if (depth > kDepthLimit)
            return refuse("The expression nests deeper than 16 levels.");
        const char c = peek();
        if (take('(')) {
            NodePtr inner = sum(depth + 1);
            return !inner || take(')') ? inner : refuse("A closing parenthesis is expected.");
        }
        if (take('-')) {
            NodePtr inner = factor(depth + 1);
            return inner ? makeNode("n", {inner}) : nullptr;
        }
        if (c == '\'' || c == '"')
            return text();
        if (isDigit(c))
            return number();
        return isNameStart(c) ? name(depth) : refuse("A field, number, text or function is expected.");
    }
    NodePtr text()
    {
        const char quote = m_text[m_at];
        const std::size_t end = m_text.find(quote, m_at + 1);
        if (end == std::string_view::npos)
            return refuse("The text is not closed.");
        std::string value(m_text.substr(m_at + 1, end - m_at - 1));
        m_at = end + 1;
        return makeValue("v", std::move(value));
    }
    NodePtr number()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.'))
            ++end;
        const char *const from = m_text.data() + m_at;
        const char *const to = m_text.data() + end;
        std::int64_t whole = 0;
        double real = 0;
        if (const auto read = std::from_chars(from, to, whole); read.ec == std::errc() && read.ptr == to) {
            m_at = end;
            return makeValue("v", whole);
        }
        if (const auto read = std::from_chars(from, to, real); read.ec != std::errc() || read.ptr != to)
            return refuse("The number is malformed.");
        m_at = end;
        return makeValue("v", real);
    }
    NodePtr name(int depth)
    {
        const std::size_t from = m_at;
        while (m_at < m_text.size() &&
               (isNameStart(m_text[m_at]) || isDigit(m_text[m_at]) || m_text[m_at] == '.'))
            ++m_at;
        const std::string word(m_text.substr(from, m_at - from));
        if (!take('('))
            return makeValue("f", word);
        const bool isField = word == "field";
        if (!isField && std::find(kFunctions.begin(), kFunctions.end(), word) == kFunctions.end()) {
            m_at = from;
            return refuse("There is no such function: lower, upper, trim, length, round, floor, abs, concat, "
                          "coalesce and field are known.");
        }
        std::vector<NodePtr> operands;
        do {
            NodePtr operand = sum(depth + 1);
            if (!operand)
                return nullptr;
            operands.push_back(std::move(operand));
        } while (take(','));
        if (!take(')'))
            return refuse("A closing parenthesis is expected.");
        const bool takesMany = word == "concat" || word == "coalesce";
        if (!takesMany && operands.size() != 1)
            return refuse("The function takes one value.");
        if (!isField)
            return makeNode(word, std::move(operands));
        const auto *const path = std::get_if<std::string>(&operands.front()->value);
        if (path == nullptr || operands.front()->operation != "v")
            return refuse("field takes the field's name as a text.");
        return makeValue("f", *path);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_problem;
};

std::string textOf(const ExpressionValue &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return *text;
    std::array<char, 32> buffer{};
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), *whole).ptr};
    if (const auto *real = std::get_if<double>(&value))
        return {buffer.data(), std::to_chars(buffer.data(), buffer.data() + buffer.size(), *real).ptr};
    return {};
}

bool isMissing(const ExpressionValue &value) { return std::holds_alternative<std::monostate>(value); }

std::optional<double> realOf(const ExpressionValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value))
        return static_cast<double>(*whole);
    if (const auto *real = std::get_if<double>(&value))
        return *real;
    return std::nullopt;
}

ExpressionValue finite(double value)
{
    return std::isfinite(value) ? ExpressionValue(value) : ExpressionValue();
}

/// Nothing where the result does not fit into 64 bits.
std::optional<std::int64_t> wholeResult(char operation, std::int64_t left, std::int64_t right)
{
    std::int64_t result = 0;
    switch (operation) {
    case '+':
        return __builtin_add_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case '-':
        return __builtin_sub_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case '*':
        return __builtin_mul_overflow(left, right, &result) ? std::nullopt : std::optional(result);
    case '/':
        if (right != 0 && right != -1 && left % right == 0)
            return left / right;
        return std::nullopt;
    case '%':
        return right != 0 && right != -1 ? std::optional(left % right) : std::nullopt;
    default:
        return std::nullopt;
    }
}

ExpressionValue binary(char operation, const ExpressionValue &left, const ExpressionValue &right)
{
    if (isMissing(left) || isMissing(right))
        return {};
    if (std::holds_alternative<std::string>(left) || std::holds_alternative<std::string>(right))
        return operation == '+' ? ExpressionValue(textOf(left) + textOf(right)) : ExpressionValue();
    const auto *const a = std::get_if<std::int64_t>(&left);
    const auto *const b = std::get_if<std::int64_t>(&right);
    if (a != nullptr && b != nullptr) {
        if (const auto whole = wholeResult(operation, *a, *b))
            return *whole;
    }
    const double x = *realOf(left);
    const double y = *realOf(right);
    switch (operation) {
    case '+':
        return finite(x + y);
    case '-':
        return finite(x - y);
    case '*':
        return finite(x * y);
    case '/':
        return finite(x / y);
    default:
        return finite(std::fmod(x, y));
    }
}

std::string foldCase(std::string text, bool isUpper)
{
    for (char &c : text) {
        if (isUpper && c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 32);
        else if (!isUpper && c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + 32);
    }
    return text;
}

std::int64_t codePoints(std::string_view text)
{
    return std::count_if(text.begin(), text.end(),
                         [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
}

ExpressionValue number(const std::string &function, const ExpressionValue &value)
{
    if (const auto *whole = std::get_if<std::int64_t>(&value)) {
        if (function == "abs")
            return *whole < 0 && *whole != INT64_MIN ? -*whole : *whole;
        return *whole;
    }
    const auto *const real = std::get_if<double>(&value);
    if (real == nullptr)
        return {};
    if (function == "abs")
        return std::abs(*real);
    const double result = function == "round" ? std::round(*real) : std::floor(*real);
    return std::abs(result) < 0x1p53 ? ExpressionValue(static_cast<std::int64_t>(result)) : finite(result);
}

ExpressionValue evaluateNode(const Node &node, const Expression::Fields &fields)
{
    if (node.operation == "v")
        return node.value;
    if (node.operation == "f")
        return fields(std::get<std::string>(node.value));
    if (node.operation == "coalesce" || node.operation == "concat") {
        std::string joined;
        for (const NodePtr &operand : node.operands) {
            ExpressionValue value = evaluateNode(*operand, fields);
            if (node.operation == "coalesce" && !isMissing(value))
                return value;
            joined += textOf(value);
        }
        return node.operation == "concat" ? ExpressionValue(joined) : ExpressionValue();
    }
    const ExpressionValue first = evaluateNode(*node.operands.front(), fields);
    if (node.operands.size() == 2)
        return binary(node.operation.front(), first, evaluateNode(*node.operands.back(), fields));
    if (isMissing(first))
        return {};
    if (node.operation == "n")
        return binary('-', std::int64_t{0}, first);
    if (node.operation == "lower" || node.operation == "upper")
        return foldCase(textOf(first), node.operation == "upper");
    if (node.operation == "trim")
        return std::string(trimmed(textOf(first)));
    if (node.operation == "length")
        return codePoints(textOf(first));
    return number(node.operation, first);
}

} // namespace

Result<Expression> Expression::parse(std::string_view text)
{
    if (text.size() > kLengthLimit)
        return fail(ErrorCode::InvalidArgument, "expression_invalid", "An expression has at most 1 KiB.");
    auto root = Parser(text).parse();
    if (!root)
        return fail(std::move(root.error()));
    return Expression(std::move(*root));
}

ExpressionValue Expression::evaluate(const Fields &fields) const { return evaluateNode(*m_root, fields); }

} // namespace explorer::ingest
