#pragma once

// Without it valijson ends the process on a schema that it cannot read. Include this header first.
#define VALIJSON_USE_EXCEPTIONS 1

#include "core/base/result.h"

#include <valijson/constraint_builder.hpp>
#include <valijson/constraints/concrete_constraints.hpp>

#include <re2/re2.h>

#include <memory>
#include <string>

namespace explorer::ingest
{

/// A regular expression as ECMA 262 writes it, for RE2: `\uXXXX` and `\cX` differ. Null where RE2 has not
/// what it asks for (look-around, back references); `problem` says so.
std::shared_ptr<const re2::RE2> compileSchemaPattern(const std::string &pattern, std::string &problem);

/// Whether an expression that only std::regex can run cannot take long over a short text: no group is
/// repeated.
bool isCheapPattern(const std::string &pattern);

/// `pattern`, with RE2.
class PatternBuilder : public valijson::ConstraintBuilder
{
public:
    valijson::constraints::Constraint *make(const valijson::adapters::Adapter &value) const override;
};

/// `multipleOf`: exact for whole numbers, by the quotient for others.
class MultipleBuilder : public valijson::ConstraintBuilder
{
public:
    valijson::constraints::Constraint *make(const valijson::adapters::Adapter &value) const override;
};

} // namespace explorer::ingest
