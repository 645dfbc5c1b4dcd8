#pragma once
// Precompiled for every library below the widgets: the headers nearly each of their sources includes.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <variant>
#include <vector>

#include <QByteArray>
#include <QObject>
#include <QString>
#include <nlohmann/json.hpp>
#include <tl/expected.hpp>
