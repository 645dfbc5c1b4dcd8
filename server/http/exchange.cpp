#include "server/http/exchange_p.h"

namespace explorer::http
{

bool Exchange::charge(std::size_t bytes)
{
    const auto count = static_cast<std::int64_t>(bytes);
    chargedBytes += count;
    return core->bodyBytes.fetch_add(count) + count <= core->settings.bodiesLimitBytes;
}

} // namespace explorer::http
