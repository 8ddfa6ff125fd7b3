// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A field of a packed word.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Type">C# type.</param>
/// <param name="Word">Index of the word.</param>
/// <param name="Low">Lowest bit.</param>
/// <param name="Count">Number of bits.</param>
/// <param name="IsSigned">Whether its sign is kept when it is read.</param>
public sealed record BitField(Named About, string Type, int Word, int Low, int Count, bool IsSigned)
{
    /// <summary>The field's bits in its word.</summary>
    public ulong Mask => (Count == 64 ? ulong.MaxValue : (1ul << Count) - 1) << Low;
}
