// SPDX-License-Identifier: BSD-2-Clause
namespace Caprock.Tools.Image.Bounds;

/// <summary>The longest stretch of instructions from an entry into the kernel to its end.</summary>
/// <param name="Entry">The way in.</param>
/// <param name="Instructions">No execution takes more, if what the source states holds.</param>
/// <param name="Shares">The routines that the longest path spends most in: instructions of their own, and how often they run.</param>
public sealed record Stretch(EntryPoint Entry, long Instructions, IReadOnlyList<StretchShare> Shares);
