#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <initializer_list>
#include <string_view>

namespace explorer
{

/// Reads one module's section of the settings file into its struct: each key of the section must be one of
/// those that `read` takes, so that a misspelt setting is an error and not silently the default.
class SettingsSection
{
public:
    /// `section` may be null: every value keeps its default.
    SettingsSection(std::string name, const nlohmann::json &section);

    /// Takes over `key` where it is present; remembers an error where its type is wrong.
    template <typename T>
    void read(std::string_view key, T &target)
    {
        m_known.emplace_back(key);
        const auto found = m_section.find(key);
        if (found == m_section.end())
            return;
        try {
            target = found->template get<T>();
        } catch (const nlohmann::json::exception &) {
            m_problems.push_back(m_name + "." + std::string(key) + " has the wrong type");
        }
    }

    /// InvalidArgument ("settings_invalid") with every unknown key and every wrong type in one message.
    [[nodiscard]] Result<void> finish() const;

private:
    std::string m_name;
    nlohmann::json m_section;
    std::vector<std::string> m_known;
    std::vector<std::string> m_problems;
};

} // namespace explorer
