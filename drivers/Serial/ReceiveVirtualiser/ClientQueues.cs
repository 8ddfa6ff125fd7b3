// SPDX-License-Identifier: BSD-2-Clause
using System.Runtime.CompilerServices;
using Caprock.Drivers.Serial.Protocol;

namespace Caprock.Drivers.Serial.ReceiveVirtualiser;

/// <summary>What each client gets.</summary>
[InlineArray(SerialProtocol.MostClients)]
internal struct ClientQueues
{
    private ByteSender first;
}
