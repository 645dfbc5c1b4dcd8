#include "core/query/editdistance_p.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace explorer::query
{

int editDistance(std::u32string_view a, std::u32string_view b, int most)
{
    if (std::abs(static_cast<std::ptrdiff_t>(a.size()) - static_cast<std::ptrdiff_t>(b.size())) > most)
        return most + 1;
    std::vector<int> beforeLast(b.size() + 1);
    std::vector<int> last(b.size() + 1);
    std::vector<int> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        int least = current[0];
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int change = a[i - 1] == b[j - 1] ? 0 : 1;
            current[j] = std::min({last[j] + 1, current[j - 1] + 1, last[j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                current[j] = std::min(current[j], beforeLast[j - 2] + 1);
            least = std::min(least, current[j]);
        }
        // A transposition may reach over one row, so two rows have to be past the limit.
        if (least > most + 1)
            return most + 1;
        std::swap(beforeLast, last);
        std::swap(last, current);
    }
    return last[b.size()];
}

} // namespace explorer::query
