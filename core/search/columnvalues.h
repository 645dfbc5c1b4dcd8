#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace explorer::search
{

/// Finds the values of columns, named by dotted path, in documents' JSON. An array of objects gives a column
/// below it one value an element. One thread.
class ColumnValues
{
public:
    explicit ColumnValues(const std::vector<std::string> &columns);
    /// By column, the JSON text of its values as it stands in `json`, a valid object, which must outlive it.
    const std::vector<std::vector<std::string_view>> &find(std::string_view json);

private:
    class Walk;
    std::map<std::string, std::size_t, std::less<>> m_columns;
    /// Paths that a column lies below.
    std::set<std::string, std::less<>> m_parents;
    std::vector<std::vector<std::string_view>> m_values;
};

} // namespace explorer::search
