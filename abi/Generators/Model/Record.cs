// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Abi.Generators.Model;

/// <summary>A structure in memory.</summary>
/// <param name="About">Name and documentation.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Alignment">Alignment in bytes.</param>
/// <param name="IsPacked">Whether it has no padding.</param>
/// <param name="OffsetsOnly">Whether programs use offsets and no structure.</param>
/// <param name="Fields">Its fields.</param>
public sealed record Record(Named About, int Size, int Alignment, bool IsPacked, bool OffsetsOnly, IReadOnlyList<RecordField> Fields);
