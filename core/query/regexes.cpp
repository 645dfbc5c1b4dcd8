#include "core/query/regexes_p.h"

namespace explorer::query
{

std::unique_ptr<re2::RE2> compileRegex(const std::string &pattern, bool ignoreCase)
{
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_case_sensitive(!ignoreCase);
    options.set_max_mem(4 << 20);
    options.set_dot_nl(true);
    return std::make_unique<re2::RE2>(pattern, options);
}

} // namespace explorer::query
