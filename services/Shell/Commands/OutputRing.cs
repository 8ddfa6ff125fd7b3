// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Commands;

/// <summary>Room for text that the line has not taken yet.</summary>
[InlineArray(Bytes)]
internal struct OutputRing
{
    /// <summary>Bytes of it.</summary>
    public const int Bytes = 16384;

    private byte first;
}
