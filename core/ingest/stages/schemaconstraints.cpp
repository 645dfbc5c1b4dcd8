#include "core/ingest/stages/schemaconstraints_p.h"

#include <valijson/internal/adapter.hpp>
#include <valijson/validation_results.hpp>

#include <cmath>
#include <new>

namespace explorer::ingest
{
namespace
{

using valijson::adapters::Adapter;

/// What valijson asks of a constraint it does not know, once.
template <typename Self>
class OwnConstraint : public valijson::constraints::PolyConstraint
{
private:
    Constraint *cloneInto(void *room) const override
    {
        return new (room) Self(static_cast<const Self &>(*this));
    }
    std::size_t sizeOf() const override { return sizeof(Self); }
};

class PatternConstraint : public OwnConstraint<PatternConstraint>
{
public:
    explicit PatternConstraint(std::shared_ptr<const re2::RE2> pattern) : m_pattern(std::move(pattern)) {}
    bool validate(const Adapter &target, const std::vector<std::string> &context,
                  valijson::ValidationResults *results) const override
    {
        std::string text;
        if (!target.isString() || !target.getString(text) || re2::RE2::PartialMatch(text, *m_pattern))
            return true;
        if (results != nullptr)
            results->pushError(context, "The text does not match the pattern " + m_pattern->pattern() + ".");
        return false;
    }

private:
    /// Shared by the copies that valijson makes.
    std::shared_ptr<const re2::RE2> m_pattern;
};

class MultipleConstraint : public OwnConstraint<MultipleConstraint>
{
public:
    MultipleConstraint(double divisor, std::int64_t whole) : m_divisor(divisor), m_whole(whole) {}
    bool validate(const Adapter &target, const std::vector<std::string> &context,
                  valijson::ValidationResults *results) const override
    {
        if (!target.isNumber() || fits(target))
            return true;
        if (results != nullptr)
            results->pushError(context, "The number is no multiple of the one its schema names.");
        return false;
    }

private:
    [[nodiscard]] bool fits(const Adapter &target) const
    {
        std::int64_t integer = 0;
        if (m_whole != 0 && target.isInteger() && target.getInteger(integer))
            return integer % m_whole == 0;
        double number = 0;
        if (target.isInteger() && target.getInteger(integer))
            number = static_cast<double>(integer);
        else if (!target.getDouble(number))
            return true;
        const double quotient = number / m_divisor;
        if (!std::isfinite(quotient))
            return false;
        return std::abs(quotient - std::round(quotient)) <= std::abs(quotient) * 1e-12;
    }

    double m_divisor;
    /// 0 where the divisor has a fraction.
    std::int64_t m_whole;
};

bool isHex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

} // namespace

std::shared_ptr<const re2::RE2> compileSchemaPattern(const std::string &pattern, std::string &problem)
{
    std::string translated;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] != '\\' || at + 1 == pattern.size()) {
            translated += pattern[at];
            continue;
        }
        const char kind = pattern[++at];
        const bool isFour = at + 4 < pattern.size() && isHex(pattern[at + 1]) && isHex(pattern[at + 2]) &&
                            isHex(pattern[at + 3]) && isHex(pattern[at + 4]);
        if (kind == 'u' && isFour) {
            translated.append("\\x{").append(pattern, at + 1, 4).append("}");
            at += 4;
        } else if (kind == 'c' && at + 1 < pattern.size()) {
            static constexpr char kHex[] = "0123456789abcdef";
            const auto code = static_cast<unsigned char>(pattern[++at] % 32);
            translated.append("\\x").append(1, kHex[code >> 4U]).append(1, kHex[code & 15U]);
        } else if (kind == 's' || kind == 'S') {
            // ECMA counts these as space too, RE2 only ASCII's.
            static const std::string space = "\\s\\x{b}\\x{a0}\\x{feff}\\x{2028}\\x{2029}\\pZ";
            translated += kind == 's' ? "[" + space + "]" : "[^" + space + "]";
        } else {
            translated.append(1, '\\').append(1, kind);
        }
    }
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(8 << 20);
    auto made = std::make_shared<const re2::RE2>(translated, options);
    if (made->ok())
        return made;
    problem = made->error();
    return nullptr;
}

bool isCheapPattern(const std::string &pattern)
{
    for (std::size_t at = 0; at + 1 < pattern.size(); ++at) {
        if (pattern[at] == '\\')
            ++at;
        else if (pattern[at] == ')' &&
                 (pattern[at + 1] == '*' || pattern[at + 1] == '+' || pattern[at + 1] == '{'))
            return false;
    }
    return true;
}

valijson::constraints::Constraint *PatternBuilder::make(const Adapter &value) const
{
    std::string problem;
    std::string pattern;
    value.getString(pattern);
    auto compiled = compileSchemaPattern(pattern, problem);
    if (!compiled)
        throw std::runtime_error("The pattern " + pattern + " cannot be used: " + problem);
    return new PatternConstraint(std::move(compiled));
}

valijson::constraints::Constraint *MultipleBuilder::make(const Adapter &value) const
{
    std::int64_t whole = 0;
    double divisor = 0;
    if (value.isInteger() && value.getInteger(whole))
        divisor = static_cast<double>(whole);
    else
        value.getDouble(divisor);
    if (!(divisor > 0))
        throw std::runtime_error("multipleOf must be above 0.");
    return new MultipleConstraint(divisor, whole);
}

} // namespace explorer::ingest
