// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Shell.Commands;

/// <summary>Room for the names that a word can become.</summary>
[InlineArray(Bytes)]
internal struct MatchBuffer
{
    /// <summary>Bytes of it.</summary>
    public const int Bytes = 1024;

    private byte first;
}
