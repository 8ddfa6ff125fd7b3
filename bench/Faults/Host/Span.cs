// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Bench.Faults;

/// <summary>A piece of an address space.</summary>
/// <param name="Start">Its first address.</param>
/// <param name="Bytes">Its length.</param>
internal readonly record struct Span(ulong Start, ulong Bytes);
