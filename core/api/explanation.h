#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace explorer::api
{

/// Why a hit scores what it does: a figure, what it is, and the figures that it is made of. The description
/// says how those come together (sum of, product of, best of).
struct Explanation {
    double value = 0;
    std::string description;
    std::vector<Explanation> details;
    bool operator==(const Explanation &) const = default;
};

/// {value, description, details: [...]}; reading takes what is there and goes 32 levels deep.
nlohmann::json toJson(const Explanation &explanation);
Explanation explanationFromJson(const nlohmann::ordered_json &json);

} // namespace explorer::api
