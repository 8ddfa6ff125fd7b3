// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Commands;

/// <summary>Room for what is typed while a command is at work.</summary>
[InlineArray(Bytes)]
internal struct TypedAhead
{
    /// <summary>Bytes of it.</summary>
    public const int Bytes = 256;

    private byte first;
}
