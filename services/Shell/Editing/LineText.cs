// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Editing;

/// <summary>Room for a line.</summary>
[InlineArray(Bytes)]
public struct LineText
{
    /// <summary>Bytes of a line at most.</summary>
    public const int Bytes = 200;

    private byte first;
}
