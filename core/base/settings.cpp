#include "core/base/settings.h"

#include <algorithm>

namespace explorer
{

SettingsSection::SettingsSection(std::string name, const nlohmann::json &section) : m_name(std::move(name))
{
    if (section.is_object())
        m_section = section;
    else {
        m_section = nlohmann::json::object();
        if (!section.is_null())
            m_problems.push_back(m_name + " must be an object");
    }
}

Result<void> SettingsSection::finish() const
{
    std::vector<std::string> problems = m_problems;
    for (const auto &[key, value] : m_section.items()) {
        if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
            problems.push_back(m_name + "." + key + " is not a setting");
    }
    if (problems.empty())
        return {};
    std::string message;
    for (const std::string &problem : problems)
        message += (message.empty() ? "" : "; ") + problem;
    return fail(ErrorCode::InvalidArgument, "settings_invalid",
                "The settings file is wrong: " + message + ".");
}

} // namespace explorer
