// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A field of a structure in memory.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Type">C# type of the field or of an element.</param>
/// <param name="Offset">Bytes from the start.</param>
/// <param name="ElementSize">Bytes of an element.</param>
/// <param name="Count">Number of elements; zero when the field is no array.</param>
public sealed record RecordField(Named About, string Type, int Offset, int ElementSize, int Count)
{
    /// <summary>Bytes of the field.</summary>
    public int Size => ElementSize * Math.Max(1, Count);
}
