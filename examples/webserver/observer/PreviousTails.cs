// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Examples.Webserver.Protocol;

namespace Caprock.Examples.Webserver;

/// <summary>How many buffers had gone through each queue when the observer last looked, modulo 2^32.</summary>
[InlineArray(Watched.Connections * 2)]
internal struct PreviousTails
{
    private uint first;
}
