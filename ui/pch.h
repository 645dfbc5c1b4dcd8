#pragma once
// Precompiled for the client's sources.
#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <QtWidgets>
#include <nlohmann/json.hpp>
#include <tl/expected.hpp>
