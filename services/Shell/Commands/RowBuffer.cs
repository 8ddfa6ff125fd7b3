// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Commands;

/// <summary>Room for a row of output.</summary>
[InlineArray(Bytes)]
internal struct RowBuffer
{
    /// <summary>Bytes of it.</summary>
    public const int Bytes = 320;

    private byte first;
}
