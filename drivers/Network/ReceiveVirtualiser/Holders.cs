// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;

namespace Caprock.Drivers.Network.ReceiveVirtualiser;

/// <summary>Who has each buffer: a bit for every copier.</summary>
[InlineArray(ReceiveVirtualiser.MostBuffers)]
internal struct Holders
{
    private uint first;
}
