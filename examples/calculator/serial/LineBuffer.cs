// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.Calculator;

/// <summary>Room for the longest line that may be typed.</summary>
[InlineArray(Length)]
internal struct LineBuffer
{
    /// <summary>Characters of the longest line.</summary>
    public const int Length = 256;

    private byte first;
}
