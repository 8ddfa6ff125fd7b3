// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.ImageServer;

/// <summary>Room for a path.</summary>
[InlineArray(Bytes)]
internal struct PathBuffer
{
    /// <summary>Bytes of it.</summary>
    public const int Bytes = 512;

    private byte first;
}
