// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Timer.Protocol;

namespace Caprock.Drivers.Timer.Hpet;

/// <summary>For each client, which of its timeouts have passed and were not taken yet.</summary>
[InlineArray(TimerProtocol.MostClients)]
internal struct PassedTimeouts
{
    private ulong first;
}
