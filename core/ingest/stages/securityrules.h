#pragma once

#include "core/base/logging.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::ingest
{

/// The signatures of the security scan (YARA): those that ship with the program and those of the data
/// directory's `security/` folder (*.yar). A rule may have the meta `prefilter`, a regular expression (RE2,
/// no matter of case) without which it cannot match: texts that none of them matches are not scanned, which
/// is 20 to 50 times quicker. Immutable; any thread.
class SecurityRules
{
public:
    /// A file that does not compile is left out with an error in the log. Corrupt ("security_rules_broken")
    /// where the program's own do not.
    static Result<std::shared_ptr<const SecurityRules>> load(const std::filesystem::path &folder,
                                                             Logger &logger);
    ~SecurityRules();

    struct Finding {
        std::string rule;
        std::string description;
        /// Into the text.
        std::size_t offset = 0;
    };
    /// One thread's use of the rules. Keep it for many texts: making one costs as much as a scan.
    class Scanner
    {
    public:
        explicit Scanner(std::shared_ptr<const SecurityRules> rules);
        ~Scanner();
        /// The rules that match. `isIncomplete`: it was ended after a second.
        std::vector<Finding> scan(std::string_view text, bool &isIncomplete);

    private:
        struct Private;
        std::unique_ptr<Private> d;
    };

    [[nodiscard]] std::size_t count() const;

private:
    struct Private;
    explicit SecurityRules(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace explorer::ingest
