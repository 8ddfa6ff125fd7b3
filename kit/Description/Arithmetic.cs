// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description;

/// <summary>Sums of sizes.</summary>
internal static class Arithmetic
{
    /// <summary>The next multiple of a power of two; the value itself when it is one, or when there is no next.</summary>
    public static ulong RoundUp(ulong value, ulong unit)
    {
        ulong rounded = (value + unit - 1) & ~(unit - 1);
        return rounded < value ? value : rounded;
    }

    /// <summary>The last multiple of a power of two.</summary>
    public static ulong RoundDown(ulong value, ulong unit) => value & ~(unit - 1);

    /// <summary>Whether two ranges share an address; neither reaches the end of the 64-bit space.</summary>
    public static bool Overlaps(ulong start, ulong size, ulong otherStart, ulong otherSize) =>
        start < otherStart + otherSize && otherStart < start + size;
}
