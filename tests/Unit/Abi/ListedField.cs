// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tests.Unit.Abi;

/// <summary>A field of a listed structure.</summary>
/// <param name="Name">C name.</param>
/// <param name="Offset">Bytes from the start.</param>
/// <param name="Size">Bytes.</param>
public sealed record ListedField(string Name, long Offset, long Size);
