#pragma once

#include <cstddef>
#include <cstdint>

namespace explorer::index
{

/// One value in every document.
template <typename T>
struct DenseValues {
    using Type = T;
    const T *values;

    [[nodiscard]] static bool isMissing(std::size_t) { return false; }
    [[nodiscard]] T least(std::size_t document) const { return values[document]; }
    [[nodiscard]] T greatest(std::size_t document) const { return values[document]; }
    template <typename Take>
    void each(std::size_t document, Take &&take) const
    {
        take(values[document]);
    }
};

/// At most one value a document; bit i of `present` tells of document i. The array has a place for each
/// document.
template <typename T>
struct SparseValues {
    using Type = T;
    const T *values;
    const std::uint64_t *present;

    [[nodiscard]] bool isMissing(std::size_t document) const
    {
        return ((present[document / 64] >> (document % 64)) & 1U) == 0;
    }
    [[nodiscard]] T least(std::size_t document) const { return values[document]; }
    [[nodiscard]] T greatest(std::size_t document) const { return values[document]; }
    template <typename Take>
    void each(std::size_t document, Take &&take) const
    {
        if (!isMissing(document))
            take(values[document]);
    }
};

/// At most one value a document, and `mark` where there is none.
template <typename T>
struct MarkedValues {
    using Type = T;
    const T *values;
    std::uint32_t mark;

    [[nodiscard]] bool isMissing(std::size_t document) const { return values[document] == mark; }
    [[nodiscard]] T least(std::size_t document) const { return values[document]; }
    [[nodiscard]] T greatest(std::size_t document) const { return values[document]; }
    template <typename Take>
    void each(std::size_t document, Take &&take) const
    {
        if (!isMissing(document))
            take(values[document]);
    }
};

/// Any number of values a document, ascending: those of document i begin at offsets[i] and end at
/// offsets[i + 1].
template <typename T>
struct ListedValues {
    using Type = T;
    const T *values;
    const std::uint32_t *offsets;

    [[nodiscard]] bool isMissing(std::size_t document) const
    {
        return offsets[document] == offsets[document + 1];
    }
    /// Only where some value is there.
    [[nodiscard]] T least(std::size_t document) const { return values[offsets[document]]; }
    [[nodiscard]] T greatest(std::size_t document) const { return values[offsets[document + 1] - 1]; }
    template <typename Take>
    void each(std::size_t document, Take &&take) const
    {
        for (std::uint32_t i = offsets[document]; i < offsets[document + 1]; ++i)
            take(values[i]);
    }
};

/// Where a column's parts lie. Checked by whoever fills it: the arrays are as long as the documents ask for,
/// offsets ascend and end within the values.
struct StoredValues {
    const void *values = nullptr;
    /// Null unless some document lacks a number.
    const std::uint64_t *present = nullptr;
    /// Null unless some document has several values.
    const std::uint32_t *offsets = nullptr;
    int documents = 0;
    /// Bytes of a value: 1, 2, 4 or 8.
    int width = 1;
    /// Ordinals: what stands for no value in a column without offsets; they are all below it.
    std::uint32_t mark = 0;
};

/// Calls `use` with the values in their own type (DenseValues, SparseValues or ListedValues).
template <typename Use>
decltype(auto) visitNumbers(const StoredValues &stored, Use &&use)
{
    const auto withWidth = [&]<typename T>(const T *values) -> decltype(auto) {
        if (stored.offsets != nullptr)
            return use(ListedValues<T>{values, stored.offsets});
        if (stored.present != nullptr)
            return use(SparseValues<T>{values, stored.present});
        return use(DenseValues<T>{values});
    };
    switch (stored.width) {
    case 1:
        return withWidth(static_cast<const std::uint8_t *>(stored.values));
    case 2:
        return withWidth(static_cast<const std::uint16_t *>(stored.values));
    case 4:
        return withWidth(static_cast<const std::uint32_t *>(stored.values));
    default:
        return withWidth(static_cast<const std::uint64_t *>(stored.values));
    }
}

/// Calls `use` with the ordinals in their own type (MarkedValues or ListedValues).
template <typename Use>
decltype(auto) visitOrdinals(const StoredValues &stored, Use &&use)
{
    const auto withWidth = [&]<typename T>(const T *values) -> decltype(auto) {
        if (stored.offsets != nullptr)
            return use(ListedValues<T>{values, stored.offsets});
        return use(MarkedValues<T>{values, stored.mark});
    };
    switch (stored.width) {
    case 1:
        return withWidth(static_cast<const std::uint8_t *>(stored.values));
    case 2:
        return withWidth(static_cast<const std::uint16_t *>(stored.values));
    default:
        return withWidth(static_cast<const std::uint32_t *>(stored.values));
    }
}

} // namespace explorer::index
