// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Kit.Initialiser;

/// <summary>Room for pieces of untyped memory: the kernel's, and those cut off on the way to a given address.</summary>
[InlineArray(Most)]
internal struct MemoryPieces
{
    /// <summary>How many there can be.</summary>
    public const int Most = 1024;

    private MemoryPiece first;
}
