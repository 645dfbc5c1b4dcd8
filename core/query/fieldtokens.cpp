#include "core/query/fieldtokens_p.h"

#include <algorithm>

namespace explorer::query
{

FieldTokens tokenize(const std::vector<FieldValue> &values, std::string_view analyzer,
                     std::size_t &limitBytes)
{
    FieldTokens tokens;
    std::uint32_t next = 0;
    for (std::size_t element = 0; element < values.size() && limitBytes > 0; ++element) {
        const auto *const whole = std::get_if<std::string>(&values[element]);
        if (!whole)
            continue;
        const std::string_view text = std::string_view(*whole).substr(0, limitBytes);
        limitBytes -= text.size();
        if (element > 0)
            next += kElementGap;
        analyze(analyzer, text, [&](const Token &token) {
            tokens.positions[token.text].push_back(next);
            tokens.places.push_back(
                {next, static_cast<std::uint32_t>(element), token.offsetBytes, token.lengthBytes});
            ++next;
        });
    }
    return tokens;
}

} // namespace explorer::query
