// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>A way into the kernel for which a bound is wanted.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Symbol">Where the processor enters.</param>
/// <param name="Without">Routines that this way does not lead through, by the end of their names.</param>
public sealed record EntryPoint(string Name, string Symbol, params IReadOnlyList<string> Without);
