// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Kit.Description.Programs;

/// <summary>An entry of a table while it is made.</summary>
/// <param name="Start">Where its instructions begin, counted from the base.</param>
/// <param name="End">Where they end.</param>
/// <param name="Value">What is known about them.</param>
internal readonly record struct TraceRow<T>(uint Start, uint End, T Value)
    where T : unmanaged;
