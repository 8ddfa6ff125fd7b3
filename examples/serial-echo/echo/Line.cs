// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Examples.SerialEcho;

/// <summary>Room for the longest line that is echoed whole.</summary>
[InlineArray(Length)]
internal struct Line
{
    /// <summary>Bytes of the line.</summary>
    public const int Length = 80;

    private byte first;
}
