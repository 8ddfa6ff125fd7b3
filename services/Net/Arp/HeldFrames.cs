// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Services.Net.Arp;

/// <summary>Frames that wait for one neighbour's address.</summary>
[InlineArray(Most)]
internal struct HeldFrames
{
    /// <summary>How many may.</summary>
    public const int Most = 3;

    private HeldFrame first;
}
